#include "web/view.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

namespace smartmove::web {
namespace {

std::string render(const std::string& text, const View& view) {
  return kainjow::mustache::mustache(text).render(view.data());
}

TEST(View, HoldsTextFlagsViewsAndLists) {
  View person;
  person.set("name", "Åsa");
  View page;
  page.set("title", std::string("Hej")).set("shown", true).set("hidden", false).set("person", person);
  std::vector<View> items(2);
  items[0].set("n", "1");
  items[1].set("n", "2");
  page.set("items", std::move(items)).set("words", std::vector<std::string>{"a", "b"}).set("none", std::vector<View>{});
  EXPECT_EQ(render("{{title}} {{#shown}}y{{/shown}}{{#hidden}}n{{/hidden}} {{#person}}{{name}}{{/person}} "
                   "{{#items}}{{n}}{{/items}} {{#words}}{{.}}{{/words}}{{#none}}x{{/none}}{{^none}}-{{/none}}",
                   page),
            "Hej y Åsa 12 ab-");
}

TEST(View, RawHtmlOnlyUnderItsName) {
  View view;
  EXPECT_NO_THROW(view.set("body_html", SafeHtml::trusted("<b>")));
  EXPECT_THROW(view.set("body", SafeHtml::trusted("<b>")), std::logic_error);
  EXPECT_THROW(view.set("body_html", "<script>"), std::logic_error);
  EXPECT_THROW(view.set("body_html", true), std::logic_error);
  EXPECT_THROW(view.set("body_html", View{}), std::logic_error);
  EXPECT_THROW(view.set("body_html", std::vector<View>{}), std::logic_error);
  EXPECT_THROW(view.set("body_html", std::vector<std::string>{"<script>"}), std::logic_error);
}

TEST(View, NamesAreSnakeCase) {
  View view;
  for (const auto* name : {"", "Title", "a.b", "a-b", "å", "a b"}) {
    EXPECT_THROW(view.set(name, "x"), std::logic_error) << name;
  }
}

TEST(View, ALaterValueReplaces) {
  View view;
  view.set("a", "1").set("a", "2");
  EXPECT_EQ(render("{{a}}", view), "2");
}

}  // namespace
}  // namespace smartmove::web
