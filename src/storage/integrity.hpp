#pragma once

#include <chrono>
#include <optional>

#include "base/result.hpp"
#include "storage/database.hpp"

namespace smartmove::storage {

enum class Scrutiny {
  quick,  ///< every page of the file is looked at and every row is where it belongs
  whole,  ///< that, and every index agrees with its table and every reference leads somewhere
};

enum class Verdict {
  sound,
  unfinished,  ///< nothing was found in the time that was given
};

/// Looks for damage in the file of an SQLite database. PostgreSQL looks after its own files: `sound` without a look.
/// unavailable: it is damaged; the sentence says what to do and the cause what was found.
base::Result<Verdict> check_integrity(Database& database, Scrutiny scrutiny,
                                      std::optional<std::chrono::milliseconds> at_most = std::nullopt);

}  // namespace smartmove::storage
