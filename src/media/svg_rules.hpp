#pragma once

#include <string>
#include <string_view>

/// The allow-list of clean_svg(). Pure.
namespace smartmove::media {

bool is_allowed_element(std::string_view name);    ///< of the SVG namespace, by its local name
bool is_allowed_attribute(std::string_view name);  ///< without a namespace
bool is_text_element(std::string_view name);       ///< text in it is seen or read out; elsewhere it is left out

/// Whether a value names nothing outside the file: no address but `url(#id)`, no CSS escape or comment.
bool is_harmless_value(std::string_view value);

/// The declarations of a `style` attribute that are allowed: `fill:red;stroke:none`.
std::string clean_declarations(std::string_view style);

/// The rules of a `style` element with plain selectors (elements, classes, ids) and the declarations allowed.
std::string clean_style_sheet(std::string_view css);

}  // namespace smartmove::media
