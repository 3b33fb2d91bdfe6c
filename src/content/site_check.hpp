#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"
#include "content/document.hpp"
#include "content/palette.hpp"

/// What is wrong with a site as a whole and shows on no single page: pure rules over what is published.
namespace smartmove::content {

/// A document that is public in a language.
struct SurveyedDocument {
  std::string reference;  ///< `page/about`
  std::string language;
  std::string path;                    ///< empty where it is no page
  std::string title;                   ///< of the whole page, as search engines show it
  std::vector<base::Reference> links;  ///< to documents, and where they stand: `page/about in en#/lead/…`
  std::set<std::string> leads_to;      ///< the addresses that the finished page links to
  std::set<std::string> figures;       ///< `1881/population`: shown on it

  std::string name() const { return reference + " in " + language; }
};

/// A document in a language, public or not.
struct SurveyedVersion {
  std::string reference;
  std::string language;
  Status status = Status::draft;
  std::optional<base::Instant> publish_at;
  std::optional<base::Instant> visible_until;

  std::string name() const { return reference + " in " + language; }
};

/// Colours that pages wear: an audience's in a language, or a field of the themes.
struct SurveyedPalette {
  std::string reference;  ///< `audience/studenter`, `themes/tokens.css`
  std::string language;   ///< empty: of all
  std::string pointer;    ///< where in it: `/palette`, `/sun`
  Palette palette;

  std::string name() const { return language.empty() ? reference : reference + " in " + language; }
};

/// error: what visitors meet is not what was meant. note: worth a look, and may be meant.
enum class Severity { error, note };
BOOST_DESCRIBE_ENUM(Severity, error, note)

struct Finding {
  Severity severity = Severity::note;
  std::string rule;    ///< `broken_link`, for machines
  std::string where;   ///< `page/about in en`, with a JSON pointer where there is one
  std::string what;    ///< a sentence
  std::string advice;  ///< a sentence: what to do
};
BOOST_DESCRIBE_STRUCT(Finding, (), (severity, rule, where, what, advice))

using Survey = std::vector<SurveyedDocument>;

/// error: a link to a document that is not public in the language; visitors see its words alone, or nothing.
std::vector<Finding> broken_links(const Survey& survey);
/// note: public in one language of the region and not in another.
std::vector<Finding> missing_translations(const Survey& survey, const std::vector<std::string>& languages);
/// note: no page of another document links to it. `homes` are the addresses that need no link.
std::vector<Finding> orphans(const Survey& survey, const std::set<std::string>& homes);
/// note: a title of which search engines cut the end off.
std::vector<Finding> long_titles(const Survey& survey);
/// note: a page shows a figure that is among `stale` (`1881/population`).
std::vector<Finding> stale_figures(const Survey& survey, const std::set<std::string>& stale);
/// note: a page shows figures of a place of which nobody knows a single one. `known` are those that have a value.
std::vector<Finding> silent_places(const Survey& survey, const std::set<std::string>& known);
/// error: a draft whose day has come. note: one that says it is scheduled though it has appeared, or has expired.
std::vector<Finding> overdue(const std::vector<SurveyedVersion>& versions, base::Instant now);

/// error: colours that somebody could not read on one another, by day or after dark. Content with such colours cannot
/// be saved; what was saved before a rule became stricter can still be there.
std::vector<Finding> low_contrast(const std::vector<SurveyedPalette>& palettes);
/// note: colours that differ between the languages of a document.
std::vector<Finding> differing_palettes(const std::vector<SurveyedPalette>& palettes);

/// The site's own addresses that the links (`<a>`) of a page lead to, without query and fragment.
std::set<std::string> addresses_in(std::string_view html);
/// What stands in `<title>`.
std::string title_of(std::string_view html);

}  // namespace smartmove::content
