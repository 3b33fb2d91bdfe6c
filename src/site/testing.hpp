#pragma once

#include <string>

#include "content/blocks_builtin.hpp"
#include "content/testing.hpp"
#include "site/documents.hpp"
#include "site/shell.hpp"
#include "web/assets.hpp"

/// A site with its frame, front page and notes, for tests.
namespace smartmove::site::testing {

constexpr const char* public_url = "https://move.example";

inline const content::Registry& registry() {
  static const content::Registry made({content::contribution(), content::testing::notes(), contribution()});
  return made;
}

inline const web::Assets& assets() {
  static const auto loaded = content::testing::must(web::Assets::load(base::embedded::assets()));
  return loaded;
}

inline const content::RenderServices& services() {
  static const content::RenderServices made{registry(), content::testing::templates(), content::testing::translations(),
                                            content::testing::one_figure()};
  return made;
}

inline boost::json::value site_body(const std::string& title, const std::string& error_title = "") {
  const auto text = R"({"title": ")" + title +
                    R"(", "tagline": "T & t", "description": "D", "notice": "N", "publisher": "P",
      "navigation": [{"label": "Kumla", "to": "note/kumla"}, {"label": "Dold", "to": "note/hidden"}, {"label": "Ut", "to": "https://x.se/"}],
      "footer": [{"heading": "Mer", "links": [{"label": "Brev", "to": "mailto:a@b.se"}]}],
      "not_found": {"title": ")" +
                    error_title + R"(", "text": "Text"}, "error": {"title": ")" + error_title + R"(", "text": "Fel"}})";
  return content::testing::must(base::parse_json(text, "site"));
}

/// Tests on a region with a frame and a note at /not/kumla and /en/note/kumla.
class SiteTest : public content::testing::ContentTest {
 protected:
  void set_up() override {
    ContentTest::set_up();
    publish("site", "site", "", site_body("Min plats"));
    publish("note", "kumla", "kumla", content::testing::note_body("Kumla <3", "Text"));
    publish("note", "kumla", "kumla", content::testing::note_body("Kumla", "Text"), "en");
  }
  void publish(const std::string& type, const std::string& key, const std::string& slug, boost::json::value body,
               const std::string& language = "sv") {
    save(edit_of(registry(), type, key, slug, std::move(body), language));
  }
};

}  // namespace smartmove::site::testing
