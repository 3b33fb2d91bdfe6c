#pragma once

#include <string_view>

namespace smartmove::storage {

enum class Dialect { sqlite, postgres };

constexpr std::string_view to_string(Dialect dialect) { return dialect == Dialect::sqlite ? "sqlite" : "postgres"; }

}  // namespace smartmove::storage
