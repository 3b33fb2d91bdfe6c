#pragma once

#include <soci/soci.h>
#include <string_view>

#include "base/result.hpp"
#include "storage/dialect.hpp"

namespace smartmove::storage {

struct Translated {
  base::Error error;
  bool can_be_retried = false;  ///< the same transaction may succeed when it is run again
};

/// The same Error for the same failure, whichever database it came from. `doing` names the query, for the log.
Translated translate(const soci::soci_error& failure, std::string_view doing);

}  // namespace smartmove::storage
