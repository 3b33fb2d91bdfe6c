#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smartmove::sources {

/// A service's code for a period as places::Period reads it: `2024`, `2018-2022`, `2024-05`; months `2024M05`, quarters
/// `2024K2`, `2024Q2`, `2024-Q2` (→ `2024-04/2024-06`). Empty: it is no such code.
std::optional<std::string> period_from_code(std::string_view code);

}  // namespace smartmove::sources
