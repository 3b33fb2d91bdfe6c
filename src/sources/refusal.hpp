#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace smartmove::sources {

/// What a service answered and was not taken: one reason, how often, and where the first time.
struct Refusal {
  std::string reason;
  std::int64_t count = 0;
  std::string example;

  friend bool operator==(const Refusal&, const Refusal&) = default;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (reason, count, example))

class Refusals {
 public:
  void add(const std::string& reason, const std::string& example, std::int64_t count = 1) {
    auto& refusal = by_reason_[reason];
    if (refusal.count == 0) refusal = {reason, 0, example};
    refusal.count += count;
  }
  std::int64_t count() const {
    std::int64_t all = 0;
    for (const auto& [reason, refusal] : by_reason_) all += refusal.count;
    return all;
  }
  std::vector<Refusal> all() const {  ///< by reason
    std::vector<Refusal> list;
    for (const auto& [reason, refusal] : by_reason_) list.push_back(refusal);
    return list;
  }

 private:
  std::map<std::string, Refusal> by_reason_;
};

}  // namespace smartmove::sources
