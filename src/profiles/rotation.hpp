#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

/// Fair turns: who is shown where only some of many can be. Pure; the same everywhere on the same day.
namespace smartmove::profiles {

/// Who has had how much of what was due.
class TurnLedger {
 public:
  struct Guest {
    std::string name;
    int most = 1;  ///< turns at once that it can take
  };
  /// Hands out `turns`, and no more than the guests can take: to each equally as far as it can take them, and first to
  /// those that are owed most; among equals by name. Who was here all the time has had as much as any other such guest,
  /// give or take a turn.
  std::vector<std::string> hand_out(const std::vector<Guest>& guests, int turns);

 private:
  std::map<std::string, std::int64_t> owed_;  // in parts of a turn
};

/// Somebody who may be shown on these days, both included.
struct Candidate {
  std::string key;
  std::string place;  ///< the municipality that the turn counts for
  base::Date from;
  base::Date until;
};

/// Chooses `count` of the candidates for each day: first municipalities take turns, each as many as it has people for,
/// then the people of each. The account begins anew with every calendar year; a day's choice follows from the
/// candidates of that year alone.
class Rotation {
 public:
  Rotation(std::vector<Candidate> candidates, int count);
  /// The keys for that day; the first place goes round too. Quickest for one day after the other.
  std::vector<std::string> on(base::Date day);

 private:
  std::vector<std::string> choose(base::Date day);

  std::vector<Candidate> candidates_;
  int count_;
  std::optional<base::Date> last_;  // that the account holds
  std::vector<std::string> chosen_;
  TurnLedger places_;
  std::map<std::string, TurnLedger> people_;  // by place
};

}  // namespace smartmove::profiles
