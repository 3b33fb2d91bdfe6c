// links: sources
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/csv.hpp"
#include "sources/csv_table.hpp"
#include "sources/period_code.hpp"
#include "sources/pxweb.hpp"
#include "sources/source.hpp"

using namespace smartmove;

/// Any bytes as a source's definition, as the description of a PxWeb table, and as a CSV file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto period = sources::period_from_code(text); period && sources::period_from_code(*period) != period) {
    std::abort();
  }
  if (const auto json = base::parse_json(text, "fuzz")) {
    base::JsonReader reader("fuzz");
    const auto source = sources::read_source(*json, reader);
    if (reader.problems().empty()) {
      base::JsonReader again("again");
      sources::read_source(base::to_json(source), again);
      if (!again.problems().empty()) std::abort();
    }
  }
  if (const auto table = sources::parse_pxweb1_metadata(text, "fuzz"); table && table->size() >= 2) {
    sources::Refusals refusals;
    const sources::PxWish wish{{(*table)[0].id, (*table)[1].id, {}}, (*table)[0].codes, 0, 50};
    if (const auto calls = sources::px_selections(*table, wish, refusals)) {
      for (const auto& call : *calls) {
        std::size_t cells = 1;
        for (const auto& [id, codes] : call) cells *= codes.size();
        if (cells > wish.most_cells) std::abort();
      }
    }
  }
  if (const auto rows = base::parse_csv(text, "fuzz")) {
    sources::Source source;
    source.place_column = "a";
    source.period_column = "b";
    sources::Feed feed;
    feed.id = "c";
    if (const auto cells = sources::csv_cells(*rows, source, feed); cells && cells->size() + 1 != rows->size()) {
      std::abort();
    }
  }
  return 0;
}
