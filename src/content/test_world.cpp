#include "content/test_world.hpp"

#include <fmt/format.h>
#include <fstream>
#include <stdexcept>

#include "base/embedded.hpp"
#include "base/json_time.hpp"
#include "content/blocks_builtin.hpp"

namespace smartmove::content::testing {
namespace json = boost::json;
namespace {

template <class T>
T must(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message + " " + problems_of(result.error()));
  return base::take(std::move(result));
}

base::Result<PageView> note_view(const Note& note, const PublishedDocument&, RenderContext& context) {
  PageView made;
  made.view.set("title", note.title).set("text_html", context.rich_text(note.text));
  made.view.set("blocks_html", TRY(context.blocks(note.blocks)));
  return made;
}

DocumentType note_type(std::string name, PathPatterns paths) {
  DocumentTypeSpec<Note> spec;
  spec.name = std::move(name);
  spec.paths = std::move(paths);
  spec.template_name = "site/page";
  spec.in_feed = true;
  spec.fields = {{"title", "Title", "What the tab says.", 20}};
  spec.head = [](const Note& note) { return PageHead{note.title, note.description}; };
  spec.view = note_view;
  spec.search = [](const Note& note, const PublishedDocument&) {
    return SearchEntry{note.title, plain_text(note.text)};
  };
  spec.schedule = [](const Note& note, const base::TimeZone&) { return Schedule{note.seen_from, {}}; };
  spec.schema_org = [](const Note& note, const PublishedDocument& document, RenderContext&) {
    return json::object{{"@type", "WebPage"}, {"name", note.title}, {"url", document.path}};
  };
  return document_type(std::move(spec));
}

}  // namespace

base::Instant at(std::string_view iso8601) { return must(base::parse_iso8601(iso8601)); }

const base::Translations& translations() {
  static const auto loaded = must(base::Translations::load(base::embedded::translations()));
  return loaded;
}

const web::Templates& templates() {
  static const auto loaded = [] {
    std::vector<std::string> names;
    for (const auto& file : base::embedded::templates()) {
      names.emplace_back(file.name.substr(0, file.name.size() - std::string_view(".html").size()));
    }
    return must(web::Templates::load(base::embedded::templates(), translations(), names));
  }();
  return loaded;
}

Figure OneFigure::figure(const std::string& place, const std::string& indicator) {
  Figure figure;
  figure.place_code = place;
  figure.place = place == "1881" ? "Kumla" : place;
  figure.indicator_code = indicator;
  figure.indicator = indicator;
  figure.value = "not known yet";
  if (place != "1881" || indicator != "population") return figure;
  figure.known = true;
  figure.number = 22354;
  figure.value = "22 354 residents";
  figure.source_name = "SCB";
  figure.source_url = "https://www.scb.se/";
  figure.older_from = base::Date{2030, 1, 1};
  return figure;
}

FigureSourceFactory one_figure() {
  return [](auto&&...) { return std::make_unique<OneFigure>(); };
}

Contribution notes() {
  Contribution made;
  made.document_types = {note_type("note", {{"sv", "/not/{slug}"}, {"", "/note/{slug}"}}),
                         note_type("front", {{"", "/"}}), note_type("card", {})};
  const auto only = [](std::string known) {
    return [known](storage::Session&, const std::string& value) -> base::Result<bool> { return value == known; };
  };
  made.references["place"] = only("1881");
  made.references["indicator"] = only("population");
  made.references["audience"] = only("studenter");
  return made;
}

const Registry& note_registry() {
  static const Registry registry({contribution(), notes()});
  return registry;
}

json::value note_body(std::string_view title, std::string_view text) {
  Note note;
  note.title = title;
  note.description = "A description.";
  const json::array words{json::object{{"type", "text"}, {"text", text}}};
  const json::array paragraphs{json::object{{"type", "paragraph"}, {"content", words}}};
  note.text.document = json::object{{"type", "doc"}, {"content", paragraphs}};
  return base::to_json(note);
}

base::Result<std::string> BareShell::wrap(const Page& page, RenderContext& context) const {
  std::string languages;
  for (const auto& each : page.translations) languages += each.language + "=" + each.path + " ";
  return fmt::format("<title>{}</title>{}<!-- {} {}-->", page.head.title, page.body.str(), context.language(),
                     languages);
}

TestPack::TestPack() {
  file("pack.json", R"({"format": 1, "name": "test", "time_zone": "Europe/Stockholm", "languages": ["sv", "en"],
                        "organisations": [{"key": "region", "name": "Region X"}]})");
}

TestPack& TestPack::file(const std::string& name, std::string_view text) {
  const auto path = folder_.path() / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
  return *this;
}

TestPack& TestPack::document(const std::string& reference, const std::string& slug, std::string_view body,
                             const std::string& language) {
  file("documents/" + reference + "/document.json", R"({"owner": "region"})");
  return file(
      "documents/" + reference + "/" + language + ".json",
      fmt::format(R"({{"slug": "{}", "status": "published", "publish_at": null, "expire_at": null, "body": {}}})", slug,
                  body));
}

std::string problems_of(const base::Error& error) { return base::format_problems(error.problems); }

std::vector<std::string> places_of(const std::vector<base::Problem>& problems) {
  std::vector<std::string> places;
  for (const auto& problem : problems) places.push_back(problem.where);
  return places;
}

}  // namespace smartmove::content::testing
