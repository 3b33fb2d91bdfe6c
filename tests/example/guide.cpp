#include "example/guide.hpp"

namespace smartmove::guides {
namespace {

/// The body of a `guide`: how to do something in a few steps.
struct Guide {
  std::string title;
  std::string description;
  std::vector<content::RichText> steps;
  content::Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(Guide, (), (title, description, steps, blocks))

/// The `data` of an `opening_hours` block.
struct OpeningHours {
  std::string heading;
  std::vector<std::string> lines;
};
BOOST_DESCRIBE_STRUCT(OpeningHours, (), (heading, lines))

base::Result<content::PageView> guide_view(const Guide& guide, const content::PublishedDocument&,
                                           content::RenderContext& context) {
  std::vector<web::View> steps;
  for (const auto& step : guide.steps) {
    web::View item;
    item.set("text_html", context.rich_text(step));
    steps.push_back(std::move(item));
  }
  content::PageView made;
  made.view.set("title", guide.title)
      .set("steps", std::move(steps))
      .set("blocks_html", TRY(context.blocks(guide.blocks)));
  return made;
}

base::Result<web::View> opening_hours_view(const OpeningHours& hours, content::RenderContext&) {
  web::View view;
  view.set("heading", hours.heading).set("lines", hours.lines);
  return view;
}

content::DocumentType guide_type() {
  content::DocumentTypeSpec<Guide> spec;
  spec.name = "guide";
  spec.paths = {{"sv", "/guider/{slug}"}, {"", "/guides/{slug}"}};
  spec.template_name = "guides/guide";
  spec.fields = {{"title", "Title", "What the guide helps with.", 70}};
  spec.rules = [](const Guide& guide, base::JsonReader& reader) {
    auto scope = reader.enter("steps");
    if (guide.steps.empty()) reader.breach("no step", "at least one");
  };
  spec.head = [](const Guide& guide) { return content::PageHead{guide.title, guide.description}; };
  spec.view = guide_view;
  spec.search = [](const Guide& guide, const content::PublishedDocument&) {
    return content::SearchEntry{guide.title, guide.description};
  };
  spec.schema_org = [](const Guide& guide, const content::PublishedDocument& document, content::RenderContext&) {
    return boost::json::object{{"@type", "HowTo"}, {"name", guide.title}, {"url", document.path}};
  };
  return content::document_type(std::move(spec));
}

}  // namespace

content::Contribution contribution() {
  content::Contribution made;
  made.document_types = {guide_type()};
  made.block_types = {content::block_type<OpeningHours>("opening_hours", "guides/opening_hours", opening_hours_view)};
  return made;
}

}  // namespace smartmove::guides
