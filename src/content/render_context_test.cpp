#include "content/render_context.hpp"

#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using testing::at;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::must;
using ::testing::Not;
using testing::note_body;
using testing::note_registry;

constexpr const char* fact = R"({"type":"doc","content":[{"type":"paragraph","content":[
    {"type":"fact","attrs":{"place":"1881","indicator":"population"}}]}]})";

class RenderContextTest : public testing::ContentTest {
 protected:
  static Blocks blocks(std::string_view json) {
    return must(base::from_json<Blocks>(must(base::parse_json(json, "blocks"))));
  }
  std::string html(std::string_view json, const std::vector<AudienceRef>& audiences = {}) {
    return rendering(note_registry(), [&](RenderContext& context) -> base::Result<std::string> {
      context.speak_to(audiences);
      return TRY(context.blocks(blocks(json))).str();
    });
  }
};
INSTANTIATE_TEST_SUITE_P(databases, RenderContextTest, storage::testing::each_database(),
                         storage::testing::database_name);

std::string text_block(const std::string& heading, const std::string& audiences = "[]") {
  return R"({"type":"text","audiences":)" + audiences + R"(,"data":{"heading":")" + heading +
         R"(","text":{"type":"doc"}}})";
}

TEST_P(RenderContextTest, shows_blocks_to_those_they_are_aimed_at) {
  const auto json = "[" + text_block("Alla") + "," + text_block("Studenter", R"(["studenter"])") + "," +
                    text_block("Unga", R"(["unga","studenter"])") + "]";
  EXPECT_THAT(html(json), AllOf(HasSubstr("Alla"), Not(HasSubstr("Studenter")), Not(HasSubstr("Unga"))));
  EXPECT_THAT(html(json, {{"studenter"}}), AllOf(HasSubstr("Alla"), HasSubstr("Studenter"), HasSubstr("Unga")));
  EXPECT_THAT(html(json, {{"x"}, {"unga"}}), AllOf(Not(HasSubstr("Studenter")), HasSubstr("Unga")));
}

TEST_P(RenderContextTest, children_of_a_hidden_section_are_hidden) {
  const auto json =
      R"([{"type":"section","audiences":["unga"],"data":{"colour":"sun"},"blocks":[)" + text_block("Barn") + "]}]";
  EXPECT_EQ(html(json), "");
  EXPECT_THAT(html(json, {{"unga"}}), HasSubstr("Barn"));
}

TEST_P(RenderContextTest, never_skips_a_heading_level) {
  EXPECT_THAT(html("[" + text_block("A") + "]"), HasSubstr("<h2"));
  EXPECT_THAT(html(R"([{"type":"section","data":{"heading":"S","colour":"sun"},"blocks":[)" + text_block("A") + "]}]"),
              HasSubstr("<h3"));
  for (const auto* heading : {R"("heading":null,)", R"("heading":"",)", ""}) {
    const auto made = html(std::string(R"([{"type":"section","data":{)") + heading + R"("colour":"sun"},"blocks":[)" +
                           text_block("A") + "]}]");
    EXPECT_THAT(made, AllOf(HasSubstr("<h2"), Not(HasSubstr("<h3")))) << heading;
  }
}

TEST_P(RenderContextTest, escapes_what_blocks_hold) {
  EXPECT_THAT(html("[" + text_block("<script>&") + "]"), HasSubstr("&lt;script&gt;&amp;"));
}

TEST_P(RenderContextTest, a_call_out_without_a_page_to_lead_to_has_no_button) {
  const auto call_out = [](std::string to) {
    return R"([{"type":"call_out","data":{"heading":"H","text":{"type":"doc"},"link":{"label":"Vidare","to":")" + to +
           R"("}}}])";
  };
  EXPECT_THAT(html(call_out("https://x.se/")), HasSubstr("href=\"https://x.se/\""));
  EXPECT_THAT(html(call_out("note/hidden")), Not(HasSubstr("href")));
  EXPECT_THAT(html(call_out("note/hidden")), HasSubstr("H"));
}

TEST_P(RenderContextTest, an_unknown_block_is_our_fault) {
  const RenderServices services{note_registry(), testing::templates(), testing::translations(), testing::one_figure()};
  const auto made = database().read([&](storage::Session& session) {
    RenderContext context(services, session, region_, "sv", now_);
    return context.blocks(blocks(R"([{"type":"ghost","data":{}}])"));
  });
  EXPECT_EQ(made.error().kind, base::ErrorKind::internal);
}

TEST_P(RenderContextTest, links_to_what_is_published_in_this_language) {
  save(note("a", "a", note_body("A")));
  save(note("a", "a", note_body("A"), "en"));
  auto later = note("later", "later", note_body("L"));
  later.publish_at = now_ + std::chrono::hours(1);
  save(later);
  save(edit_of(note_registry(), "card", "c", "", note_body("C")));
  const auto hrefs = [](RenderContext& context) -> base::Result<std::vector<std::string>> {
    std::vector<std::string> made;
    for (const auto* target : {"note/a", "note/later", "note/none", "card/c", "https://x.se/", "mailto:a@b.se"}) {
      made.push_back(context.href(target));
    }
    made.push_back(std::to_string(context.finish().has_value()));
    for (const auto& tag : context.tags()) made.push_back(tag);
    return made;
  };
  EXPECT_THAT(rendering(note_registry(), hrefs),
              ElementsAre("/not/a", "", "", "", "https://x.se/", "mailto:a@b.se", "1", "document:card/c",
                          "document:note/a", "document:note/later", "document:note/none"));
  EXPECT_EQ(rendering(note_registry(), hrefs, "en")[0], "/en/note/a");
}

TEST_P(RenderContextTest, sources_are_the_figures_of_the_text_that_no_chip_shows) {
  const auto codes = rendering(note_registry(), [&](RenderContext& context) -> base::Result<std::vector<std::string>> {
    context.rich_text(must(base::from_json<RichText>(must(base::parse_json(fact, "fact")))));
    context.figure("1881", "bears");
    context.figure("1881", "population");
    context.figure("1881", "wolves");
    context.shown_figure("1881", "bears");
    context.shown_figure("1881", "lynxes");
    std::vector<std::string> made;
    for (const auto& figure : context.sources()) made.push_back(figure.indicator_code);
    for (const auto& tag : context.tags()) made.push_back(tag);
    return made;
  });
  EXPECT_THAT(codes, ElementsAre("population", "wolves", "fact:1881/bears", "fact:1881/lynxes", "fact:1881/population",
                                 "fact:1881/wolves"));
}

TEST_P(RenderContextTest, a_page_is_right_until_the_first_thing_that_ends) {
  const auto until = [&](auto body) {
    return rendering(note_registry(), [&](RenderContext& context) -> base::Result<std::optional<base::Instant>> {
      body(context);
      return context.fresh_until();
    });
  };
  EXPECT_EQ(until([](RenderContext&) {}), std::nullopt);
  EXPECT_EQ(until([](RenderContext& context) {
              context.valid_until(at("2027-01-02T00:00:00Z"));
              context.valid_until(at("2027-01-01T00:00:00Z"));
              context.valid_until(at("2027-01-03T00:00:00Z"));
            }),
            at("2027-01-01T00:00:00Z"));
  // A figure turns stale at midnight where the region is.
  EXPECT_EQ(until([](RenderContext& context) { context.figure("1881", "population"); }), at("2029-12-31T23:00:00Z"));
  EXPECT_EQ(until([](RenderContext& context) { context.shown_figure("1881", "bears"); }), std::nullopt);
}

TEST_P(RenderContextTest, today_is_the_regions_day) {
  now_ = at("2026-11-23T23:30:00Z");
  const auto today =
      rendering(note_registry(), [](RenderContext& context) -> base::Result<base::Date> { return context.today(); });
  EXPECT_EQ(today, (base::Date{2026, 11, 24}));
}

TEST_P(RenderContextTest, lists_of_documents_are_tagged_by_their_type) {
  save(note("b", "b", note_body("B")));
  save(note("a", "a", note_body("A")));
  const auto made = rendering(note_registry(), [](RenderContext& context) -> base::Result<std::vector<std::string>> {
    std::vector<std::string> found;
    for (const auto& each : TRY(context.documents("note"))) found.push_back(each.path);
    if (!TRY(context.document("note", "zzz"))) found.push_back("none");
    for (const auto& tag : context.tags()) found.push_back(tag);
    return found;
  });
  EXPECT_THAT(made, ElementsAre("/not/a", "/not/b", "none", "document:note/zzz", "type:note"));
}

TEST_P(RenderContextTest, what_is_right_today_is_right_until_midnight_where_the_region_is) {
  now_ = at("2026-03-28T22:59:00Z");
  const auto until = [&] {
    return rendering(note_registry(), [](RenderContext& context) -> base::Result<std::optional<base::Instant>> {
      context.valid_today();
      return context.fresh_until();
    });
  };
  EXPECT_EQ(until(), at("2026-03-28T23:00:00Z"));
  now_ = at("2026-03-28T23:00:00Z");  // the clocks are moved on that day
  EXPECT_EQ(until(), at("2026-03-29T22:00:00Z"));
}

TEST_P(RenderContextTest, keeps_remarks_in_their_order) {
  const auto said = rendering(note_registry(), [](RenderContext& context) -> base::Result<std::string> {
    context.remark("people", 1);
    context.remark("x", 2);
    std::string all;
    for (const auto& remark : context.remarks()) all += remark.kind + boost::json::serialize(remark.said) + " ";
    return all;
  });
  EXPECT_EQ(said, "people1 x2 ");
}

}  // namespace
}  // namespace smartmove::content
