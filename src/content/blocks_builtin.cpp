#include "content/blocks_builtin.hpp"

namespace smartmove::content {
namespace {

struct Section {
  std::optional<std::string> heading;
  Colour colour = Colour::paper;
};
BOOST_DESCRIBE_STRUCT(Section, (), (heading, colour))

struct Text {
  std::optional<std::string> heading;
  RichText text;
};
BOOST_DESCRIBE_STRUCT(Text, (), (heading, text))

struct CallOut {
  std::string heading;
  RichText text;
  Link link;
};
BOOST_DESCRIBE_STRUCT(CallOut, (), (heading, text, link))

base::Result<web::View> section_view(const Section& section, RenderContext&) {
  web::View view;
  view.set("heading", section.heading.value_or("")).set("colour", boost::describe::enum_to_string(section.colour, ""));
  return view;
}

base::Result<web::View> text_view(const Text& text, RenderContext& context) {
  web::View view;
  view.set("heading", text.heading.value_or("")).set("text_html", context.rich_text(text.text));
  return view;
}

base::Result<web::View> call_out_view(const CallOut& call_out, RenderContext& context) {
  web::View view;
  view.set("heading", call_out.heading)
      .set("text_html", context.rich_text(call_out.text))
      .set("link_label", call_out.link.label)
      .set("link_href", context.href(call_out.link.to.to));
  return view;
}

}  // namespace

Contribution contribution() {
  auto section = block_type<Section>("section", "content/section", section_view);
  section.has_children = true;
  Contribution made;
  made.block_types = {std::move(section), block_type<Text>("text", "content/text", text_view),
                      block_type<CallOut>("call_out", "content/call_out", call_out_view)};
  return made;
}

}  // namespace smartmove::content
