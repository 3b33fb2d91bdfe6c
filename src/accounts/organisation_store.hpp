#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "accounts/organisation.hpp"
#include "storage/session.hpp"

namespace smartmove::accounts {

/// Organisations, within one transaction.
class OrganisationStore {
 public:
  explicit OrganisationStore(storage::Session& session) : session_(session) {}

  /// Adds it, or gives the one with that key its new name; a change is announced as `organisations`.
  base::Result<> put(std::string_view key, std::string_view name);
  base::Result<std::optional<Organisation>> find(std::string_view key);
  base::Result<std::vector<Organisation>> all();  ///< by key

 private:
  storage::Session& session_;
};

}  // namespace smartmove::accounts
