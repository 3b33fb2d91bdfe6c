#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <sys/uio.h>
#include <vector>

#include "web/page_pins.hpp"
#include "web/page_view.hpp"

namespace smartmove::web {

/// Answers that go out in one gathered write, in order. Knows pages and one socket's number.
class Batch {
 public:
  enum class Part { full, head, not_modified };
  enum class Sent { all, some, broken };
  enum class Lifetime {
    kept,  ///< somebody else keeps the page until the batch is out
    turn,  ///< gone as soon as send() has returned
  };

  /// `tail` (Date and the empty line) must live until send() has returned; from then on the batch has a copy.
  void add(const PageView& page, const PageView::Variant& variant, Part part, std::string_view tail, Lifetime lifetime);
  void add(std::string_view text) { push(text, 0); }  ///< a literal that lives for ever

  bool empty() const { return pieces_.empty(); }
  std::size_t size() const { return pieces_.size(); }
  /// Writes as much as the socket takes now. After `all` the batch is empty again. After `some` it needs nothing of
  /// this turn any more: `pins` holds what is left.
  Sent send(int socket, PagePins& pins);
  void clear();

 private:
  void push(std::string_view text, std::size_t owner);
  void advance(std::size_t bytes);
  void take_over(PagePins& pins);

  std::vector<iovec> pieces_;
  std::vector<std::size_t> owners_;  ///< of each piece: one more than its index in borrowed_, or none
  std::size_t first_ = 0;            ///< the first piece that is not out
  std::vector<PageView> borrowed_;   ///< for this turn
  std::vector<PagePtr> pinned_;
  std::list<std::string> copies_;
};

}  // namespace smartmove::web
