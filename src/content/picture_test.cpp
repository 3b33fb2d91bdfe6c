#include "content/picture.hpp"

#include <gmock/gmock.h>

#include "content/blocks_builtin.hpp"
#include "content/pictures.hpp"
#include "content/testing.hpp"
#include "media/catalogue_store.hpp"
#include "media/directory_store.hpp"
#include "media/hash.hpp"
#include "media/testing.hpp"

namespace smartmove::content {
namespace {

namespace fs = std::filesystem;
using storage::testing::must;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string problems_of(const std::string& json) {
  const auto read = base::from_json<Picture>(boost::json::parse(json));
  return read ? "fine" : testing::problems_of(read.error());
}

TEST(PictureTest, says_what_it_shows_or_that_it_only_decorates) {
  EXPECT_EQ(problems_of(R"({"key": "torget", "alt": "Torgdag"})"), "fine");
  EXPECT_EQ(problems_of(R"({"key": "torget", "decorative": true})"), "fine");
  EXPECT_THAT(problems_of(R"({"key": "torget"})"), HasSubstr("#/alt: found nothing, expected what the picture shows"));
  EXPECT_THAT(problems_of(R"({"key": "torget", "alt": " "})"), HasSubstr("#/alt: found an empty text"));
  EXPECT_THAT(problems_of(R"({"key": "torget", "decorative": false})"), HasSubstr("#/alt: found nothing"));
  EXPECT_THAT(problems_of(R"({"key": "torget", "alt": "a", "decorative": true})"),
              HasSubstr("#/decorative: found true beside a text"));
  EXPECT_THAT(problems_of(R"({"alt": "a"})"), HasSubstr("#/key: found nothing"));
  EXPECT_THAT(problems_of(R"({"key": "torget", "alt": "a", "src": "x"})"), HasSubstr("#/src: found an unknown member"));
}

TEST(PictureTest, is_written_as_it_was_read) {
  for (const auto* json : {R"({"key":"torget","alt":"Torgdag"})", R"({"key":"torget","decorative":true})"}) {
    EXPECT_EQ(boost::json::serialize(base::to_json(must(base::from_json<Picture>(boost::json::parse(json))))), json);
  }
}

class PicturePackTest : public testing::ContentTest {
 protected:
  void set_up() override {
    pack_.file("media/torget.json", R"({"kind": "photograph", "focus": {"x": 20, "y": 60}, "credit": "Anna Ek",
      "licence": "CC BY 4.0", "source_url": "https://example.org/<1>"})");
    pack_.file("media/torget.jpg", with_exif());
    pack_.file("media/karta.json", R"({"kind": "illustration"})");
    pack_.file("media/karta.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 4'><path d='M0 0h8'/></svg>");
    pack_.file("media/skylt.json", R"({"kind": "illustration", "focus": {"x": 0, "y": 100}})");
    pack_.file("media/skylt.svg", sign("<path fill='var(--mark,#b8145a)' d='M0 0h8'/>"));
    pack_.document("note/pa-torget", "pa-torget", body(R"("alt": "Torgdag med \"ost\"")"));
  }
  static std::string with_exif() {
    return media::testing::with_segment(media::testing::jpeg(700, 500), '\xe1', media::testing::exif(1));
  }
  static std::string sign(const std::string& inside) {
    return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 4' stroke='var(--ink,#1c1640)'>" + inside + "</svg>";
  }
  static std::string body(const std::string& said) {
    return R"({"title": "På torget", "description": "D", "text": {"markdown": "T"}, "blocks": [
      {"type": "picture", "data": {"picture": {"key": "torget", )" +
           said + R"(}, "shape": "wide", "caption": "En lördag"}},
      {"type": "picture", "data": {"picture": {"key": "karta", "decorative": true}}},
      {"type": "picture", "data": {"shape": "square", "picture": {"key": "skylt", "alt": "En \"skylt\" <"}}}]})";
  }

  base::Result<ImportReport> import(ImportMode mode = ImportMode::apply) {
    return import_pack(database(), registry_, testing::translations(), pack_.path(), mode);
  }
  std::string refusal() {
    const auto made = import();
    return made ? "no problem" : testing::problems_of(made.error());
  }
  int kept() {
    int count = 0;
    std::error_code none;
    for (fs::recursive_directory_iterator each(folder_.path(), none), end; each != end; ++each) {
      count += each->is_regular_file() ? 1 : 0;
    }
    return count;
  }
  std::string shown() {
    return rendering(registry_, [&](RenderContext& context) -> base::Result<std::string> {
      const auto document = TRY(context.document("note", "pa-torget"));
      const auto body = TRY(base::from_json<testing::Note>(document->body));
      const auto html = TRY(context.blocks(body.blocks)).str();
      EXPECT_THAT(context.tags(), Contains("media:torget"));
      return html;
    });
  }

  storage::testing::TemporaryFolder folder_;
  media::DirectoryStore store_{folder_.path()};
  Registry registry_{{contribution(), testing::notes(), pictures(store_, {})}};
  testing::TestPack pack_;
};
INSTANTIATE_TEST_SUITE_P(databases, PicturePackTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(PicturePackTest, pictures_go_in_once) {
  const auto report = must(import());
  EXPECT_EQ(report.counts.at("pictures").added, 3);
  EXPECT_THAT(report.tags, Contains("media:torget"));
  EXPECT_EQ(kept(), 3);
  EXPECT_EQ(must(import()).counts.at("pictures").unchanged, 3);
  pack_.file("media/torget.json", R"({"kind": "photograph", "credit": "Anna Ek", "licence": "CC0"})");
  EXPECT_EQ(must(import()).counts.at("pictures").changed, 1);
}

TEST_P(PicturePackTest, prune_takes_away_what_the_pack_does_not_have) {
  must(import());
  fs::remove(pack_.path() / "media/karta.json");
  fs::remove(pack_.path() / "media/karta.svg");
  fs::remove(pack_.path() / "media/skylt.json");
  fs::remove(pack_.path() / "media/skylt.svg");
  pack_.document("note/pa-torget", "pa-torget", R"({"title": "T", "description": "D", "text": {"markdown": "T"}})");
  EXPECT_THAT(must(import()).kept.at("pictures"), ElementsAre("karta", "skylt"));
  const auto pruned = must(
      import_pack(database(), registry_, testing::translations(), pack_.path(), ImportMode::apply, Leftovers::prune));
  EXPECT_THAT(pruned.removed.at("pictures"), ElementsAre("karta", "skylt"));
  EXPECT_EQ(must(import()).kept.count("pictures"), 0u);
}

TEST_P(PicturePackTest, export_import_export_gives_the_same_bytes) {
  must(import());
  must(export_pack(database(), registry_, folder_.path() / "one"));
  const auto read = [&](const fs::path& file) {
    return must(PackFolder::open(folder_.path() / "one")).read_bytes(file.string());
  };
  const auto picture = must(read("media/torget.jpg"));
  EXPECT_THAT(picture, Not(HasSubstr("GPS")));
  EXPECT_THAT(must(read("media/karta.svg")), HasSubstr("<path d=\"M0 0h8\"/>"));
  must(import_pack(database(), registry_, testing::translations(), folder_.path() / "one", ImportMode::apply));
  must(export_pack(database(), registry_, folder_.path() / "two"));
  int files = 0;
  for (const auto& each : fs::recursive_directory_iterator(folder_.path() / "one")) {
    if (!each.is_regular_file()) continue;
    const auto name = fs::relative(each.path(), folder_.path() / "one");
    const auto second = must(PackFolder::open(folder_.path() / "two")).read_bytes(name.string());
    EXPECT_EQ(must(read(name)), must(second)) << name;
    ++files;
  }
  EXPECT_GE(files, 9);
}

TEST_P(PicturePackTest, a_mistake_or_a_mere_check_leaves_nothing_behind) {
  must(import(ImportMode::check));
  EXPECT_EQ(kept(), 0);
  pack_.file("media/torget.json", R"({"kind": "photograph"})");
  EXPECT_THAT(refusal(), HasSubstr("media/torget.json#/credit: found nothing, expected who took the photograph"));
  EXPECT_EQ(kept(), 0);
}

TEST_P(PicturePackTest, lists_what_is_wrong) {
  pack_.file("media/torget.json",
             R"({"kind": "photograph", "credit": "", "focus": {"x": 101, "y": -1}, "source_url": "x"})");
  pack_.file("media/karta.png", media::testing::png(3, 2));
  pack_.file("media/alone.json", R"({"kind": "painting"})");
  pack_.file("media/bare.png", media::testing::png(3, 2));
  pack_.file("media/text.json", R"({"kind": "illustration"})").file("media/text.jpg", "no picture");
  pack_.file("media/Stor.png", "x").file("media/inner/a.png", "x");
  pack_.document("note/pa-torget", "pa-torget", body(R"("src": "x")"));
  const auto problems = refusal();
  for (const auto* expected :
       {"media/torget.json#/credit: found an empty text", "media/torget.json#/licence: found nothing",
        "media/torget.json#/focus/x: found 101, expected 0 to 100", "media/torget.json#/focus/y: found -1",
        "media/torget.json#/source_url: found \"x\"", "media/karta.svg:1: found a second picture \"karta\"",
        "media/alone.json#/kind: found \"painting\"", "media/alone.json:1: found no picture beside it",
        "media/bare.png:1: found a picture without media/bare.json",
        "media/text.jpg:1: found a file that is no picture, expected JPEG, PNG", "media/Stor.png:1: found the name",
        "media/inner:1: found a folder", "sv.json#/body/blocks/0/data/picture/src: found an unknown member"}) {
    EXPECT_THAT(problems, HasSubstr(expected));
  }
}

TEST_P(PicturePackTest, a_picture_that_is_nowhere_is_a_mistake) {
  pack_.document("note/pa-torget", "pa-torget", R"({"title": "T", "description": "D", "text": {"markdown": "T"},
    "blocks": [{"type": "picture", "data": {"picture": {"key": "nagot", "alt": "x"}}}]})");
  EXPECT_THAT(refusal(),
              HasSubstr("#/body/blocks/0/data/picture/key: found \"nagot\", expected a picture that exists"));
}

TEST_P(PicturePackTest, a_picture_is_shown_in_every_size) {
  must(import());
  const auto html = shown();
  EXPECT_THAT(html, HasSubstr("<source type=\"image/avif\" srcset=\"/media/"));
  EXPECT_THAT(html, HasSubstr("/wide-320-20-60-v1.avif 320w, /media/"));
  EXPECT_THAT(html, HasSubstr("/wide-700-20-60-v1.jpg 700w\" sizes=\""));
  EXPECT_THAT(html, HasSubstr("width=\"700\" height=\"394\" alt=\"Torgdag med &quot;ost&quot;\" decoding=\"async\">"));
  EXPECT_THAT(html, HasSubstr("<path fill=\"#"));
  EXPECT_THAT(html, HasSubstr("En lördag"));
  EXPECT_THAT(html, HasSubstr("Foto: <a href=\"https://example.org/&lt;1&gt;\">Anna Ek</a>, CC BY 4.0"));
  EXPECT_THAT(html, Not(HasSubstr("style=")));
}

TEST_P(PicturePackTest, a_plain_drawing_is_part_of_the_page) {
  must(import());
  const auto html = shown();
  EXPECT_THAT(html, HasSubstr("<svg class=\"picture__drawing\" width=\"8\" height=\"4\" preserveAspectRatio=\"xMidYMid "
                              "meet\" focusable=\"false\" aria-hidden=\"true\" viewBox=\"0 0 8 4\"><path d=\"M0 "
                              "0h8\"/></svg>"));
  EXPECT_THAT(html, HasSubstr("width=\"4\" height=\"4\" preserveAspectRatio=\"xMinYMax slice\" focusable=\"false\" "
                              "role=\"img\" aria-label=\"En &quot;skylt&quot; &lt;\" stroke=\"var(--ink,#1c1640)\" "
                              "viewBox=\"0 0 8 4\"><path d=\"M0 0h8\" fill=\"var(--mark,#b8145a)\"/></svg>"));
  EXPECT_THAT(html, Not(HasSubstr("picture.svg")));
}

TEST_P(PicturePackTest, a_drawing_that_is_not_plain_is_fetched) {
  must(import());
  pack_.file("media/skylt.svg", sign("<text x='1' y='2'>Nora</text>"));
  EXPECT_EQ(must(import()).counts.at("pictures").changed, 1);
  EXPECT_THAT(shown(), HasSubstr("/picture.svg\" width=\"4\" height=\"4\" alt=\"En &quot;skylt&quot; &lt;\" "
                                 "decoding=\"async\" loading=\"lazy\">"));
}

TEST_P(PicturePackTest, a_site_that_had_the_drawing_before_gets_it_with_the_next_import) {
  must(import());
  must(database().write([](storage::Session& session) -> base::Result<> {
    media::CatalogueStore catalogue(session);
    auto karta = *TRY(catalogue.find("karta"));
    karta.drawing.clear();
    TRY(catalogue.put(karta, base::now()));
    return {};
  }));
  EXPECT_THAT(shown(), HasSubstr("/picture.svg\" width=\"8\" height=\"4\" alt=\"\""));
  EXPECT_EQ(must(import()).counts.at("pictures").changed, 1);
  EXPECT_THAT(shown(), Not(HasSubstr("picture.svg")));
}

TEST_P(PicturePackTest, an_original_that_is_lost_stops_the_export_with_what_to_do) {
  must(import());
  fs::remove_all(folder_.path() / media::sha256_hex(must(media::take_in(with_exif(), {})).bytes).substr(0, 2));
  const auto exported = export_pack(database(), registry_, folder_.path() / "one");
  ASSERT_FALSE(exported);
  EXPECT_THAT(exported.error().message, HasSubstr("put its file"));
  EXPECT_FALSE(fs::exists(folder_.path() / "one"));
}

}  // namespace
}  // namespace smartmove::content
