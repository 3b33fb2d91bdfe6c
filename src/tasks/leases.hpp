#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "storage/database.hpp"
#include "tasks/clock.hpp"
#include "tasks/task.hpp"
#include "tasks/wake.hpp"

namespace smartmove::tasks {

/// Renews the claims of what runs here, three times a lease, for as long as it runs. The handler of a claim that was
/// taken away, or that could not be renewed in time, is asked to stop. Thread-safe.
class Leases {
 public:
  Leases(storage::Database& database, Clock clock, std::chrono::milliseconds lease);
  ~Leases();
  Leases(const Leases&) = delete;
  Leases& operator=(const Leases&) = delete;

  /// Renews it from now on. The token is for the handler.
  std::stop_token hold(const Claim& claim);
  void let_go(const Claim& claim);  ///< renews it no longer
  std::string held();               ///< the `claimed_by` of what runs here, as a JSON array
  /// Asks every handler, of now and later, to stop. Their claims are still renewed.
  void ask_to_stop();

 private:
  using SteadyClock = std::chrono::steady_clock;
  struct Held {
    Claim claim;
    std::stop_source stop{};
    SteadyClock::time_point renewed{};
  };
  enum class Renewal { renewed, lost, unknown };
  void work();
  void renew_all();
  void renew_one(const Claim& claim);
  Renewal renew(const Claim& claim);

  storage::Database& database_;
  Clock clock_;
  std::chrono::milliseconds lease_;
  std::mutex mutex_;
  std::map<std::string, Held> held_;  // by claimed_by
  bool stopping_ = false;
  Wake wake_;
  std::thread thread_;
};

}  // namespace smartmove::tasks
