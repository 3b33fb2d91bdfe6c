#include "places/fact_csv.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/csv.hpp"
#include "places/period.hpp"

namespace smartmove::places {
namespace {

constexpr std::array<std::string_view, 9> columns{"place_code",  "indicator",  "value",   "unit",     "period",
                                                  "source_name", "source_url", "licence", "retrieved"};

class FactReader {
 public:
  FactReader(std::string_view origin, const FactNames& names) : origin_(origin), names_(names) {}

  base::Result<std::vector<FactRow>> read(const std::vector<base::CsvRow>& rows) {
    if (rows.empty()) {
      problem(1, "an empty file", fmt::format("a header: {}", fmt::join(columns, ",")));
    } else if (header(rows.front())) {
      for (std::size_t i = 1; i < rows.size(); ++i) row(rows[i]);
    }
    if (problems_.empty()) return std::move(facts_);
    return base::fail({base::ErrorKind::invalid,
                       fmt::format("{} has rows that cannot be taken.", origin_),
                       {},
                       std::move(problems_)});
  }

 private:
  bool header(const base::CsvRow& row) {
    width_ = row.fields.size();
    for (std::size_t i = 0; i < width_; ++i) {
      const auto& name = row.fields[i];
      const bool known = name == "place_name" || std::find(columns.begin(), columns.end(), name) != columns.end();
      if (!known) problem(row.line, fmt::format("a column \"{}\"", name), fmt::format("{}", fmt::join(columns, ", ")));
      if (!position_.emplace(name, i).second) problem(row.line, "the column " + name + " twice", "it once");
    }
    for (const auto column : columns) {
      if (!position_.contains(std::string(column))) {
        problem(row.line, fmt::format("no column \"{}\"", column),
                fmt::format("a header: {}", fmt::join(columns, ",")));
      }
    }
    return problems_.empty();
  }

  void row(const base::CsvRow& row) {
    if (row.fields.size() != width_) {
      return problem(row.line, fmt::format("{} fields", row.fields.size()), fmt::format("{} as in the header", width_));
    }
    const auto before = problems_.size();
    const auto field = [&](std::string_view column) { return row.fields[position_.find(column)->second]; };
    Fact fact{field("place_code"),  field("indicator"),  field("period"),  std::nullopt,
              field("source_name"), field("source_url"), field("licence"), {}};
    check_names(row.line, fact, field("unit"));
    check_source(row.line, fact);
    read_value(row.line, field("value"), fact);
    if (const auto day = base::parse_date(field("retrieved")))
      fact.retrieved = *day;
    else
      problem(row.line, "retrieved \"" + field("retrieved") + "\"", "a day such as 2026-11-23");
    const auto [other, fresh] = lines_.emplace(std::tuple(fact.place, fact.indicator, fact.period), row.line);
    if (!fresh) {
      problem(row.line, fmt::format("a second figure for {} {} {}", fact.place, fact.indicator, fact.period),
              fmt::format("one; the other is in line {}", other->second));
    }
    if (problems_.size() == before) facts_.push_back({std::move(fact), row.line});
  }

  void check_names(std::size_t line, const Fact& fact, const std::string& unit) {
    if (!names_.any_place && !names_.places.contains(fact.place)) {
      problem(line, "place_code \"" + fact.place + "\"", "a place of places.json");
    }
    if (!names_.unsound.contains(fact.indicator)) check_indicator(line, fact.indicator, unit);
    if (!Period::parse(fact.period)) {
      problem(line, "period \"" + fact.period + "\"", "2024, 2024-05, 2024-05-31, 2018-2022 or 2019-04/2020-03");
    }
  }

  void check_indicator(std::size_t line, const std::string& name, const std::string& unit) {
    const auto indicator = names_.indicators.find(name);
    if (indicator == names_.indicators.end()) {
      if (!names_.any_indicator) problem(line, "indicator \"" + name + "\"", "an indicator of indicators.json");
    } else if (indicator->second.unit != unit) {
      problem(line, "unit \"" + unit + "\"", "\"" + indicator->second.unit + "\", the unit of " + name);
    }
  }

  void check_source(std::size_t line, const Fact& fact) {
    if (fact.source_name.empty()) problem(line, "no source_name", "who published the figure");
    if (!fact.source_url.starts_with("https://") && !fact.source_url.starts_with("http://")) {
      problem(line, "source_url \"" + fact.source_url + "\"", "an address that begins with https:// or http://");
    }
    if (fact.licence.empty()) problem(line, "no licence", "the licence, or the words \"licence not stated\"");
  }

  void read_value(std::size_t line, const std::string& text, Fact& fact) {
    if (text.empty()) return;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
      return problem(line, "value \"" + text + "\"", "a number with a point for decimals, or nothing where unknown");
    }
    fact.value = value;
  }

  void problem(std::size_t line, std::string found, std::string expected) {
    problems_.push_back({fmt::format("{}:{}", origin_, line), std::move(found), std::move(expected)});
  }

  std::string_view origin_;
  const FactNames& names_;
  std::map<std::string, std::size_t, std::less<>> position_;
  std::size_t width_ = 0;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> lines_;
  std::vector<FactRow> facts_;
  std::vector<base::Problem> problems_;
};

}  // namespace

base::Result<std::vector<FactRow>> facts_from_csv(std::string_view text, std::string_view origin,
                                                  const FactNames& names) {
  return FactReader(origin, names).read(TRY(base::parse_csv(text, origin)));
}

std::string facts_to_csv(const std::vector<Fact>& facts, const std::map<std::string, Indicator>& indicators) {
  auto csv = fmt::format("{}\n", fmt::join(columns, ","));
  for (const auto& fact : facts) {
    const auto value = fact.value ? fmt::format("{}", *fact.value) : std::string();
    csv += fmt::format("{},{},{},{},{},{},{},{},{}\n", base::csv_field(fact.place), base::csv_field(fact.indicator),
                       value, base::csv_field(indicators.at(fact.indicator).unit), base::csv_field(fact.period),
                       base::csv_field(fact.source_name), base::csv_field(fact.source_url),
                       base::csv_field(fact.licence), base::to_string(fact.retrieved));
  }
  return csv;
}

}  // namespace smartmove::places
