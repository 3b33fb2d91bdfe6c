#pragma once

#include <string>

namespace smartmove::base {

/// The running program's build, in hexadecimal: the same bytes have the same, others another (the linker's GNU build
/// id). Without one: the version.
std::string build_id();

}  // namespace smartmove::base
