#include "content/schedule_task.hpp"

#include <chrono>
#include <set>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "content/document_store.hpp"
#include "content/sql.hpp"

namespace smartmove::content {
namespace {

constexpr const char* kind = "content.announce_schedule";

// A clock is set right by less every day. Further back is another matter: what lies between has to be announced again.
constexpr std::chrono::minutes set_back_at_most{1};

struct Moment {
  std::string type;
  std::string key;
};
BOOST_DESCRIBE_STRUCT(Moment, (), (type, key))

base::Result<base::Instant> announced_until(storage::Session& session) {
  return TRY(session.one<base::Instant>(sql::announced_until)).value_or(base::Instant());
}

bool was_set_back(base::Instant announced, base::Instant now) { return announced > now + set_back_at_most; }

base::Result<std::vector<Moment>> moments(storage::Session& session, base::Instant since, base::Instant until) {
  return session.all<Moment>(sql::scheduled_between, since, until);
}

}  // namespace

base::Result<std::optional<base::Instant>> next_announcement(storage::Session& session, base::Instant now) {
  const auto announced = TRY(announced_until(session));
  if (was_set_back(announced, now)) return base::Instant();
  return DocumentStore(session).next_schedule(announced);
}

base::Result<std::int64_t> announce_schedule(storage::Session& session, base::Instant now) {
  const auto announced = TRY(announced_until(session));
  const bool set_back = was_set_back(announced, now);
  if (announced >= now && !set_back) return 0;
  std::set<std::string> tags;
  const auto passed = TRY(moments(session, announced, now));
  for (const auto& moment : passed) {
    tags.insert({document_tag(moment.type + "/" + moment.key), type_tag(moment.type), "addresses"});
  }
  if (!tags.empty()) session.announce({{tags.begin(), tags.end()}});
  TRY(session.execute(sql::set_announced_until, now));
  return static_cast<std::int64_t>(passed.size());
}

base::Result<std::int64_t> overdue_announcements(storage::Session& session, base::Instant now) {
  return static_cast<std::int64_t>(TRY(moments(session, TRY(announced_until(session)), now)).size());
}

tasks::Duty schedule_duty() { return {kind, tasks::Moments(next_announcement)}; }

tasks::Handler schedule_handler(storage::Database& database, tasks::Clock clock) {
  return {kind, [&database, clock = std::move(clock)](const tasks::Claim&, const std::stop_token&) -> base::Result<> {
            const auto count = TRY(database.write([&](storage::Session& session) -> base::Result<std::int64_t> {
              return announce_schedule(session, TRY(clock(session)));
            }));
            base::log(spdlog::level::info, "schedule_announced", {{"count", count}});
            return {};
          }};
}

}  // namespace smartmove::content
