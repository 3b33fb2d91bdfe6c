#include "web/page_view.hpp"

#include <algorithm>
#include <cstring>
#include <xxhash.h>

namespace smartmove::web {
namespace {
constexpr std::size_t unchecked = offsetof(PageView::Header, size);
}  // namespace

std::uint64_t checksum_of(std::string_view page) {
  return XXH3_64bits(page.data() + unchecked, page.size() - unchecked);
}

PageView::PageView(const char* page) : page_(page) { std::memcpy(&header_, page, sizeof(Header)); }

std::optional<PageView> PageView::of(std::string_view bytes) {
  if (bytes.size() < sizeof(Header)) return std::nullopt;
  const PageView view(bytes.data());
  return view.is_whole(bytes.size()) ? std::optional(view) : std::nullopt;
}

bool PageView::is_whole(std::size_t size) const {
  const auto inside = [&](const Text& text) { return text.at <= size && text.size <= size - text.at; };
  return header_.size == size && header_.variants[0].head.size > 0 &&
         std::ranges::all_of(header_.variants, [&](const Header::Parts& parts) {
           return inside(parts.etag) && inside(parts.head) && inside(parts.not_modified) && inside(parts.body);
         });
}

bool PageView::is_sound() const { return checksum_of(bytes()) == header_.checksum; }

std::optional<base::Instant> PageView::fresh_until() const {
  if (header_.fresh_until == fresh_for_ever) return std::nullopt;
  return base::Instant(base::Instant::duration(header_.fresh_until));
}

bool PageView::is_fresh() const {
  return header_.fresh_until == fresh_for_ever || base::now().time_since_epoch().count() < header_.fresh_until;
}

std::optional<PageView::Variant> PageView::variant(Encoding encoding) const {
  const auto& parts = header_.variants[static_cast<std::size_t>(encoding)];
  if (parts.head.size == 0) return std::nullopt;
  return Variant{text(parts.etag), text(parts.head), text(parts.not_modified), text(parts.body)};
}

PageView::Variant PageView::choose(std::string_view accept_encoding) const {
  const bool one_only = header_.variants[1].head.size == 0 && header_.variants[2].head.size == 0;
  const auto encoding = accept_encoding.empty() || one_only ? Encoding::identity : choose_encoding(accept_encoding);
  const auto best = variant(encoding);
  return best ? *best : *variant(Encoding::identity);
}

}  // namespace smartmove::web
