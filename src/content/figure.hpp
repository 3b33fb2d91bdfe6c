#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "web/view.hpp"

namespace smartmove::content {

/// One value of one indicator for one place, ready to be shown in a language, with all that stands behind it.
struct Figure {
  std::string place_code;
  std::string place;  ///< name in the language
  std::string indicator_code;
  std::string indicator;    ///< name in the language
  std::string description;  ///< what is counted
  bool known = false;       ///< false: nobody has a figure; `value` then says so in words
  double number = 0;
  std::string value;   ///< formatted, with its unit
  std::string period;  ///< as people read it
  std::string source_name;
  std::string source_url;
  std::string licence;
  std::string retrieved;                 ///< a date in the language
  bool stale = false;                    ///< older than the indicator's shelf life
  std::string age{};                     ///< if it is, how old: a sentence in the language
  bool shown_before = false;             ///< the page shows it further up already: only the first one is an anchor
  std::optional<base::Date> older_from;  ///< the first day on which it will be stale, or its age another
};

/// `figure-1881-population`: the anchor of a figure's source on a page.
std::string figure_id(const Figure& figure);

/// The view that templates call a *figure*.
web::View figure_view(const Figure& figure);

/// Where figures come from; the facts' feature provides it, `app/` plugs it in. One a page, not thread-safe.
class FigureSource {
 public:
  virtual ~FigureSource() = default;
  /// In the page's language. Unknown places or indicators give an unknown figure that names their codes.
  virtual Figure figure(const std::string& place, const std::string& indicator) = 0;
};

}  // namespace smartmove::content
