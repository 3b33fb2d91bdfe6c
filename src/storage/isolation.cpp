#include "storage/isolation.hpp"

namespace smartmove::storage {

base::Result<> see_each_commit(Session& session) {
  if (session.dialect() == Dialect::sqlite) return {};
  return session.run_script("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
}

}  // namespace smartmove::storage
