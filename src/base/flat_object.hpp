#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/embedded.hpp"
#include "base/result.hpp"

namespace smartmove::base {

/// A JSON file that is one object of texts, in the file's order, with keys that stand twice.
using FlatObject = std::vector<std::pair<std::string, std::string>>;

/// What could be read; what could not becomes problems (`file:line` for bad JSON, else `file#/key`).
FlatObject read_flat_object(const embedded::File& file, std::vector<Problem>& problems);

/// `file#/key`, the key as a JSON pointer's part (RFC 6901).
std::string pointer_to(const embedded::File& file, std::string_view key);

}  // namespace smartmove::base
