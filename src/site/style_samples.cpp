#include "site/style_samples.hpp"

#include <algorithm>
#include <boost/mp11.hpp>
#include <fmt/format.h>
#include <map>

#include "base/contrast.hpp"
#include "base/text.hpp"
#include "content/registry.hpp"

namespace smartmove::site {
namespace {

constexpr int swatch = 96;
constexpr int row_height = 92;

std::string swatch_drawing(int column, int row, std::string_view name, const std::string& colour,
                           const base::FieldColours& colours) {
  const int x = column * swatch;
  const int y = row * row_height;
  const auto ratio = base::contrast_ratio(*base::parse_colour(colour), *base::parse_colour(colours.ground));
  return fmt::format(
      "<g stroke=\"none\"><rect x=\"{0}\" y=\"{1}\" width=\"{2}\" height=\"{3}\" fill=\"{4}\"/>"
      "<rect x=\"{5}\" y=\"{6}\" width=\"80\" height=\"40\" fill=\"{7}\" stroke=\"{8}\" stroke-width=\"1\"/>"
      "<text x=\"{5}\" y=\"{9}\" font-size=\"12\" fill=\"{8}\">{10}</text>"
      "<text x=\"{5}\" y=\"{11}\" font-size=\"12\" fill=\"{8}\">{7} {12:.1f}</text></g>",
      x, y, swatch, row_height, colours.ground, x + 8, y + 8, colour, colours.ink, y + 64, name, y + 80, ratio);
}

std::string scheme_drawing(int row, const base::FieldColours& colours) {
  std::string out;
  int column = 0;
  boost::mp11::mp_for_each<boost::describe::describe_members<base::FieldColours, boost::describe::mod_public>>(
      [&](auto member) { out += swatch_drawing(column++, row, member.name, colours.*member.pointer, colours); });
  return out;
}

using Samples = std::map<std::string, BlockSample>;

/// A block and all within it; `audiences` are left aside, so that what is aimed at somebody shows too.
base::Result<> take_samples(const std::vector<content::Block>& blocks, const content::PublishedDocument& document,
                            content::RenderContext& context, Samples& samples) {
  for (const auto& block : blocks) {
    auto& sample = samples[block.type];
    if (sample.page.empty()) {
      auto shown = block;
      shown.audiences.clear();
      sample = {block.type, document.path, TRY(context.blocks(content::Blocks{{std::move(shown)}}))};
    }
    TRY(take_samples(block.blocks, document, context, samples));
  }
  return {};
}

base::Result<> take_samples(const content::PublishedDocument& document, const content::DocumentType& type,
                            content::RenderContext& around, Samples& samples) {
  const auto* blocks = document.body.json().as_object().if_contains("blocks");
  if (!blocks) return {};
  // The view tells the context of which place and to whom the page speaks.
  content::RenderContext context(around.services(), around.session(), around.region(), around.language(), around.now());
  TRY(type.view(document, context));
  TRY(take_samples(TRY(base::from_json<content::Blocks>(*blocks)).list, document, context, samples));
  return context.finish();
}

}  // namespace

web::SafeHtml palette_drawing(const content::Palette& palette) {
  return web::SafeHtml::trusted(
      fmt::format("<svg class=\"palette\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"light, dark\">{}{}</svg>",
                  8 * swatch, 2 * row_height, scheme_drawing(0, palette.light), scheme_drawing(1, palette.dark)));
}

std::vector<Token> tokens(std::string_view css, std::string_view prefix) {
  std::vector<Token> found;
  const auto begin = fmt::format("\n  --{}", prefix);
  for (auto at = css.find(begin); at != std::string_view::npos; at = css.find(begin, at + 1)) {
    const auto line = css.substr(at + 5, css.find(';', at) - at - 5);
    const auto colon = std::min(line.find(": "), line.size());
    if (colon < line.size()) found.push_back({std::string(line.substr(0, colon)), std::string(line.substr(colon + 2))});
  }
  return found;
}

base::Result<std::vector<BlockSample>> block_samples(content::RenderContext& context) {
  const auto& registry = context.services().registry;
  Samples samples;
  for (const auto& [name, type] : registry.block_types()) samples[name] = {name, "", {}};
  for (const auto& [name, type] : registry.document_types()) {
    if (type.paths.empty()) continue;
    for (const auto& document : TRY(context.documents(name))) TRY(take_samples(document, type, context, samples));
  }
  std::vector<BlockSample> all;
  for (auto& [name, sample] : samples) all.push_back(std::move(sample));
  return all;
}

base::Result<std::vector<content::PublishedDocument>> page_samples(content::RenderContext& context) {
  std::vector<content::PublishedDocument> all;
  for (const auto& [name, type] : context.services().registry.document_types()) {
    if (type.paths.empty()) continue;
    auto documents = TRY(context.documents(name));
    if (!documents.empty()) all.push_back(std::move(documents.front()));
  }
  return all;
}

}  // namespace smartmove::site
