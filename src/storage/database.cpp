#include "storage/database.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <random>
#include <shared_mutex>
#include <thread>

#include "storage/change_feed.hpp"
#include "storage/change_log.hpp"
#include "storage/data_directory.hpp"
#include "storage/listeners.hpp"
#include "storage/monitor.hpp"
#include "storage/postgres.hpp"
#include "storage/sqlite.hpp"
#include "storage/threads_inside.hpp"
#include "storage/transaction.hpp"

namespace smartmove::storage {
namespace {

constexpr int most_attempts = 30;

thread_local std::chrono::microseconds time_of_this_thread{0};

/// Longer each time, and not the same for two that collided.
void back_off(int attempts) {
  const int longest = std::min(1 << std::min(attempts, 6), 50);
  std::random_device random;
  std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(0, longest)(random)));
}

std::vector<std::string> distinct(std::vector<std::string> tags) {
  std::ranges::sort(tags);
  tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
  return tags;
}

}  // namespace

struct Database::Parts {
  explicit Parts(Dialect in_dialect) : dialect(in_dialect), monitor(in_dialect) {}

  Dialect dialect;
  std::string description;
  bool may_write = true;
  std::atomic<bool> stands_back{false};
  Monitor monitor;
  Listeners listeners;
  ThreadsInside inside;
  std::shared_mutex telling;               // shared from before a commit until its listeners have been told
  std::optional<DataDirectory> directory;  // outlives the connections
  std::unique_ptr<ConnectionPool> readers;
  std::unique_ptr<ConnectionPool> writer;  // SQLite: the one; PostgreSQL: none, the readers' pool serves both
  std::unique_ptr<ChangeFeed> feed;        // PostgreSQL

  ConnectionPool& pool(Mode mode) { return mode != Mode::read && writer ? *writer : *readers; }
  void forget_statements() {
    readers->forget_statements();
    if (writer) writer->forget_statements();
  }
  void deliver(const Change& change) { monitor.changes += listeners.deliver(change); }
};

Database::Database(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Database::~Database() = default;

base::Result<std::unique_ptr<Database>> Database::open(const DatabaseSettings& settings) {
  std::unique_ptr<Parts> parts;
  if (settings.url.empty()) {
    parts = std::make_unique<Parts>(Dialect::sqlite);
    parts->directory.emplace(TRY(DataDirectory::open(settings.data_dir, settings.access, settings.create)));
    const auto file = parts->directory->database_file();
    parts->description = file.string();
    parts->readers = std::make_unique<ConnectionPool>(settings.connections, Dialect::sqlite,
                                                      sqlite_opener(file, SqliteRole::reader));
    if (settings.access == Access::exclusive) {
      parts->writer = std::make_unique<ConnectionPool>(1, Dialect::sqlite, sqlite_opener(file, SqliteRole::writer));
      TRY(parts->writer->lease());
    }
  } else {
    parts = std::make_unique<Parts>(Dialect::postgres);
    const PostgresTarget target = TRY(PostgresTarget::parse(settings.url));
    parts->description = target.description();
    parts->readers = std::make_unique<ConnectionPool>(settings.connections, Dialect::postgres, postgres_opener(target));
    parts->feed = std::make_unique<ChangeFeed>(target, parts->monitor,
                                               [parts = parts.get()](const Change& change) { parts->deliver(change); });
  }
  parts->may_write = settings.access == Access::exclusive;
  TRY(parts->readers->lease());
  return std::unique_ptr<Database>(new Database(std::move(parts)));
}

Dialect Database::dialect() const { return parts_->dialect; }
std::string Database::description() const { return parts_->description; }
Statistics Database::statistics() const { return parts_->monitor.statistics(); }

void Database::on_change(ChangeListener listener) {
  parts_->listeners.add(std::move(listener));
  if (parts_->feed) parts_->feed->start();
}

base::Result<std::string> Database::settled_position() {
  std::string position;
  if (parts_->feed) {
    const auto heard = parts_->feed->heard_below();
    if (heard > 0) position = feed_position(heard);
  } else {
    position = TRY(read([](Session& session) { return log_position(session); }));
  }
  const std::unique_lock wait_for_those_under_way(parts_->telling);
  return position;
}

base::Result<std::optional<Change>> Database::changes_since(const std::string& position) {
  return read([&](Session& session) { return storage::changes_since(session, dialect(), position); });
}

base::Result<> Database::stand_back() {
  if (!parts_->directory || !parts_->writer) return {};
  parts_->stands_back = true;
  const auto last = parts_->writer->lease();  // whoever waits for it behind us is refused
  if (!last) {
    parts_->stands_back = false;
    return base::fail(last.error());
  }
  parts_->directory->unlock();
  return {};
}

base::Result<> Database::step_forward() {
  if (!parts_->directory || !parts_->writer) return {};
  TRY(parts_->directory->lock());
  parts_->stands_back = false;
  return {};
}

base::Result<> Database::ping() {
  static constexpr Query query{"storage/ping", "SELECT 1", "SELECT 1"};
  return read([](Session& session) -> base::Result<> {
    TRY(session.one<int>(query));
    return {};
  });
}

std::chrono::microseconds database_time_of_this_thread() { return time_of_this_thread; }

base::Result<> Database::transaction(Mode mode, const Body& body) {
  if (mode != Mode::read && !parts_->may_write) {
    return base::fail(base::ErrorKind::unavailable, "The database was opened for reading only.");
  }
  Monitor& monitor = parts_->monitor;
  const auto start = std::chrono::steady_clock::now();
  Change change;
  std::shared_lock<std::shared_mutex> telling(parts_->telling, std::defer_lock);
  if (mode != Mode::read) telling.lock();
  auto result = attempt_until_done(mode, body, change);
  const auto took = std::chrono::steady_clock::now() - start;
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took);
  time_of_this_thread += microseconds;
  (mode == Mode::read ? monitor.read_microseconds : monitor.write_microseconds) +=
      static_cast<std::uint64_t>(microseconds.count());
  ++(!result ? monitor.rollbacks : mode == Mode::read ? monitor.reads : monitor.writes);
  if (result && !change.tags.empty()) parts_->deliver(change);
  return result;
}

base::Result<> Database::attempt_until_done(Mode mode, const Body& body, Change& change) {
  const auto inside = parts_->inside.enter();
  for (int attempts = 1;; ++attempts) {
    bool again = false;
    auto result = attempt(mode, body, change, again);
    if (result || !again || attempts == most_attempts) return result;
    ++parts_->monitor.retries;
    back_off(attempts);
  }
}

base::Result<> Database::attempt(Mode mode, const Body& body, Change& change, bool& again) {
  auto lease = TRY(parts_->pool(mode).lease());
  if (mode != Mode::read && parts_->stands_back) {
    return base::fail(base::ErrorKind::unavailable, "The server is being replaced. Please try again in a few seconds.");
  }
  Transaction transaction(lease, mode);
  TRY(transaction.begin());
  Session session(lease.connection(), parts_->monitor);
  auto outcome = body(session);
  again = session.can_be_retried();
  if (!outcome) return outcome;
  if (session.failure()) return base::fail(*session.failure());
  change.tags = distinct(session.announced());
  if (!change.tags.empty()) {
    auto recorded = parts_->feed ? parts_->feed->record(session, change) : record_change(session, change);
    again = session.can_be_retried();
    if (!recorded) return recorded;
  }
  TRY(transaction.commit(again));
  if (mode == Mode::schema) parts_->forget_statements();
  return {};
}

}  // namespace smartmove::storage
