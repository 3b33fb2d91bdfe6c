#include "app/open_database.hpp"

#include "storage/migrations.hpp"

namespace smartmove::app {

storage::DatabaseSettings database_settings(const base::Settings& settings, storage::Access access) {
  storage::DatabaseSettings database;
  database.data_dir = settings.text("data");
  database.url = settings.text("database");
  database.connections = static_cast<std::size_t>(settings.integer("database-connections"));
  database.access = access;
  return database;
}

base::Result<std::unique_ptr<storage::Database>> open_any_database(const base::Settings& settings,
                                                                   storage::Access access, Missing missing) {
  auto database = database_settings(settings, access);
  database.create = missing == Missing::create;
  return storage::Database::open(database);
}

base::Result<std::unique_ptr<storage::Database>> open_database(const base::Settings& settings, storage::Access access) {
  auto database = TRY(open_any_database(settings, access, Missing::refuse));
  TRY(storage::check_schema(*database));
  return database;
}

base::Result<std::unique_ptr<storage::Database>> open_or_create_database(const base::Settings& settings) {
  auto database = TRY(open_any_database(settings, storage::Access::exclusive, Missing::create));
  // Only a database that has nothing yet: an older schema is upgraded when the operator says so.
  const auto missing = TRY(storage::pending(*database));
  const auto all = TRY(storage::migrations_for(database->dialect(), base::embedded::migrations()));
  if (missing.size() == all.size()) TRY(storage::migrate(*database));
  TRY(storage::check_schema(*database));
  return database;
}

base::Result<TrialDatabase> TrialDatabase::open(const base::Settings& settings) {
  TrialDatabase trial;
  const auto site = open_database(settings, storage::Access::read_only);
  if (!site && site.error().kind != base::ErrorKind::not_found) return base::fail(site.error());
  if (!site) {
    trial.scratch_.emplace(TRY(storage::Scratch::empty()));
  } else if ((*site)->dialect() == storage::Dialect::sqlite) {
    trial.scratch_.emplace(TRY(storage::Scratch::copy_of(settings.text("data"))));
  } else {
    trial.real_ = TRY(open_database(settings, storage::Access::exclusive));
  }
  return trial;
}

}  // namespace smartmove::app
