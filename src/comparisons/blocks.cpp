#include "comparisons/blocks.hpp"

#include <algorithm>

#include "comparisons/choose_view.hpp"
#include "comparisons/match.hpp"

namespace smartmove::comparisons {
namespace {

constexpr int usual_rounds = 3;

struct Excerpt {
  content::KeyOf<"comparison"> comparison;
  std::optional<int> rows;
};
BOOST_DESCRIBE_STRUCT(Excerpt, (), (comparison, rows))

struct CompareForm {
  std::string heading;
  std::optional<content::PlaceRef> here;  // chosen from the start
};
BOOST_DESCRIBE_STRUCT(CompareForm, (), (heading, here))

base::Result<web::View> excerpt_view(const Excerpt& block, content::RenderContext& context) {
  const auto rounds = static_cast<std::size_t>(std::max(0, block.rows.value_or(usual_rounds)));
  auto made = TRY(excerpt(block.comparison.value, rounds, context));
  return made ? *std::move(made) : web::View();
}

base::Result<web::View> form_block_view(const CompareForm& block, content::RenderContext& context) {
  auto view = TRY(form_view(TRY(opponents(context)), context, block.here ? block.here->value : std::string(), {}));
  view.set("heading", block.heading);
  return view;
}

}  // namespace

std::vector<content::BlockType> block_types() {
  return {content::block_type<Excerpt>("comparison", "comparisons/excerpt", excerpt_view),
          content::block_type<CompareForm>("compare_form", "comparisons/compare_form", form_block_view)};
}

}  // namespace smartmove::comparisons
