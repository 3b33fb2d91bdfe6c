#include "content/site_check.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <utility>

#include "base/json_time.hpp"
#include "base/text.hpp"

namespace smartmove::content {
namespace {

constexpr std::size_t shown_title_length = 60;  // about what a line of results has room for

std::string without_entities(std::string_view html) {
  constexpr std::array<std::pair<std::string_view, char>, 5> entities{
      {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&amp;", '&'}}};
  std::string text;
  while (!html.empty()) {
    const auto* entity =
        std::find_if(entities.begin(), entities.end(), [&](const auto& each) { return html.starts_with(each.first); });
    text += entity == entities.end() ? html.front() : entity->second;
    html.remove_prefix(entity == entities.end() ? 1 : entity->first.size());
  }
  return text;
}

bool is_public(Status status) { return status == Status::published || status == Status::scheduled; }

}  // namespace

std::vector<Finding> broken_links(const Survey& survey) {
  std::set<std::pair<std::string, std::string>> there;
  for (const auto& document : survey) there.emplace(document.reference, document.language);
  std::vector<Finding> found;
  for (const auto& document : survey) {
    for (const auto& link : document.links) {
      if (there.contains({link.value, document.language})) continue;
      found.push_back({Severity::error, "broken_link", link.where,
                       fmt::format("There is a link to {}, which is not public in {}.", link.value, document.language),
                       fmt::format("Publish it in {}, or take the link away.", document.language)});
    }
  }
  return found;
}

std::vector<Finding> missing_translations(const Survey& survey, const std::vector<std::string>& languages) {
  std::map<std::string, std::set<std::string>> spoken;
  for (const auto& document : survey) spoken[document.reference].insert(document.language);
  std::vector<Finding> found;
  for (const auto& [reference, there] : spoken) {
    for (const auto& language : languages) {
      if (there.contains(language)) continue;
      found.push_back({Severity::note, "missing_translation", reference + " in " + language,
                       fmt::format("It is public in {} and not in {}.", fmt::join(there, ", "), language),
                       fmt::format("Write and publish it in {}, if readers of that language miss it.", language)});
    }
  }
  return found;
}

std::vector<Finding> orphans(const Survey& survey, const std::set<std::string>& homes) {
  std::map<std::string, std::set<std::string>> linked_from;  // address → documents
  for (const auto& document : survey) {
    for (const auto& address : document.leads_to) linked_from[address].insert(document.reference);
  }
  std::vector<Finding> found;
  for (const auto& document : survey) {
    if (document.path.empty() || homes.contains(document.path)) continue;
    auto& from = linked_from[document.path];
    from.erase(document.reference);  // its other languages
    if (!from.empty()) continue;
    found.push_back({Severity::note, "orphan", document.name(),
                     fmt::format("No page of another document links to {}.", document.path),
                     "Link to it, or withdraw it, unless only a campaign is to lead there."});
  }
  return found;
}

std::vector<Finding> long_titles(const Survey& survey) {
  std::vector<Finding> found;
  for (const auto& document : survey) {
    const auto length = base::length(document.title);
    if (length <= shown_title_length) continue;
    found.push_back({Severity::note, "long_title", document.name(),
                     fmt::format("The page's title has {} characters, of which search engines show about {}.", length,
                                 shown_title_length),
                     "Shorten its title; the site's name is a part of it."});
  }
  return found;
}

std::vector<Finding> stale_figures(const Survey& survey, const std::set<std::string>& stale) {
  std::vector<Finding> found;
  for (const auto& document : survey) {
    for (const auto& figure : document.figures) {
      if (!stale.contains(figure)) continue;
      found.push_back({Severity::note, "stale_figure", document.name(),
                       fmt::format("It shows the figure {}, which is past its shelf life and marked as old.", figure),
                       "Import a newer one."});
    }
  }
  return found;
}

std::vector<Finding> silent_places(const Survey& survey, const std::set<std::string>& known) {
  std::vector<Finding> found;
  for (const auto& document : survey) {
    std::map<std::string, bool> places;  // whether one of its figures is known
    for (const auto& figure : document.figures) {
      auto& speaks = places[figure.substr(0, figure.find('/'))];
      speaks = speaks || known.contains(figure);
    }
    for (const auto& [place, speaks] : places) {
      if (speaks) continue;
      found.push_back({Severity::note, "silent_place", document.name(),
                       fmt::format("It shows figures of the place {}, and not one of them is known.", place),
                       "Import figures of it, or choose another place."});
    }
  }
  return found;
}

std::vector<Finding> overdue(const std::vector<SurveyedVersion>& versions, base::Instant now) {
  std::vector<Finding> found;
  const auto add = [&](const SurveyedVersion& version, Severity severity, std::string what, std::string advice) {
    found.push_back({severity, "overdue", version.name(), std::move(what), std::move(advice)});
  };
  for (const auto& version : versions) {
    const bool due = version.publish_at && *version.publish_at <= now;
    const bool expired = version.visible_until && *version.visible_until <= now;
    if (due && (version.status == Status::draft || version.status == Status::in_review)) {
      add(version, Severity::error,
          fmt::format("It was to appear at {} and is still a draft.", base::to_iso8601(*version.publish_at)),
          "Publish it, or give it another day.");
    } else if (expired && is_public(version.status)) {
      add(version, Severity::note, fmt::format("It expired at {}.", base::to_iso8601(*version.visible_until)),
          "Withdraw it, or give it more time.");
    } else if (due && version.status == Status::scheduled) {
      add(version, Severity::note,
          fmt::format("It is scheduled, for {}, which has passed.", base::to_iso8601(*version.publish_at)),
          "Call it published.");
    }
  }
  return found;
}

std::vector<Finding> low_contrast(const std::vector<SurveyedPalette>& palettes) {
  std::vector<Finding> found;
  for (const auto& each : palettes) {
    base::JsonReader reader;
    check_palette(each.palette, reader);
    for (const auto& problem : reader.problems()) {
      const auto place = problem.where.substr(std::min(problem.where.find('/'), problem.where.size()));
      found.push_back({Severity::error, "low_contrast", each.name() + "#" + each.pointer + place,
                       fmt::format("There is {}.", problem.found),
                       fmt::format("Choose colours with {}.", problem.expected)});
    }
  }
  return found;
}

std::vector<Finding> differing_palettes(const std::vector<SurveyedPalette>& palettes) {
  std::map<std::string, const SurveyedPalette*> first;
  std::vector<Finding> found;
  for (const auto& each : palettes) {
    const auto [at, added] = first.emplace(each.reference + each.pointer, &each);
    if (added || at->second->palette == each.palette) continue;
    found.push_back({Severity::note, "differing_palettes", each.name() + "#" + each.pointer,
                     fmt::format("Its colours are others than in {}.", at->second->language),
                     "Give it the same ones, unless it is meant to look different."});
  }
  return found;
}

std::set<std::string> addresses_in(std::string_view html) {
  constexpr std::string_view link = "<a ";
  constexpr std::string_view name = "href=\"";
  std::set<std::string> addresses;
  for (auto at = html.find(link); at != std::string_view::npos; at = html.find(link, at + 1)) {
    const auto tag = html.substr(at, html.find('>', at) - at);
    const auto value = tag.find(name);
    if (value == std::string_view::npos) continue;
    const auto rest = tag.substr(value + name.size());
    const auto address = without_entities(rest.substr(0, rest.find('"')));
    if (address.starts_with('/')) addresses.insert(address.substr(0, address.find_first_of("?#")));
  }
  return addresses;
}

std::string title_of(std::string_view html) {
  constexpr std::string_view open = "<title>";
  const auto begin = html.find(open);
  if (begin == std::string_view::npos) return {};
  const auto text = html.substr(begin + open.size());
  return without_entities(text.substr(0, text.find("</title>")));
}

}  // namespace smartmove::content
