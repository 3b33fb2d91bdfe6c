#include "places/figures.hpp"

#include <chrono>

#include "base/text.hpp"
#include "places/age.hpp"
#include "places/fact_store.hpp"
#include "places/period.hpp"

namespace smartmove::places {
namespace {

std::chrono::sys_days to_days(base::Date date) { return std::chrono::year(date.year) / date.month / date.day; }

// Empty where that day is further off than any page will live.
std::optional<base::Date> stale_from(const Fact& fact, const Indicator& indicator) {
  constexpr int century = 36525;
  const auto period = Period::parse(fact.period);
  if (!period || indicator.shelf_life_days > century) return std::nullopt;
  const std::chrono::year_month_day day(to_days(period->last()) + std::chrono::days(indicator.shelf_life_days + 1));
  return base::Date{int(day.year()), int(unsigned(day.month())), int(unsigned(day.day()))};
}

void tell_age(content::Figure& figure, const Age& age, const std::string& language,
              const base::Translations& translations) {
  const std::string unit = boost::describe::enum_to_string(age.unit, "");
  figure.age = translations.text(language, "figure.age_" + unit, {{"count", std::to_string(age.count)}});
  figure.older_from = age.changes;
}

std::string with_unit(const std::string& number, const std::string& unit, const std::string& language,
                      const base::Translations& translations) {
  if (unit.empty()) return number;
  if (unit == "%") return translations.text(language, "figure.percent", {{"value", number}});
  return number + "\u00a0" + unit;
}

class LatestFigures : public content::FigureSource {
 public:
  LatestFigures(storage::Session& session, const base::Translations& translations, std::string language,
                base::Date today)
      : store_(session), translations_(translations), language_(std::move(language)), today_(today) {}

  content::Figure figure(const std::string& place_code, const std::string& indicator_code) override {
    const auto& place = remembered(places_, place_code, [&] { return store_.place(place_code); });
    const auto& indicator = remembered(indicators_, indicator_code, [&] { return store_.indicator(indicator_code); });
    return to_figure(place, indicator, take(store_.latest(place_code, indicator_code)), language_, today_,
                     translations_);
  }

 private:
  // A database that fails in the middle of a page is a broken world: the request's edge answers for it.
  template <class T>
  static std::optional<T> take(base::Result<std::optional<T>> found) {
    if (!found) throw std::runtime_error(found.error().message + " " + found.error().cause);
    return *std::move(found);
  }

  template <class T, class Find>
  static const T& remembered(std::map<std::string, T>& known, const std::string& code, Find find) {
    const auto found = known.find(code);
    if (found != known.end()) return found->second;
    auto value = take(find()).value_or(T{});
    if (value.code.empty()) value.code = code;
    return known.emplace(code, std::move(value)).first->second;
  }

  FactStore store_;
  const base::Translations& translations_;
  std::string language_;
  base::Date today_;
  std::map<std::string, Place> places_;
  std::map<std::string, Indicator> indicators_;
};

}  // namespace

bool is_stale(const Fact& fact, const Indicator& indicator, base::Date today) {
  const auto period = Period::parse(fact.period);
  return period && to_days(today) - to_days(period->last()) > std::chrono::days(indicator.shelf_life_days);
}

base::Result<std::int64_t> count_stale(storage::Session& session, base::Date today) {
  FactStore store(session);
  std::map<std::string, Indicator> indicators;
  for (auto& indicator : TRY(store.indicators())) {
    const auto code = indicator.code;
    indicators.emplace(code, std::move(indicator));
  }
  std::int64_t count = 0;
  for (const auto& fact : TRY(store.latest_facts())) {
    if (fact.value && is_stale(fact, indicators.at(fact.indicator), today)) ++count;
  }
  return count;
}

content::Figure to_figure(const Place& place, const Indicator& indicator, const std::optional<Fact>& fact,
                          const std::string& language, base::Date today, const base::Translations& translations) {
  content::Figure figure;
  figure.place_code = place.code;
  figure.place = place.names.empty() ? place.code : in_language(place.names, language);
  figure.indicator_code = indicator.code;
  figure.indicator = indicator.names.empty() ? indicator.code : in_language(indicator.names, language);
  figure.description = in_language(indicator.descriptions, language);
  figure.value = translations.text(language, "figure.unknown");
  if (!fact) return figure;
  const auto period = Period::parse(fact->period);
  figure.period = period ? period->in_words(language) : fact->period;
  figure.source_name = fact->source_name;
  figure.source_url = fact->source_url;
  figure.licence = fact->licence;
  figure.retrieved = base::format_date(language, fact->retrieved);
  if (!fact->value) return figure;
  figure.known = true;
  figure.number = *fact->value;
  figure.stale = is_stale(*fact, indicator, today);
  if (!figure.stale) figure.older_from = stale_from(*fact, indicator);
  if (figure.stale && period) tell_age(figure, age_of(period->last(), today), language, translations);
  figure.value = with_unit(base::format_number(language, *fact->value, indicator.decimals),
                           in_language(indicator.units, language), language, translations);
  return figure;
}

std::unique_ptr<content::FigureSource> latest_figures(storage::Session& session, const base::Translations& translations,
                                                      std::string language, base::Date today) {
  return std::make_unique<LatestFigures>(session, translations, std::move(language), today);
}

}  // namespace smartmove::places
