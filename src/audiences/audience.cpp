#include "audiences/audience.hpp"

#include <algorithm>

#include "audiences/palette_css.hpp"
#include "base/text.hpp"
#include "content/picture.hpp"

namespace smartmove::audiences {
namespace {

struct Entrances {
  std::string heading;
};
BOOST_DESCRIBE_STRUCT(Entrances, (), (heading))

std::string colour_of(const Audience& audience) { return boost::describe::enum_to_string(audience.colour, ""); }

// The audience whose colours a field wears; empty where it has none of its own.
std::string palette_of(const Audience& audience, const std::string& key) { return audience.palette ? key : ""; }

base::Result<content::PageView> view(const Audience& audience, const content::PublishedDocument& document,
                                     content::RenderContext& context) {
  context.speak_to({{document.key}});
  content::PageView made;
  made.view.set("name", audience.name)
      .set("headline", audience.headline)
      .set("lead_html", context.rich_text(audience.lead))
      .set("colour", colour_of(audience))
      .set("audience", palette_of(audience, document.key))
      .set("picture", false);
  if (audience.picture) {
    const content::PicturePlace beside{media::Shape::full, "(min-width: 60rem) 32rem, 100vw"};
    made.view.set("picture", TRY(content::picture_view(*audience.picture, beside, context)));
  }
  made.view.set("blocks_html", TRY(context.blocks(audience.blocks)));
  return made;
}

base::Result<web::View> entrances_view(const Entrances& block, content::RenderContext& context) {
  auto entrances = *TRY(context.documents_as<Audience>("audience"));
  std::stable_sort(entrances.begin(), entrances.end(),
                   [](const auto& a, const auto& b) { return a.body->order < b.body->order; });
  std::vector<web::View> list;
  for (const auto& [document, audience] : entrances) {
    web::View item;
    item.set("name", audience->name)
        .set("headline", audience->headline)
        .set("href", document.path)
        .set("colour", colour_of(*audience))
        .set("audience", palette_of(*audience, document.key));
    list.push_back(std::move(item));
  }
  web::View view;
  view.set("heading", block.heading).set("audiences", std::move(list));
  return view;
}

base::Result<std::string> palettes(content::RenderContext& context) {
  std::string css;
  for (const auto& document : TRY(context.documents("audience"))) {
    const auto audience = TRY(document.body.as<Audience>());
    if (audience->palette) css += palette_css(document.key, *audience->palette);
  }
  return css;
}

base::Result<std::optional<content::Palette>> palette(content::RenderContext& context, const std::string& key) {
  const auto document = TRY(context.document("audience", key));
  if (!document) return std::optional<content::Palette>();
  return TRY(document->body.as<Audience>())->palette;
}

void rules(const Audience& audience, base::JsonReader& reader) {
  if (!audience.palette) return;
  const auto scope = reader.enter("palette");
  content::check_palette(*audience.palette, reader);
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
      {"picture", "Picture", "Shown beside the headline; without one, a wink.", 0},
      {"tone", "Tone", "A sentence for colleagues: how this audience is spoken to. Not shown to visitors.", 300},
      {"palette", "Colours", "Its own, by day and after dark; refused where somebody could not read them.", 0},
      {"order", "Order", "Among the entrances; the lowest comes first.", 0},
  };
  spec.rules = rules;
  spec.head = [](const Audience& audience) { return content::PageHead{audience.title, audience.description}; };
  spec.view = view;
  spec.search = [](const Audience& audience, const content::PublishedDocument& document) {
    const auto text = audience.headline + "\n" + content::plain_text(audience.lead);
    return content::SearchEntry{audience.title, text, {document.key}};
  };
  spec.card = [](const Audience& audience, const content::PublishedDocument& document,
                 content::RenderContext&) -> base::Result<content::CardSubject> {
    return content::CardSubject{
        audience.headline, colour_of(audience), document.key,
        audience.picture ? audience.picture->key.value : content::first_picture(audience.blocks)};
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
  made.stylesheets = {{"audiences", palettes}};
  made.palette_of = palette;
  return made;
}

}  // namespace smartmove::audiences
