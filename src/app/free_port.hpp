#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"

namespace smartmove::app {

/// A TCP port that nobody uses at `address` now. Another program may still take it before it is listened at.
base::Result<std::uint16_t> find_free_port(const std::string& address);

}  // namespace smartmove::app
