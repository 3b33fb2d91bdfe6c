#pragma once

#include <map>
#include <string>

#include "base/settings.hpp"
#include "fetch/patience.hpp"
#include "sources/source.hpp"

namespace smartmove::sources {

/// How the services are spoken to.
struct PullSettings {
  struct Address {
    std::string url;            ///< what stands before every path; none of csv
    int calls_per_minute = 60;  ///< at most
  };
  std::map<Service, Address> services{};
  fetch::ClientSettings client{};
  int attempts = 4;
  int max_jump_percent = 50;
  std::size_t most_cells = 150'000;
  std::string acs_key{};

  fetch::Patience patience(Service service) const;
};

/// From the settings `facts-…`.
PullSettings pull_settings(const base::Settings& settings);

}  // namespace smartmove::sources
