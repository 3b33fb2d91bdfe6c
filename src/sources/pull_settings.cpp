#include "sources/pull_settings.hpp"

#include <sstream>

namespace smartmove::sources {
namespace {

/// Names separated by commas or spaces.
std::set<std::string> names_in(std::string text) {
  for (auto& c : text) c = c == ',' ? ' ' : c;
  std::istringstream stream(text);
  std::set<std::string> names;
  for (std::string name; stream >> name;) names.insert(name);
  return names;
}

}  // namespace

fetch::Patience PullSettings::patience(Service service) const {
  fetch::Patience patience;
  patience.attempts = attempts;
  const auto found = services.find(service);
  const int calls = found == services.end() ? 60 : found->second.calls_per_minute;
  patience.between_calls = std::chrono::milliseconds(60'000 / calls);
  return patience;
}

PullSettings pull_settings(const base::Settings& settings) {
  PullSettings made;
  const auto rate = [&](const char* name) { return static_cast<int>(settings.integer(name)); };
  made.services[Service::kolada] = {settings.text("facts-kolada-url"), rate("facts-kolada-rate")};
  made.services[Service::pxweb2] = {settings.text("facts-pxweb2-url"), rate("facts-pxweb2-rate")};
  made.services[Service::pxweb1] = {settings.text("facts-pxweb1-url"), rate("facts-pxweb1-rate")};
  made.services[Service::eurostat] = {settings.text("facts-eurostat-url"), rate("facts-eurostat-rate")};
  made.services[Service::acs] = {settings.text("facts-acs-url"), rate("facts-acs-rate")};
  made.services[Service::csv] = {"", 600};
  made.client.total_timeout = std::chrono::seconds(settings.integer("facts-timeout-seconds"));
  made.client.max_bytes = static_cast<std::size_t>(settings.integer("facts-max-bytes"));
  made.client.allowed_hosts = names_in(settings.text("facts-allowed-hosts"));
  made.attempts = rate("facts-attempts");
  made.max_jump_percent = rate("facts-max-jump-percent");
  made.most_cells = static_cast<std::size_t>(settings.integer("facts-pxweb-max-cells"));
  made.acs_key = settings.text("facts-acs-key");
  return made;
}

}  // namespace smartmove::sources
