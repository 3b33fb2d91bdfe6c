#pragma once

#include <chrono>

#include "storage/database.hpp"
#include "web/metrics.hpp"

namespace smartmove::app {

/// `value`, asked anew at most once in `pause`: for gauges that cost something. Thread-safe.
web::Metrics::Read at_most_every(std::chrono::steady_clock::duration pause, web::Metrics::Read value);

/// What /metrics shows of the site itself: how many figures are old, which schema it has. `database` must outlive
/// `metrics`.
base::Result<> add_site_gauges(web::Metrics& metrics, storage::Database& database);

}  // namespace smartmove::app
