#pragma once

#include <string>

#include "base/id.hpp"
#include "base/json.hpp"

namespace smartmove::accounts {

using OrganisationId = base::Id<struct OrganisationTag>;

/// A region, municipality, employer or university: the owner of documents, later of campaigns and leads.
struct Organisation {
  OrganisationId id;
  std::string key;  ///< what content packs call it
  std::string name;
};
BOOST_DESCRIBE_STRUCT(Organisation, (), (id, key, name))

}  // namespace smartmove::accounts
