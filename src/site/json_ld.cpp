#include "site/json_ld.hpp"

namespace smartmove::site {
namespace json = boost::json;
namespace {

// Types write paths; outsiders need whole addresses.
void make_absolute(json::value& value, const std::string& public_url) {
  if (auto* object = value.if_object()) {
    for (auto& member : *object) {
      auto* text = member.value().if_string();
      const bool is_address = member.key() == "url" || member.key() == "item" || member.key() == "@id";
      if (text && is_address && text->starts_with('/')) *text = public_url + std::string(*text);
      make_absolute(member.value(), public_url);
    }
  } else if (auto* array = value.if_array()) {
    for (auto& item : *array) make_absolute(item, public_url);
  }
}

json::object breadcrumb_list(const content::Page& page, const std::string& home_path, const std::string& home_name) {
  json::array items;
  const auto add = [&](const std::string& name, const std::string& path) {
    items.push_back(
        json::object{{"@type", "ListItem"}, {"position", items.size() + 1}, {"name", name}, {"item", path}});
  };
  add(home_name, home_path);
  for (const auto& crumb : page.breadcrumbs) add(crumb.label, crumb.href);
  add(page.head.title, page.path);
  return {{"@type", "BreadcrumbList"}, {"itemListElement", std::move(items)}};
}

// What lets others offer the site's own search.
json::object search_action(const std::string& address) {
  return {{"@type", "SearchAction"},
          {"target", json::object{{"@type", "EntryPoint"}, {"urlTemplate", address + "?q={search_term_string}"}}},
          {"query-input", "required name=search_term_string"}};
}

}  // namespace

web::SafeHtml json_ld(const content::Page& page, const Site& site, const SitePaths& paths, const std::string& language,
                      const std::string& public_url) {
  json::array graph;
  graph.push_back(json::object{{"@type", "WebSite"},
                               {"@id", paths.home + "#website"},
                               {"name", site.title},
                               {"description", site.description},
                               {"inLanguage", language},
                               {"publisher", json::object{{"@type", "Organization"}, {"name", site.publisher}}},
                               {"potentialAction", search_action(public_url + paths.search)},
                               {"url", paths.home}});
  for (auto object : page.schema_org) {
    object["inLanguage"] = language;
    object["isPartOf"] = json::object{{"@id", paths.home + "#website"}};
    graph.push_back(std::move(object));
  }
  if (!page.path.empty() && page.path != paths.home) graph.push_back(breadcrumb_list(page, paths.home, site.title));
  json::value document = json::object{{"@context", "https://schema.org"}, {"@graph", std::move(graph)}};
  make_absolute(document, public_url);

  // `</script` and `<!--` must not appear inside the element; in JSON a `<` only stands in strings.
  std::string safe;
  for (char c : json::serialize(document)) {
    if (c == '<')
      safe += "\\u003c";
    else
      safe += c;
  }
  return web::SafeHtml::trusted(std::move(safe));
}

}  // namespace smartmove::site
