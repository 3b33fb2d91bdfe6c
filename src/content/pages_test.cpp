#include "content/pages.hpp"

#include "content/blocks_builtin.hpp"
#include "content/testing.hpp"

namespace smartmove::content {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using testing::note_body;
using testing::note_registry;

TEST(LanguageOfPathTest, is_the_prefix_or_the_first) {
  const Region region{"x", "UTC", {"sv", "en"}};
  EXPECT_EQ(language_of_path(region, "/"), "sv");
  EXPECT_EQ(language_of_path(region, "/en"), "en");
  EXPECT_EQ(language_of_path(region, "/en/"), "en");
  EXPECT_EQ(language_of_path(region, "/en/note/a"), "en");
  EXPECT_EQ(language_of_path(region, "/english"), "sv");
  EXPECT_EQ(language_of_path(region, "/sv/a"), "sv");
  EXPECT_EQ(language_of_path(region, ""), "sv");
}

class PagesTest : public testing::ContentTest {
 protected:
  base::Result<web::Response> get(const std::string& path) {
    web::Request request;
    request.path = request.target = path;
    return pages().routes().at(0).handler(request);
  }
  const Pages& pages() {
    if (!pages_) pages_.emplace(database(), services_, shell_);
    return *pages_;
  }
  // Answers as `status location`.
  std::string answer(const std::string& path) {
    const auto made = get(path);
    if (!made) {
      return made.error().kind == base::ErrorKind::gone        ? "gone"
             : made.error().kind == base::ErrorKind::not_found ? "nothing"
                                                               : made.error().message;
    }
    auto text = std::to_string(made->status);
    for (const auto& [name, value] : made->headers) text += " " + value;
    return text;
  }
  static std::vector<std::string> tags_of(base::Result<web::Response> made) {
    return testing::must(std::move(made)).tags;
  }

  testing::BareShell shell_;
  RenderServices services_{note_registry(), testing::templates(), testing::translations(), testing::one_figure()};
  std::optional<Pages> pages_;
};
INSTANTIATE_TEST_SUITE_P(databases, PagesTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(PagesTest, shows_what_is_published_at_an_address) {
  save(note("a", "kumla", note_body("Rubrik <1>", "Text.")));
  save(note("a", "kumla", note_body("Heading"), "en"));
  const auto page = testing::must(get("/not/kumla"));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Rubrik &lt;1&gt;</h1>"));
  EXPECT_THAT(page.body, HasSubstr("<p>Text.</p>"));
  EXPECT_THAT(page.body, HasSubstr("<!-- sv en=/en/note/kumla sv=/not/kumla -->"));
  EXPECT_THAT(page.tags, Contains("document:note/a"));
  EXPECT_THAT(testing::must(get("/en/note/kumla")).body, HasSubstr("<!-- en"));
  EXPECT_EQ(answer("/note/kumla"), "nothing");
  EXPECT_EQ(answer("/en/not/kumla"), "nothing");
  EXPECT_EQ(answer("/"), "nothing");
}

TEST_P(PagesTest, has_one_spelling_of_every_address) {
  save(note("a", "kumla", note_body("A")));
  save(edit_of(note_registry(), "front", "home", "", note_body("Hem")));
  save(edit_of(note_registry(), "front", "home", "", note_body("Home"), "en"));
  EXPECT_EQ(answer("/not/kumla/"), "308 /not/kumla");
  EXPECT_EQ(answer("/not/kumla///"), "308 /not/kumla");
  EXPECT_EQ(answer("/en"), "308 /en/");
  EXPECT_EQ(answer("/en//"), "308 /en/");
  EXPECT_EQ(answer("/"), "200");
  EXPECT_EQ(answer("/en/"), "200");
  EXPECT_EQ(answer("/nowhere/"), "308 /nowhere");
}

TEST_P(PagesTest, a_redirect_is_spelled_as_an_address) {
  EXPECT_EQ(answer("/a b/"), "308 /a%20b");
  EXPECT_EQ(answer("/blå?#%/"), "308 /bl%C3%A5%3F%23%25");
  EXPECT_EQ(answer("/a\\b/"), "308 /a%5Cb");
}

TEST_P(PagesTest, moved_pages_redirect_withdrawn_ones_are_gone) {
  save(note("a", "gammal", note_body("A")));
  save(note("a", "ny", note_body("A")));
  EXPECT_EQ(answer("/not/gammal"), "301 /not/ny");
  EXPECT_EQ(answer("/not/gammal/"), "308 /not/gammal");
  EXPECT_THAT(tags_of(get("/not/gammal")), Contains("addresses"));
  auto edit = note("a", "ny", note_body("A"));
  edit.status = Status::withdrawn;
  save(edit);
  EXPECT_EQ(answer("/not/ny"), "gone");
  EXPECT_EQ(answer("/not/gammal"), "gone");
  EXPECT_EQ(answer("/not/aldrig"), "nothing");
}

// Notes that have something to say when their time is up.
Contribution fleeting() {
  DocumentTypeSpec<testing::Note> spec;
  spec.name = "fleeting";
  spec.paths = {{"sv", "/flyktig/{slug}"}, {"", "/fleeting/{slug}"}};
  spec.template_name = "site/page";
  spec.gone_template_name = "site/error";
  spec.head = [](const testing::Note& note) { return PageHead{note.title, note.description}; };
  spec.view = [](const testing::Note& note, const PublishedDocument&, RenderContext&) -> base::Result<PageView> {
    PageView made;
    made.view.set("title", note.title);
    return made;
  };
  spec.gone = [](const testing::Note& note, const PublishedDocument& document,
                 RenderContext&) -> base::Result<GoneView> {
    GoneView made;
    made.head = {"Over", document.path};
    made.view.set("title", note.title + " was nice");
    return made;
  };
  spec.schema_org = [](const testing::Note&, const PublishedDocument&, RenderContext&) {
    return boost::json::object();
  };
  Contribution made;
  made.document_types = {document_type(std::move(spec))};
  return made;
}

class PagesOfThePastTest : public PagesTest {
 protected:
  Edit past(std::string slug, std::string language = "sv") {
    auto edit = edit_of(registry_, "fleeting", "a", std::move(slug), note_body("Summer"), std::move(language));
    edit.publish_at = base::now() - std::chrono::hours(48);
    edit.expire_at = base::now() - std::chrono::hours(24);
    return edit;
  }
  base::Result<web::Response> visit(const std::string& path) {
    const Pages pages(database(), services_, shell_);
    web::Request request;
    request.path = request.target = path;
    return pages.respond(request);
  }

  const Registry registry_{std::vector<Contribution>{contribution(), testing::notes(), fleeting()}};
  RenderServices services_{registry_, testing::templates(), testing::translations(), testing::one_figure()};
};
INSTANTIATE_TEST_SUITE_P(databases, PagesOfThePastTest, storage::testing::each_database(),
                         storage::testing::database_name);

TEST_P(PagesOfThePastTest, an_expired_page_says_itself_that_it_is_over) {
  save(past("sommar"));
  auto moved = past("sensommar");
  save(moved);
  for (const auto* path : {"/flyktig/sensommar", "/flyktig/sommar"}) {
    const auto page = testing::must(visit(path));
    EXPECT_EQ(page.status, 410);
    EXPECT_THAT(page.body, HasSubstr("<title>Over</title>"));
    EXPECT_THAT(page.body, HasSubstr("Summer was nice</h1>"));
    EXPECT_THAT(page.body, HasSubstr("<!-- sv -->"));  // it is offered in no language
    EXPECT_THAT(page.tags, Contains("document:fleeting/a"));
    EXPECT_THAT(page.tags, Contains("addresses"));
    EXPECT_EQ(page.fresh_until, std::nullopt);
  }
  EXPECT_EQ(visit("/en/fleeting/sensommar").error().kind, base::ErrorKind::not_found);
}

TEST_P(PagesOfThePastTest, the_answer_is_right_until_the_next_page_appears) {
  save(past("sommar"));
  auto later = note("b", "b", note_body("B"));
  later.publish_at = base::now() + std::chrono::hours(48);
  save(later);
  EXPECT_EQ(testing::must(visit("/flyktig/sommar")).fresh_until, later.publish_at);
}

TEST_P(PagesOfThePastTest, what_was_withdrawn_or_has_no_such_words_is_gone_as_before) {
  auto edit = past("sommar");
  edit.status = Status::withdrawn;
  save(past("sommar"));
  edit.based_on = version(edit.document)->current_revision;
  save(edit);
  EXPECT_EQ(visit("/flyktig/sommar").error().kind, base::ErrorKind::gone);
  auto plain = note("b", "b", note_body("B"));
  plain.publish_at = base::now() - std::chrono::hours(48);
  plain.expire_at = base::now() - std::chrono::hours(24);
  save(plain);
  EXPECT_EQ(visit("/not/b").error().kind, base::ErrorKind::gone);
}

TEST_P(PagesOfThePastTest, a_page_that_never_was_public_has_no_past) {
  auto edit = past("sommar");
  edit.status = Status::draft;
  save(edit);
  EXPECT_EQ(visit("/flyktig/sommar").error().kind, base::ErrorKind::not_found);
  edit.based_on = version(edit.document)->current_revision;
  edit.status = Status::scheduled;
  edit.publish_at = base::now() + std::chrono::hours(24);
  edit.expire_at = base::now() + std::chrono::hours(48);
  save(edit);
  EXPECT_EQ(visit("/flyktig/sommar").error().kind, base::ErrorKind::not_found);
}

TEST_P(PagesTest, every_answer_is_fresh_until_the_next_schedule) {
  now_ = base::now();
  save(note("a", "gammal", note_body("A")));
  save(note("a", "ny", note_body("A")));
  EXPECT_EQ(testing::must(get("/not/ny")).fresh_until, std::nullopt);
  auto later = note("b", "b", note_body("B"));
  later.publish_at = now_ + std::chrono::hours(48);
  later.expire_at = now_ + std::chrono::hours(72);
  save(later);
  EXPECT_EQ(testing::must(get("/not/ny")).fresh_until, later.publish_at);
  EXPECT_EQ(testing::must(get("/not/gammal")).fresh_until, later.publish_at);
  EXPECT_EQ(answer("/not/b"), "nothing");
}

TEST_P(PagesTest, a_language_that_the_region_has_left_is_not_offered) {
  save(note("a", "kumla", note_body("A")));
  save(note("a", "kumla", note_body("A"), "en"));
  region_.languages = {"sv"};
  testing::must(
      database().write([&](storage::Session& session) { return DocumentStore(session).put_region(region_); }));
  EXPECT_THAT(testing::must(get("/not/kumla")).body, HasSubstr("<!-- sv sv=/not/kumla -->"));
  EXPECT_EQ(answer("/en/note/kumla"), "nothing");
}

TEST_P(PagesTest, a_type_that_is_no_longer_there_is_our_fault) {
  auto edit = note("a", "kumla", note_body("A"));
  edit.document = put("ghost", "a");
  save(edit);
  EXPECT_EQ(get("/not/kumla").error().kind, base::ErrorKind::internal);
}

class EmptySiteTest : public storage::testing::DatabaseTest {};
INSTANTIATE_TEST_SUITE_P(databases, EmptySiteTest, storage::testing::each_database(), storage::testing::database_name);

TEST_P(EmptySiteTest, says_what_to_do_first) {
  const testing::BareShell shell;
  const RenderServices services{note_registry(), testing::templates(), testing::translations(), testing::one_figure()};
  const Pages pages(database(), services, shell);
  web::Request request;
  request.path = "/";
  const auto made = pages.respond(request);
  EXPECT_EQ(made.error().kind, base::ErrorKind::unavailable);
  EXPECT_THAT(made.error().message, HasSubstr("smartmove import"));
}

}  // namespace
}  // namespace smartmove::content
