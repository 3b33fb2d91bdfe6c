#include "tasks/runner.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <fmt/format.h>
#include <random>
#include <stdexcept>
#include <unistd.h>

#include "base/log.hpp"
#include "base/text.hpp"
#include "storage/isolation.hpp"
#include "tasks/claims.hpp"
#include "tasks/queue.hpp"
#include "tasks/retry.hpp"

namespace smartmove::tasks {
namespace {

using namespace std::chrono_literals;

std::string name_of_process() {
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) host = {'?'};
  return fmt::format("{}:{}", host.data(), ::getpid());
}

std::string kinds_of(const std::vector<Handler>& handlers) {
  boost::json::array kinds;
  for (const auto& handler : handlers) {
    if (std::ranges::find(kinds, boost::json::value(handler.kind)) != kinds.end()) {
      throw std::logic_error("There are two handlers for tasks of the kind " + handler.kind);
    }
    kinds.emplace_back(handler.kind);
  }
  return boost::json::serialize(kinds);
}

/// As it is kept with the task, for whoever looks into it.
std::string words_of(const base::Error& error) {
  auto text = base::valid_utf8(error.cause.empty() ? error.message : error.message + " [" + error.cause + "]");
  std::ranges::replace(text, '\0', ' ');
  return base::truncate(text, 1000);
}

double random_part() {
  std::random_device random;
  return std::uniform_real_distribution(0.0, 1.0)(random);
}

}  // namespace

Runner::Runner(storage::Database& database, std::vector<Handler> handlers, RunnerSettings settings)
    : database_(database),
      handlers_(std::move(handlers)),
      settings_(std::move(settings)),
      kinds_(kinds_of(handlers_)),
      name_(name_of_process()),
      wake_(std::make_shared<Wake>()),
      leases_(database, settings_.clock, settings_.lease),
      running_(settings_.threads) {
  database_.on_change([wake = wake_](const storage::Change& change) {
    if (wakes(change)) wake->wake();
  });
  for (unsigned i = 0; i < settings_.threads; ++i) threads_.emplace_back([this] { work(); });
}

Runner::~Runner() {
  ask_to_stop();
  for (auto& thread : threads_) thread.join();
}

void Runner::ask_to_stop() {
  wake_->stop();
  leases_.ask_to_stop();
}

bool Runner::stop(std::chrono::milliseconds at_most) {
  ask_to_stop();
  std::unique_lock lock(mutex_);
  return ended_.wait_for(lock, at_most, [this] { return running_ == 0; });
}

void Runner::work() {
  for (bool go = true; go;) {
    const auto seen = wake_->count();
    go = wake_->wait(seen, turn());
  }
  const std::lock_guard lock(mutex_);
  --running_;
  ended_.notify_all();
}

/// Runs a task if there is one; how long to wait for the next.
std::chrono::milliseconds Runner::turn() {
  std::string cause;
  try {
    const auto pause = take_one();
    if (pause) {
      if (is_out_of_order_.exchange(false)) base::log(spdlog::level::info, "tasks_in_order_again");
      return *pause;
    }
    cause = pause.error().cause.empty() ? pause.error().message : pause.error().cause;
  } catch (const std::exception& error) {
    cause = error.what();
  }
  if (!is_out_of_order_.exchange(true)) base::log(spdlog::level::err, "tasks_out_of_order", {{"cause", cause}});
  return std::min(settings_.poll, std::chrono::milliseconds(1s));
}

base::Result<std::chrono::milliseconds> Runner::take_one() {
  using std::chrono::milliseconds;
  const auto pause = TRY(database_.read([&](storage::Session& session) -> base::Result<milliseconds> {
    const auto now = TRY(settings_.clock(session));
    const auto due = TRY(Claims(session).next_due({kinds_, leases_.held()}));
    return due ? std::clamp<milliseconds>(*due - now, 0ms, settings_.poll) : settings_.poll;
  }));
  if (pause > 0ms) return pause;
  const auto claimed = TRY(claim());
  if (!claimed) return 20ms;  // another was quicker
  run(*claimed);
  return 0ms;
}

base::Result<std::optional<Claim>> Runner::claim() {
  const auto claimed_by = name_ + ":" + base::Uuid::generate().to_string();
  return database_.write([&](storage::Session& session) -> base::Result<std::optional<Claim>> {
    TRY(storage::see_each_commit(session));
    const auto now = TRY(settings_.clock(session));
    return Claims(session).claim({kinds_, leases_.held()}, claimed_by, now, now + settings_.lease);
  });
}

void Runner::run(const Claim& claim) {
  const auto stop = leases_.hold(claim);
  const auto result = attempt(claim, stop);
  leases_.let_go(claim);
  save(claim, result, stop.stop_requested());
}

/// The edge where exceptions end.
base::Result<> Runner::attempt(const Claim& claim, const std::stop_token& stop) const {
  constexpr const char* message = "Something that should not happen did.";
  const auto handler = std::ranges::find(handlers_, claim.kind, &Handler::kind);
  try {
    return handler->run(claim, stop);
  } catch (const std::exception& error) {
    return base::fail(base::ErrorKind::internal, message, error.what());
  } catch (...) {
    return base::fail(base::ErrorKind::internal, message, "an exception of an unknown type");
  }
}

void Runner::save(const Claim& claim, const base::Result<>& result, bool asked_to_stop) {
  const boost::json::object about{{"kind", claim.kind}, {"id", claim.id.to_string()}, {"attempt", claim.attempts}};
  const auto log = [&](spdlog::level::level_enum level, std::string_view event, std::string_view cause) {
    auto fields = about;
    if (!cause.empty()) fields.emplace("cause", cause);
    base::log(level, event, fields);
  };
  if (result) {
    log(spdlog::level::debug, "task_done", "");
  } else if (asked_to_stop) {
    log(spdlog::level::info, "task_given_back", "");
  } else {
    const bool last = claim.attempts >= claim.max_attempts;
    log(last ? spdlog::level::err : spdlog::level::warn, last ? "task_dead" : "task_failed", words_of(result.error()));
  }
  const auto saved = save_outcome(claim, result, asked_to_stop);
  if (!saved) log(spdlog::level::err, "task_outcome_not_saved", saved.error().cause);
  if (saved && !*saved) log(spdlog::level::warn, "task_taken_by_another", "");
}

base::Result<bool> Runner::save_outcome(const Claim& claim, const base::Result<>& result, bool asked_to_stop) {
  const auto delay = retry_delay(claim.attempts, random_part());
  return database_.write([&](storage::Session& session) -> base::Result<bool> {
    TRY(storage::see_each_commit(session));
    Claims claims(session);
    const auto now = TRY(settings_.clock(session));
    if (result) return claims.finish(claim, now);
    if (asked_to_stop) return claims.give_back(claim, now);
    return claims.fail(claim, words_of(result.error()), now + delay, now);
  });
}

}  // namespace smartmove::tasks
