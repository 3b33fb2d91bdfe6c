#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <sys/uio.h>
#include <vector>

#include "web/page.hpp"

namespace smartmove::web {

/// Answers that go out in one gathered write, in order. Knows pages and one socket's number.
class Batch {
 public:
  enum class Part { full, head, not_modified };
  enum class Sent { all, some, broken };

  /// `page` must live until send() has returned; from then on the batch keeps it alive itself. `tail` (Date and the
  /// empty line) likewise.
  void add(const Page& page, const Page::Variant& variant, Part part, std::string_view tail);
  void add(std::string_view text) { push(text); }  ///< a literal that lives for ever

  bool empty() const { return pieces_.empty(); }
  std::size_t size() const { return pieces_.size(); }
  /// Writes as much as the socket takes now. After `all` the batch is empty again.
  Sent send(int socket);
  void clear();

 private:
  void push(std::string_view text);
  void advance(std::size_t bytes);
  void take_over();

  std::vector<iovec> pieces_;
  std::size_t first_ = 0;  ///< the first piece that is not out
  std::vector<const Page*> pages_;
  std::vector<PagePtr> kept_;
  std::list<std::string> copies_;
};

}  // namespace smartmove::web
