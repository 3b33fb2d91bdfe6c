#include "tasks/leases.hpp"

#include <boost/json.hpp>
#include <exception>
#include <vector>

#include "base/log.hpp"
#include "storage/isolation.hpp"
#include "tasks/claims.hpp"

namespace smartmove::tasks {

Leases::Leases(storage::Database& database, Clock clock, std::chrono::milliseconds lease)
    : database_(database), clock_(std::move(clock)), lease_(lease), thread_([this] { work(); }) {}

Leases::~Leases() {
  wake_.stop();
  thread_.join();
}

std::stop_token Leases::hold(const Claim& claim) {
  const std::lock_guard lock(mutex_);
  auto& held = held_.emplace(claim.claimed_by, Held{claim}).first->second;
  held.renewed = SteadyClock::now();
  if (stopping_) held.stop.request_stop();
  return held.stop.get_token();
}

void Leases::let_go(const Claim& claim) {
  const std::lock_guard lock(mutex_);
  held_.erase(claim.claimed_by);
}

std::string Leases::held() {
  const std::lock_guard lock(mutex_);
  boost::json::array names;
  for (const auto& [claimed_by, held] : held_) names.emplace_back(claimed_by);
  return boost::json::serialize(names);
}

void Leases::ask_to_stop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  for (auto& [claimed_by, held] : held_) held.stop.request_stop();
}

void Leases::work() {
  while (wake_.wait(wake_.count(), lease_ / 3)) {
    try {
      renew_all();
    } catch (const std::exception& error) {
      base::log(spdlog::level::err, "task_leases_not_renewed", {{"cause", error.what()}});
    }
  }
}

void Leases::renew_all() {
  std::vector<Claim> claims;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [claimed_by, held] : held_) claims.push_back(held.claim);
  }
  for (const auto& claim : claims) renew_one(claim);
}

void Leases::renew_one(const Claim& claim) {
  const auto begun = SteadyClock::now();
  const auto renewal = renew(claim);
  const std::lock_guard lock(mutex_);
  const auto found = held_.find(claim.claimed_by);
  if (found == held_.end()) return;  // it ended meanwhile
  auto& held = found->second;
  if (renewal == Renewal::renewed) {
    held.renewed = begun;
    return;
  }
  // Said a little before others may take it up.
  const bool too_late = SteadyClock::now() - held.renewed >= lease_ * 4 / 5;
  if ((renewal == Renewal::lost || too_late) && held.stop.request_stop()) {
    base::log(spdlog::level::warn, "task_lease_lost", {{"kind", claim.kind}, {"id", claim.id.to_string()}});
  }
}

Leases::Renewal Leases::renew(const Claim& claim) {
  const auto renewed = database_.write([&](storage::Session& session) -> base::Result<bool> {
    TRY(storage::see_each_commit(session));
    return Claims(session).renew(claim, TRY(clock_(session)) + lease_);
  });
  if (renewed) return *renewed ? Renewal::renewed : Renewal::lost;
  base::log(spdlog::level::warn, "task_lease_not_renewed",
            {{"kind", claim.kind}, {"id", claim.id.to_string()}, {"cause", renewed.error().cause}});
  return Renewal::unknown;
}

}  // namespace smartmove::tasks
