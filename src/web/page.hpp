#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/page_view.hpp"
#include "web/response.hpp"
#include "web/router.hpp"

namespace smartmove::web {

/// A complete answer with memory of its own. Immutable, shared between threads.
class Page {
 public:
  /// `bytes` are laid out as PageView reads them.
  Page(std::string bytes, std::vector<std::string> tags) : bytes_(std::move(bytes)), tags_(std::move(tags)) {}

  PageView view() const { return PageView(bytes_.data()); }
  const std::string& bytes() const { return bytes_; }
  /// What it was made from; not known (empty) of a page that was read from the store.
  const std::vector<std::string>& tags() const { return tags_; }

  int status() const { return view().status(); }
  Caching caching() const { return view().caching(); }
  PageView::Variant choose(std::string_view accept_encoding) const { return view().choose(accept_encoding); }

 private:
  std::string bytes_;
  std::vector<std::string> tags_;
};

using PagePtr = std::shared_ptr<const Page>;

/// Makes Pages: status line, security headers, caching, ETag, compressed bodies. Immutable, thread-safe. A header of
/// the Response takes the place of the default of that name. A header that holds a control character, and a cookie on
/// a cached route, are programmers' errors: std::logic_error.
class PageWriter {
 public:
  explicit PageWriter(bool https);  ///< https: adds Strict-Transport-Security

  /// All variants, for a cached route.
  PagePtr write(Response response, Caching caching, std::size_t route) const;
  /// Only what this one client takes, not to be kept.
  PagePtr write_once(Response response, std::string_view accept_encoding, std::size_t route) const;

 private:
  std::string common_;
};

}  // namespace smartmove::web
