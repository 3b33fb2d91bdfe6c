#include "tasks/claims.hpp"

#include "base/log.hpp"
#include "tasks/sql.hpp"

namespace smartmove::tasks {

base::Result<std::optional<base::Instant>> Claims::next_due(const Wanted& wanted) {
  const auto due = TRY(session_.one<std::optional<base::Instant>>(sql::next_due, wanted.kinds, wanted.held));
  return due ? *due : std::nullopt;
}

base::Result<std::optional<Claim>> Claims::claim(const Wanted& wanted, const std::string& claimed_by, base::Instant now,
                                                 base::Instant until) {
  const auto buried = TRY(session_.execute(
      sql::bury_abandoned, "The process that ran it ended, or could not reach the database, at every attempt.", now,
      wanted.held));
  if (buried > 0) base::log(spdlog::level::err, "tasks_dead", {{"count", buried}, {"cause", "abandoned"}});
  return session_.one<Claim>(sql::claim_task, claimed_by, until, now, wanted.kinds, wanted.held);
}

base::Result<bool> Claims::renew(const Claim& claim, base::Instant until) {
  return TRY(session_.execute(sql::renew_claim, until, claim.id, claim.claimed_by)) > 0;
}

base::Result<bool> Claims::finish(const Claim& claim, base::Instant now) {
  return TRY(session_.execute(sql::finish_task, now, claim.id, claim.claimed_by)) > 0;
}

base::Result<bool> Claims::fail(const Claim& claim, const std::string& error, base::Instant again, base::Instant now) {
  return TRY(session_.execute(sql::fail_task, again, error, now, claim.id, claim.claimed_by)) > 0;
}

base::Result<bool> Claims::give_back(const Claim& claim, base::Instant now) {
  return TRY(session_.execute(sql::give_back_task, now, claim.id, claim.claimed_by)) > 0;
}

}  // namespace smartmove::tasks
