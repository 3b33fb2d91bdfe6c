// links: base
// Any bytes as a configuration file: an answer or a list of problems, never a crash; what dump() writes is read back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/settings.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using smartmove::base::Settings;
  Settings::Sources sources;
  sources.toml.assign(reinterpret_cast<const char*>(data), size);
  sources.toml_file = "fuzz.toml";
  const auto settings = Settings::resolve(sources);
  if (!settings) {
    if (settings.error().problems.empty()) std::abort();
    return 0;
  }
  const auto dump = settings->dump();
  sources.toml = dump;
  const auto again = Settings::resolve(sources);
  if (!again || again->text("address") != settings->text("address")) std::abort();
  return 0;
}
