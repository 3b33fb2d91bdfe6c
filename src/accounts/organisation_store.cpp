#include "accounts/organisation_store.hpp"

#include <algorithm>

#include "accounts/sql.hpp"

namespace smartmove::accounts {

base::Result<> OrganisationStore::put(std::string_view key, std::string_view name) {
  const auto rows = TRY(session_.execute(sql::upsert_organisation, OrganisationId::generate(), key, name));
  if (rows > 0) session_.announce({{"organisations"}});
  return {};
}

base::Result<std::optional<Organisation>> OrganisationStore::find(std::string_view key) {
  return session_.one<Organisation>(sql::find_organisation, key);
}

base::Result<std::vector<Organisation>> OrganisationStore::all() {
  auto all = TRY(session_.all<Organisation>(sql::all_organisations));
  // Order is ours: a PostgreSQL database may sort text by a language's rules.
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  return all;
}

}  // namespace smartmove::accounts
