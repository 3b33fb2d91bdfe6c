#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "base/translations.hpp"
#include "content/figure.hpp"
#include "content/region.hpp"
#include "places/fact.hpp"
#include "places/place.hpp"
#include "storage/session.hpp"

namespace smartmove::places {

/// A fact as a figure in a language. `fact` empty or without a value: an unknown figure. `today` decides staleness.
content::Figure to_figure(const Place& place, const Indicator& indicator, const std::optional<Fact>& fact,
                          const std::string& language, base::Date today, const base::Translations& translations);

/// Whether `today` is more than the indicator's shelf life after the end of the fact's period.
bool is_stale(const Fact& fact, const Indicator& indicator, base::Date today);

/// How many of the figures that pages may show are stale.
base::Result<std::int64_t> count_stale(storage::Session& session, base::Date today);

/// The latest figures of the fact store, for one page.
std::unique_ptr<content::FigureSource> latest_figures(storage::Session& session, const base::Translations& translations,
                                                      std::string language, base::Date today);

}  // namespace smartmove::places
