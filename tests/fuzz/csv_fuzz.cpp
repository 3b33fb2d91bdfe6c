// links: places
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/csv.hpp"
#include "places/fact_csv.hpp"

namespace {

using namespace smartmove;

std::map<std::string, places::Indicator> make_indicators() {
  places::Indicator population;
  population.code = "population";
  population.unit = "persons";
  return {{"population", population}};
}

}  // namespace

/// Any bytes as facts.csv: problems with a line, or facts that are written and read back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto indicators = make_indicators();
  static const std::set<std::string> known{"1881", "18"};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto rows = base::parse_csv(text, "f.csv")) {
    for (const auto& row : *rows) {
      for (const auto& field : row.fields) (void)base::csv_field(field);
    }
  }
  const auto rows = places::facts_from_csv(text, "f.csv", {known, indicators});
  if (!rows) {
    if (rows.error().problems.empty()) std::abort();
    return 0;
  }
  std::vector<places::Fact> facts;
  for (const auto& row : *rows) facts.push_back(row.fact);
  const auto again = places::facts_from_csv(places::facts_to_csv(facts, indicators), "again.csv", {known, indicators});
  if (!again || again->size() != facts.size()) std::abort();
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if ((*again)[i].fact != facts[i]) std::abort();
  }
  return 0;
}
