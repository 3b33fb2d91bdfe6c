#pragma once

#include <string>
#include <string_view>

namespace smartmove::media {

/// The element that a page puts in place of an SVG, so that `fill="var(--mark,#b8145a)"` takes the colours of where it
/// stands: `<svg viewBox="…">…</svg>`. Empty where a page can only show it as a picture of its own: over 12 KiB, with
/// text, styles, or anything that names something (id, class, href, url(…)) and could mean another thing on the page,
/// or that could draw outside its place. `clean` is what clean_svg() gave.
std::string drawing_of(std::string_view clean);

/// The same element with more attributes, which the caller has escaped.
std::string with_attributes(std::string_view drawing, std::string_view attributes);

}  // namespace smartmove::media
