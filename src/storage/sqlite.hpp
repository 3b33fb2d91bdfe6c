#pragma once

#include <filesystem>

#include "storage/connection_pool.hpp"

namespace smartmove::storage {

enum class SqliteRole { writer, reader };

/// How a connection to the SQLite file is opened and set up. Errors name the file.
ConnectionPool::Open sqlite_opener(const std::filesystem::path& file, SqliteRole role);

}  // namespace smartmove::storage
