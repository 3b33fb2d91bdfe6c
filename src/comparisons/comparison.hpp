#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/block.hpp"
#include "content/reference.hpp"
#include "content/rich_text.hpp"

namespace smartmove::comparisons {

/// One round of the duel. With an indicator it has figures and a verdict; a text alone is only told.
struct Row {
  std::string theme;
  std::optional<content::IndicatorRef> indicator;
  std::optional<content::IndicatorRef> indicator_there;  ///< where the other place is measured by another one
  std::optional<content::RichText> text;
  std::string here;   ///< the punchline of the one place
  std::string there;  ///< and of the other
};
BOOST_DESCRIBE_STRUCT(Row, (), (theme, indicator, indicator_there, text, here, there))

/// The body of a `comparison`: one place against another, as an editor tells it.
struct Comparison {
  std::string title;
  std::string description;
  std::string headline;
  content::PlaceRef here;
  content::PlaceRef there;
  content::RichText lead;
  std::vector<Row> rows;
  content::RichText drawbacks;
  std::optional<content::RichText> text;
  content::Blocks blocks;
};
BOOST_DESCRIBE_STRUCT(Comparison, (), (title, description, headline, here, there, lead, rows, drawbacks, text, blocks))

/// What a schema cannot say: two places, at least one row, every row with something to compare.
void check_comparison(const Comparison& comparison, base::JsonReader& reader);

}  // namespace smartmove::comparisons
