#include "search/follower.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <set>
#include <thread>

#include "base/log.hpp"
#include "search/update.hpp"

namespace smartmove::search {
namespace {

using namespace std::chrono_literals;
using Milliseconds = std::chrono::milliseconds;

constexpr std::size_t compare_rather = 200;  // documents; from here on a comparison is no slower
constexpr Milliseconds longest_sleep = 60s;  // the clock may be moved meanwhile
constexpr Milliseconds first_pause = 250ms;
constexpr Milliseconds longest_pause = 60s;

/// What there is to do.
struct Work {
  bool look_over = false;  ///< the files may be damaged
  bool everything = false;
  std::set<std::string> references{};

  bool any() const { return everything || !references.empty(); }
  void add(const Work& more) {
    references.insert(more.references.begin(), more.references.end());
    look_over = look_over || more.look_over;
    everything = everything || more.everything || references.size() > compare_rather;
  }
};

}  // namespace

struct Follower::Parts {
  Parts(Indexes& in_indexes, Source& source, Listener updated) : update(in_indexes, source, std::move(updated), stop) {
    update.on_damage([this] { tell({.look_over = true, .everything = true}); });
  }

  void tell(const Work& more);
  void run();
  bool wait();
  base::Result<> perform(const Work& work);
  base::Result<> guarded(const Work& work);

  std::mutex mutex;
  std::condition_variable condition;
  Work waiting{.everything = true};  // under mutex, with the two below
  unsigned long told = 1;
  unsigned long done = 0;
  std::atomic<bool> stop = false;

  // Of the thread:
  Update update;
  std::optional<base::Instant> next_change;
  Milliseconds pause = 0ms;  ///< before the next try, after a failure
  std::thread thread;
};

Follower::Follower(Indexes& indexes, Source& source, Listener updated)
    : parts_(std::make_unique<Parts>(indexes, source, std::move(updated))) {
  parts_->thread = std::thread([parts = parts_.get()] { parts->run(); });
}

Follower::~Follower() {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->stop = true;
  }
  parts_->condition.notify_all();
  parts_->thread.join();
}

void Follower::changed(const std::vector<std::string>& references) {
  if (!references.empty()) parts_->tell({.references = {references.begin(), references.end()}});
}

void Follower::everything_may_have_changed() { parts_->tell({.everything = true}); }

void Follower::settle() {
  std::unique_lock lock(parts_->mutex);
  const auto wanted = parts_->told;
  parts_->condition.wait(lock, [&] { return parts_->done >= wanted || parts_->stop; });
}

void Follower::Parts::tell(const Work& more) {
  {
    const std::lock_guard lock(mutex);
    waiting.add(more);
    ++told;
  }
  condition.notify_all();
}

/// Until there is something to do; false: to stop.
bool Follower::Parts::wait() {
  std::unique_lock lock(mutex);
  if (pause > 0ms) condition.wait_for(lock, pause, [&] { return stop.load(); });
  while (!stop && !waiting.any()) {
    auto sleep = longest_sleep;
    if (next_change) sleep = std::clamp<Milliseconds>(*next_change - base::now(), 0ms, longest_sleep);
    condition.wait_for(lock, sleep, [&] { return stop || waiting.any(); });
    if (next_change && *next_change <= base::now()) waiting.everything = true;
  }
  return !stop;
}

void Follower::Parts::run() {
  while (wait()) {
    std::unique_lock lock(mutex);
    const auto work = std::exchange(waiting, {});
    const auto taken = told;
    lock.unlock();
    const auto result = guarded(work);
    pause = result ? 0ms : std::clamp(pause * 2, first_pause, longest_pause);
    lock.lock();
    if (!result) waiting.add({.look_over = true, .everything = true});
    done = taken;
    lock.unlock();
    condition.notify_all();
  }
}

base::Result<> Follower::Parts::perform(const Work& work) {
  if (work.look_over) update.distrust();
  // Asked for before the pages are: what comes between the two is then looked at again.
  next_change = TRY(update.next_change());
  if (work.everything) return update.everything();
  return update.some({work.references.begin(), work.references.end()});
}

/// The thread's edge: whatever is thrown ends here.
base::Result<> Follower::Parts::guarded(const Work& work) {
  base::Result<> result;
  try {
    result = perform(work);
  } catch (const std::exception& error) {
    result = base::fail(base::ErrorKind::internal, "The search index could not be brought up to date.", error.what());
  }
  if (!result && !stop) {
    base::log(spdlog::level::warn, "search_index_behind",
              {{"message", result.error().message}, {"cause", result.error().cause}});
  }
  return result;
}

}  // namespace smartmove::search
