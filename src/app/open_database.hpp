#pragma once

#include <memory>
#include <optional>

#include "base/settings.hpp"
#include "storage/database.hpp"
#include "storage/scratch.hpp"

namespace smartmove::app {

/// Which database the settings name.
storage::DatabaseSettings database_settings(const base::Settings& settings, storage::Access access);

/// Opens the database that the settings name, with a schema that is exactly this program's. not_found: there is none,
/// or nothing in it; none is made.
base::Result<std::unique_ptr<storage::Database>> open_database(const base::Settings& settings, storage::Access access);

/// As open_database(), for writing; an empty database gets its schema first.
base::Result<std::unique_ptr<storage::Database>> open_or_create_database(const base::Settings& settings);

enum class Missing { refuse, create };

/// Opens without looking at the schema.
base::Result<std::unique_ptr<storage::Database>> open_any_database(const base::Settings& settings,
                                                                   storage::Access access, Missing missing);

/// Where an import can be tried while a server runs. On SQLite a copy, so that nothing of the site can change; on
/// PostgreSQL the database itself, for transactions that are undone; where there is no site yet, an empty one.
class TrialDatabase {
 public:
  static base::Result<TrialDatabase> open(const base::Settings& settings);
  storage::Database& database() { return scratch_ ? scratch_->database() : *real_; }

 private:
  std::optional<storage::Scratch> scratch_;
  std::unique_ptr<storage::Database> real_;
};

}  // namespace smartmove::app
