#include "audiences/audience.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace smartmove::audiences {
namespace {

struct Entrances {
  std::string heading;
};
BOOST_DESCRIBE_STRUCT(Entrances, (), (heading))

std::string colour_of(const Audience& audience) { return boost::describe::enum_to_string(audience.colour, ""); }

base::Result<content::PageView> view(const Audience& audience, const content::PublishedDocument& document,
                                     content::RenderContext& context) {
  context.speak_to({{document.key}});
  content::PageView made;
  made.view.set("name", audience.name)
      .set("headline", audience.headline)
      .set("lead_html", context.rich_text(audience.lead))
      .set("colour", colour_of(audience))
      .set("blocks_html", TRY(context.blocks(audience.blocks)));
  return made;
}

base::Result<web::View> entrances_view(const Entrances& block, content::RenderContext& context) {
  std::vector<std::pair<Audience, std::string>> audiences;  // with their addresses
  for (const auto& document : TRY(context.documents("audience"))) {
    audiences.emplace_back(TRY(base::from_json<Audience>(document.body)), document.path);
  }
  std::stable_sort(audiences.begin(), audiences.end(),
                   [](const auto& a, const auto& b) { return a.first.order < b.first.order; });
  std::vector<web::View> list;
  for (const auto& [audience, path] : audiences) {
    web::View item;
    item.set("name", audience.name)
        .set("headline", audience.headline)
        .set("href", path)
        .set("colour", colour_of(audience));
    list.push_back(std::move(item));
  }
  web::View view;
  view.set("heading", block.heading).set("audiences", std::move(list));
  return view;
}

content::DocumentType audience_type() {
  content::DocumentTypeSpec<Audience> spec;
  spec.name = "audience";
  spec.paths = {{"", "/for/{slug}"}};
  spec.template_name = "audiences/audience";
  spec.reference_kind = "audience";
  spec.fields = {
      {"name", "Name", "What the audience is called in lists.", 40},
      {"title", "Title", "For the browser's tab and search engines; the site's name is added.", 70},
      {"description", "Description", "One or two sentences for search engines and feeds.", 200},
      {"headline", "Headline", "What they are told first, in their own tone.", 120},
      {"order", "Order", "Among the entrances; the lowest comes first.", 0},
  };
  spec.head = [](const Audience& audience) { return content::PageHead{audience.title, audience.description}; };
  spec.view = view;
  spec.search = [](const Audience& audience, const content::PublishedDocument& document) {
    const auto text = audience.headline + "\n" + content::plain_text(audience.lead);
    return content::SearchEntry{audience.title, text, {document.key}};
  };
  spec.schema_org = [](const Audience& audience, const content::PublishedDocument& document, content::RenderContext&) {
    return boost::json::object{
        {"@type", "CollectionPage"},
        {"name", audience.title},
        {"description", audience.description},
        {"audience", boost::json::object{{"@type", "Audience"}, {"audienceType", audience.name}}},
        {"url", document.path}};
  };
  return content::document_type(std::move(spec));
}

}  // namespace

content::Contribution contribution() {
  content::Contribution made;
  made.document_types = {audience_type()};
  made.block_types = {
      content::block_type<Entrances>("audience_entrances", "audiences/audience_entrances", entrances_view)};
  return made;
}

}  // namespace smartmove::audiences
