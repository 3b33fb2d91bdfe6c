#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accounts/organisation_store.hpp"
#include "base/embedded.hpp"
#include "content/blocks_builtin.hpp"
#include "content/document_store.hpp"
#include "content/pack.hpp"
#include "content/page_shell.hpp"
#include "content/registry.hpp"
#include "storage/testing.hpp"

/// A small world of content for the tests of this feature and of those above it.
namespace smartmove::content::testing {

using storage::testing::must;

inline base::Instant at(std::string_view iso8601) { return must(base::parse_iso8601(iso8601)); }

/// The interface texts that are built into the program.
inline const base::Translations& translations() {
  static const auto loaded = must(base::Translations::load(base::embedded::translations()));
  return loaded;
}

/// The templates that are built into the program, all of them.
inline const web::Templates& templates() {
  static const auto loaded = [] {
    std::vector<std::string> names;
    for (const auto& file : base::embedded::templates()) {
      names.emplace_back(file.name.substr(0, file.name.size() - std::string_view(".html").size()));
    }
    return must(web::Templates::load(base::embedded::templates(), translations(), names));
  }();
  return loaded;
}

/// Knows one figure, 22 354 residents of 1881; every other is unknown.
class OneFigure : public FigureSource {
 public:
  Figure figure(const std::string& place, const std::string& indicator) override {
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
    figure.stale_from = base::Date{2030, 1, 1};
    return figure;
  }
};

inline FigureSourceFactory one_figure() {
  return [](auto&&...) { return std::make_unique<OneFigure>(); };
}

/// A document type for tests, shown by the template site/page.
struct Note {
  std::string title;
  std::string description;
  RichText text;
  std::optional<base::Instant> seen_from;  ///< what the body itself says of its schedule
  Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(Note, (), (title, description, text, seen_from, blocks))

inline base::Result<PageView> note_view(const Note& note, const PublishedDocument&, RenderContext& context) {
  PageView made;
  made.view.set("title", note.title).set("text_html", context.rich_text(note.text));
  made.view.set("blocks_html", TRY(context.blocks(note.blocks)));
  return made;
}

inline DocumentType note_type(std::string name = "note", PathPatterns paths = {{"sv", "/not/{slug}"}, {"", "/note/{slug}"}}) {
  DocumentTypeSpec<Note> spec;
  spec.name = std::move(name);
  spec.paths = std::move(paths);
  spec.template_name = "site/page";
  spec.in_feed = true;
  spec.fields = {{"title", "Title", "What the tab says.", 20}};
  spec.head = [](const Note& note) { return PageHead{note.title, note.description}; };
  spec.view = note_view;
  spec.search = [](const Note& note) { return SearchEntry{note.title, plain_text(note.text)}; };
  spec.schedule = [](const Note& note, const base::TimeZone&) { return Schedule{note.seen_from, {}}; };
  spec.schema_org = [](const Note& note, const PublishedDocument& document, RenderContext&) {
    return boost::json::object{{"@type", "WebPage"}, {"name", note.title}, {"url", document.path}};
  };
  return document_type(std::move(spec));
}

/// Notes, front pages (`/`), cards (no page), and references of which one each exists: 1881, population, studenter.
inline Contribution notes() {
  Contribution made;
  made.document_types = {note_type(), note_type("front", {{"", "/"}}), note_type("card", {})};
  const auto only = [](std::string known) {
    return [known](storage::Session&, const std::string& value) -> base::Result<bool> { return value == known; };
  };
  made.references["place"] = only("1881");
  made.references["indicator"] = only("population");
  made.references["audience"] = only("studenter");
  return made;
}

inline const Registry& note_registry() {
  static const Registry registry({contribution(), notes()});
  return registry;
}

inline boost::json::value note_body(std::string_view title, std::string_view text = "Text.") {
  return {{"title", title},
          {"description", "A description."},
          {"text", {{"type", "doc"},
                    {"content", boost::json::array{boost::json::object{
                                    {"type", "paragraph"},
                                    {"content", boost::json::array{boost::json::object{{"type", "text"}, {"text", text}}}}}}}}},
          {"seen_from", nullptr},
          {"blocks", boost::json::array{}}};
}

/// Nothing but the page itself.
class BareShell : public PageShell {
 public:
  base::Result<std::string> wrap(const Page& page, RenderContext& context) const override {
    std::string languages;
    for (const auto& each : page.translations) languages += each.language + "=" + each.path + " ";
    return "<title>" + page.head.title + "</title>" + page.body.str() + "<!-- " + context.language() + " " + languages + "-->";
  }
};

/// Tests with a region (sv, en), an organisation and documents of any registry, on both databases.
class ContentTest : public storage::testing::DatabaseTest {
 protected:
  void set_up() override {
    must(database().write([&](storage::Session& session) -> base::Result<> {
      TRY(DocumentStore(session).put_region(region_));
      TRY(accounts::OrganisationStore(session).put("region", "Region X"));
      owner_ = TRY(accounts::OrganisationStore(session).find("region"))->id;
      return {};
    }));
  }

  template <class Body>
  auto read(Body body) {
    return must(database().read([&](storage::Session& session) { return body(session); }));
  }

  DocumentId put(std::string_view type, std::string_view key) {
    return must(database().write([&](storage::Session& session) {
      return DocumentStore(session).put_document(type, key, owner_, now_);
    }));
  }

  std::optional<LanguageVersion> version(DocumentId document, std::string_view language = "sv") {
    return read([&](storage::Session& session) { return DocumentStore(session).version(document, language); });
  }

  /// An edit of the present version, published at its type's address.
  Edit edit_of(const Registry& registry, std::string_view type, std::string_view key, std::string slug,
               boost::json::value body, std::string language = "sv") {
    const auto* document_type = registry.document_type(type);
    if (!document_type) throw std::logic_error("no such type");
    Edit edit;
    edit.document = put(type, key);
    edit.language = language;
    edit.path = document_path(*document_type, region_, language, slug);
    edit.slug = std::move(slug);
    edit.status = Status::published;
    edit.body = std::move(body);
    edit.author = "test";
    if (const auto before = version(edit.document, language)) edit.based_on = before->current_revision;
    return edit;
  }
  Edit note(std::string_view key, std::string slug, boost::json::value body, std::string language = "sv") {
    return edit_of(note_registry(), "note", key, std::move(slug), std::move(body), std::move(language));
  }

  base::Result<bool> try_save(const Edit& edit, base::Instant now) {
    return database().write([&](storage::Session& session) { return DocumentStore(session).save(edit, now); });
  }
  bool save(const Edit& edit) { return must(try_save(edit, now_)); }

  /// Runs `body(RenderContext&)` on a snapshot.
  template <class Body>
  auto rendering(const Registry& registry, Body body, std::string language = "sv", FigureSourceFactory figures = one_figure()) {
    const RenderServices services{registry, templates(), translations(), std::move(figures)};
    return must(database().read([&](storage::Session& session) {
      RenderContext context(services, session, region_, language, now_);
      return body(context);
    }));
  }

  Region region_{"test", "Europe/Stockholm", {"sv", "en"}};
  accounts::OrganisationId owner_;
  base::Instant now_ = at("2026-11-23T12:00:00Z");
};

/// A content pack in a folder of its own: pack.json is there.
class TestPack {
 public:
  TestPack() {
    file("pack.json", R"({"format": 1, "name": "test", "time_zone": "Europe/Stockholm", "languages": ["sv", "en"],
                          "organisations": [{"key": "region", "name": "Region X"}]})");
  }

  TestPack& file(const std::string& name, std::string_view text) {
    const auto path = folder_.path() / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return *this;
  }

  /// A document with one language, its owner told.
  TestPack& document(const std::string& reference, const std::string& slug, std::string_view body,
                     const std::string& language = "sv") {
    file("documents/" + reference + "/document.json", R"({"owner": "region"})");
    return file("documents/" + reference + "/" + language + ".json",
                R"({"slug": ")" + slug + R"(", "status": "published", "publish_at": null, "expire_at": null, "body": )" +
                    std::string(body) + "}");
  }

  const std::filesystem::path& path() const { return folder_.path(); }

 private:
  storage::testing::TemporaryFolder folder_;
};

/// `where: found …, expected …` of every problem, one a line, for EXPECT_EQ.
inline std::string problems_of(const base::Error& error) { return base::format_problems(error.problems); }

template <class T>
std::vector<std::string> places_of(const base::Result<T>& result) {
  std::vector<std::string> places;
  if (result) return {"no problem"};
  for (const auto& problem : result.error().problems) places.push_back(problem.where);
  return places;
}

inline std::vector<std::string> places_of(const std::vector<base::Problem>& problems) {
  std::vector<std::string> places;
  for (const auto& problem : problems) places.push_back(problem.where);
  return places;
}

}  // namespace smartmove::content::testing
