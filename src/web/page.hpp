#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "web/negotiation.hpp"
#include "web/response.hpp"
#include "web/router.hpp"

namespace smartmove::web {

/// A complete, pre-serialised answer. Immutable once written (but for the cache's two marks), shared between threads.
struct Page : std::enable_shared_from_this<Page> {
  /// A `head` ends behind its last header's line; the server adds Date and the empty line.
  struct Variant {
    std::string etag;          ///< with quotes; empty: the answer has none
    std::string head;          ///< of 200 and all others
    std::string not_modified;  ///< of the 304 that stands for it; empty where there is no ETag
    std::string body;
  };
  std::array<std::optional<Variant>, 3> variants;  ///< by Encoding; identity is always there

  int status = 200;
  std::size_t route = 0;  ///< for the counters
  Caching caching = Caching::none;
  std::vector<std::string> tags{};
  std::optional<base::Instant> fresh_until{};

  /// The variant for a client's Accept-Encoding.
  const Variant& choose(std::string_view accept_encoding) const;
  std::size_t bytes() const;  ///< memory, about

  mutable std::atomic<bool> live{true};        ///< false as soon as the page cache has dropped it
  mutable std::atomic<std::uint64_t> used{0};  ///< the page cache's clock at the last use
};

using PagePtr = std::shared_ptr<const Page>;

/// Makes Pages: status line, security headers, caching, ETag, compressed bodies. Immutable, thread-safe. A header of
/// the Response takes the place of the default of that name. A header that holds a control character, and a cookie on
/// a cached route, are programmers' errors: std::logic_error.
class PageWriter {
 public:
  explicit PageWriter(bool https);  ///< https: adds Strict-Transport-Security

  /// All variants, for a cached route.
  std::shared_ptr<Page> write(Response response, Caching caching, std::size_t route) const;
  /// Only what this one client takes, not to be kept.
  std::shared_ptr<Page> write_once(Response response, std::string_view accept_encoding, std::size_t route) const;

 private:
  std::string common_;
};

}  // namespace smartmove::web
