#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "places/fact.hpp"
#include "places/place.hpp"
#include "storage/session.hpp"

namespace smartmove::places {

/// What putting something that may be there already did.
enum class Put { added, changed, unchanged };

/// Places, indicators and facts, within one transaction. Texts of places and indicators are stored as JSON.
class FactStore {
 public:
  explicit FactStore(storage::Session& session) : session_(session) {}

  base::Result<Put> put_place(const Place& place);
  base::Result<> remove_place(std::string_view code);  ///< one that no fact is about
  base::Result<std::optional<Place>> place(std::string_view code);
  base::Result<std::vector<Place>> places();  ///< by code

  base::Result<Put> put_indicator(const Indicator& indicator);
  base::Result<> remove_indicator(std::string_view code);  ///< one that no fact is about
  base::Result<std::optional<Indicator>> indicator(std::string_view code);
  base::Result<std::vector<Indicator>> indicators();  ///< by code

  /// The fact's place, indicator and period must be sound.
  base::Result<Put> put_fact(const Fact& fact);
  base::Result<> remove_fact(const Fact& fact);
  base::Result<std::vector<Fact>> latest_facts();  ///< of each place and indicator the one whose period ends last
  base::Result<std::optional<Fact>> latest(std::string_view place, std::string_view indicator);
  /// By place, indicator and period; either may be empty for all.
  base::Result<std::vector<Fact>> facts(std::string_view place, std::string_view indicator);

  base::Result<std::vector<Source>> sources();                       ///< by name, address and licence
  base::Result<std::vector<IndicatorLicence>> indicator_licences();  ///< by indicator and licence

 private:
  storage::Session& session_;
};

}  // namespace smartmove::places
