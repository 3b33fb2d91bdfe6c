#include "comparisons/comparison.hpp"

namespace smartmove::comparisons {
namespace {

void check_row(const Row& row, base::JsonReader& reader) {
  if (row.indicator_there && !row.indicator) {
    auto scope = reader.enter("indicator_there");
    reader.breach(
        "an indicator for the other place alone",
        "an \"indicator\" beside it; \"indicator_there\" is only for a place that is measured by another one");
  } else if (!row.indicator && !row.text) {
    reader.breach("a row with neither indicator nor text", "an \"indicator\" to compare by, a \"text\", or both");
  }
  if (row.indicator && row.indicator_there == row.indicator) {
    auto scope = reader.enter("indicator_there");
    reader.breach("the same indicator as \"indicator\"",
                  "another one, or nothing: then both places are measured by it");
  }
}

}  // namespace

void check_comparison(const Comparison& comparison, base::JsonReader& reader) {
  if (comparison.here == comparison.there) {
    auto scope = reader.enter("there");
    reader.breach("\"" + comparison.there.value + "\", the place itself", "another place than \"here\"");
  }
  auto rows = reader.enter("rows");
  if (comparison.rows.empty()) reader.breach("no rows", "at least one thing to compare");
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    auto row = reader.enter(std::to_string(i));
    check_row(comparison.rows[i], reader);
  }
}

}  // namespace smartmove::comparisons
