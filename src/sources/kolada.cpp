#include "sources/kolada.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/json_reader.hpp"

namespace smartmove::sources {
namespace {

namespace json = boost::json;

class PageReader {
 public:
  explicit PageReader(base::JsonReader& reader) : reader_(reader) {}

  KoladaPage read(const json::value& root) {
    KoladaPage page;
    const auto* object = reader_.object(root);
    if (!object) return page;
    if (const auto* next = object->if_contains("next_url"); next && !next->is_null()) {
      auto scope = reader_.enter("next_url");
      if (const auto* text = reader_.string(*next)) page.next_url = std::string(*text);
    }
    each(*object, "values", [&](const json::object& row) { read_row(row, page); });
    return page;
  }

 private:
  template <class Take>
  void each(const json::object& holder, std::string_view name, Take take) {
    auto scope = reader_.enter(name);
    const auto* found = holder.if_contains(name);
    if (!found) return reader_.missing();
    const auto* list = reader_.array(*found);
    for (std::size_t i = 0; list && i < list->size(); ++i) {
      auto inner = reader_.enter(std::to_string(i));
      if (const auto* object = reader_.object((*list)[i])) take(*object);
    }
  }

  void read_row(const json::object& row, KoladaPage& page) {
    const auto kpi = text(row, "kpi");
    const auto municipality = text(row, "municipality");
    const auto period = text(row, "period");
    each(row, "values", [&](const json::object& value) {
      page.values.push_back({kpi, municipality, period, text(value, "gender"), number(value)});
    });
  }

  /// A year is a number, a code is a text.
  std::string text(const json::object& object, std::string_view name) {
    auto scope = reader_.enter(name);
    const auto* found = object.if_contains(name);
    if (!found) return reader_.missing(), std::string();
    if (found->is_int64()) return std::to_string(found->get_int64());
    const auto* string = reader_.string(*found);
    return string ? std::string(*string) : std::string();
  }

  std::optional<double> number(const json::object& object) {
    auto scope = reader_.enter("value");
    const auto* found = object.if_contains("value");
    if (!found) return reader_.missing(), std::nullopt;
    if (found->is_null()) return std::nullopt;
    const double value = found->is_number() ? found->to_number<double>() : std::nan("");
    if (std::isfinite(value)) return value;
    reader_.problem(*found, "a number or null");
    return std::nullopt;
  }

  base::JsonReader& reader_;
};

}  // namespace

base::Result<KoladaPage> parse_kolada(std::string_view text, std::string_view origin) {
  const auto root = TRY(base::parse_json(text, origin));
  base::JsonReader reader{std::string(origin)};
  auto page = PageReader(reader).read(root);
  if (!reader.problems().empty()) return base::fail(reader.error());
  return page;
}

std::vector<std::string> kolada_paths(const std::vector<std::string>& kpis, int first_year, int last_year) {
  constexpr std::size_t most_years = 15;
  std::vector<std::string> paths;
  for (int year = first_year; year <= last_year; year += static_cast<int>(most_years)) {
    std::vector<int> years;
    for (int each = year; each <= last_year && years.size() < most_years; ++each) years.push_back(each);
    const auto at_once = kolada_most_ids - years.size();
    for (std::size_t i = 0; i < kpis.size(); i += at_once) {
      const auto end = std::min(i + at_once, kpis.size());
      const std::vector<std::string> some(kpis.begin() + static_cast<std::ptrdiff_t>(i),
                                          kpis.begin() + static_cast<std::ptrdiff_t>(end));
      paths.push_back(fmt::format("/data/kpi/{}/year/{}", fmt::join(some, ","), fmt::join(years, ",")));
    }
  }
  return paths;
}

}  // namespace smartmove::sources
