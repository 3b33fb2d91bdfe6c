#include "storage/maintenance.hpp"

namespace smartmove::storage {

base::Result<> optimize(Database& database) {
  if (database.dialect() == Dialect::postgres) return {};
  return database.write([](Session& session) {
    // The limit keeps it short however large a table is.
    return session.run_script("PRAGMA analysis_limit = 400; ANALYZE;");
  });
}

}  // namespace smartmove::storage
