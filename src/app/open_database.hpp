#pragma once

#include <memory>

#include "base/settings.hpp"
#include "storage/database.hpp"

namespace smartmove::app {

/// Opens the database that the settings name, with a schema that is exactly this program's.
base::Result<std::unique_ptr<storage::Database>> open_database(const base::Settings& settings, storage::Access access);

/// As open_database(), for writing; an empty database gets its schema first.
base::Result<std::unique_ptr<storage::Database>> open_or_create_database(const base::Settings& settings);

/// Opens without looking at the schema.
base::Result<std::unique_ptr<storage::Database>> open_any_database(const base::Settings& settings,
                                                                   storage::Access access);

}  // namespace smartmove::app
