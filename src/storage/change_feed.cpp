#include "storage/change_feed.hpp"

#include <atomic>
#include <cstring>
#include <set>
#include <thread>

#include "base/id.hpp"
#include "base/log.hpp"
#include "base/time.hpp"
#include "storage/change_log.hpp"
#include "storage/feed_connection.hpp"

namespace smartmove::storage {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto patience = 10s;       // for a connection
constexpr auto longest_pause = 30s;  // between two looks at the table, notified or not
constexpr auto kept_for = 1h;        // rows of the table
constexpr auto known_for = 30min;    // disconnected for longer: rows may be gone already

constexpr Query insert_change{"storage/insert_change", "",
                              "WITH inserted AS (INSERT INTO change (id, transaction_id, origin, tags, at) "
                              "VALUES (:id, pg_current_xact_id()::text::bigint, :origin, :tags, :at) RETURNING id) "
                              "SELECT pg_notify('smartmove_change', '') FROM inserted"};

// The snapshot's horizon: every transaction with a lower number has ended, so its change can be seen or never will be.
// Numbers at or above it may still commit, in any order; those rows are looked at again the next time.
constexpr const char* select_horizon = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text";
constexpr const char* select_changes =
    "SELECT pg_snapshot_xmin(pg_current_snapshot())::text, c.id, c.transaction_id, c.origin, c.tags "
    "FROM (SELECT 1) AS always LEFT JOIN change AS c ON c.transaction_id >= $1::bigint "
    "ORDER BY c.transaction_id, c.id";

bool is_undefined_table(const PGresult* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return state != nullptr && std::strcmp(state, "42P01") == 0;
}

}  // namespace

struct ChangeFeed::Parts {
  Parts(PostgresTarget in_target, Monitor& in_monitor, ChangeListener in_deliver)
      : target(std::move(in_target)), monitor(in_monitor), deliver(std::move(in_deliver)) {}

  bool connect();
  bool catch_up();
  bool read_changes();
  void take_changes(const PGresult* rows);
  void trim();
  void lose(const std::string& reason);
  void run();

  PostgresTarget target;
  Monitor& monitor;
  ChangeListener deliver;
  std::atomic<long long> heard{0};  ///< `horizon`, once all below it was delivered; 0: not known
  const std::string node = base::Uuid::generate().to_string();  ///< whose changes were delivered by write() already

  // Of the feed's thread:
  FeedConnection connection;
  long long horizon = 0;       ///< all transactions below it have been read; 0: nothing has been read
  std::set<std::string> seen;  ///< rows at or above it that have been delivered
  Clock::time_point last_read;
  Clock::time_point last_trim;
  bool was_connected = false;

  std::mutex mutex;
  std::thread thread;  // under mutex
};

ChangeFeed::ChangeFeed(PostgresTarget target, Monitor& monitor, ChangeListener deliver)
    : parts_(std::make_unique<Parts>(std::move(target), monitor, std::move(deliver))) {}

ChangeFeed::~ChangeFeed() {
  parts_->connection.interrupt();
  if (parts_->thread.joinable()) parts_->thread.join();
}

base::Result<> ChangeFeed::record(Session& session, const Change& change) const {
  TRY(session.execute(insert_change, base::Uuid::generate(), parts_->node, write_tags(change), base::now()));
  return {};
}

long long ChangeFeed::heard_below() const { return parts_->heard; }

void ChangeFeed::start() {
  const std::lock_guard lock(parts_->mutex);
  if (parts_->thread.joinable()) return;
  parts_->connect();
  parts_->thread = std::thread([parts = parts_.get()] { parts->run(); });
}

void ChangeFeed::Parts::run() {
  auto pause = 100ms;
  while (!connection.is_interrupted()) {
    if (!connection.is_connected() && !connect()) {
      connection.wait(pause);
      pause = std::min<std::chrono::milliseconds>(pause * 2, longest_pause);
      continue;
    }
    pause = 100ms;
    if (!connection.wait_for_notification(longest_pause) || !read_changes()) lose(connection.error());
  }
}

void ChangeFeed::Parts::lose(const std::string& reason) {
  connection.disconnect();
  if (connection.is_interrupted()) return;
  base::log(spdlog::level::warn, "change_feed_lost",
            {{"database", target.description()}, {"cause", target.redact(reason)}});
}

/// Listens first and reads then, so that nothing falls between the two.
bool ChangeFeed::Parts::connect() {
  if (const auto reason = connection.connect(target.connection_string(), patience)) {
    if (!was_connected) horizon = -1;  // changes may be missed from now on
    lose(*reason);
    return false;
  }
  if (was_connected) ++monitor.feed_reconnects;
  const auto listening = connection.run("LISTEN smartmove_change");
  if (PQresultStatus(listening.get()) != PGRES_COMMAND_OK || !catch_up()) {
    lose(connection.error());
    return false;
  }
  was_connected = true;
  trim();
  return true;
}

bool ChangeFeed::Parts::catch_up() {
  const bool knows_where_it_was = horizon > 0 && Clock::now() - last_read < known_for;
  if (knows_where_it_was) return read_changes();
  const auto result = connection.run(select_horizon);
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) return false;
  const bool missed_something = horizon != 0;
  horizon = std::stoll(PQgetvalue(result.get(), 0, 0));
  last_read = Clock::now();
  seen.clear();
  if (missed_something) deliver({{"*"}});
  heard = horizon;
  return true;
}

bool ChangeFeed::Parts::read_changes() {
  const auto result = connection.run(select_changes, {std::to_string(horizon)});
  if (PQresultStatus(result.get()) == PGRES_TUPLES_OK) {
    take_changes(result.get());
  } else if (!is_undefined_table(result.get())) {  // without the table nobody can have changed anything
    return false;
  }
  last_read = Clock::now();
  if (Clock::now() - last_trim > kept_for / 6) trim();
  return true;
}

void ChangeFeed::Parts::take_changes(const PGresult* rows) {
  const long long new_horizon = std::stoll(PQgetvalue(rows, 0, 0));
  const bool another_server = new_horizon < horizon;  // restored from a backup, say
  std::set<std::string> still_open;
  if (another_server) deliver({{"*"}});
  for (int row = 0; row < PQntuples(rows) && PQgetisnull(rows, row, 1) == 0; ++row) {
    const std::string id = PQgetvalue(rows, row, 1);
    if (std::stoll(PQgetvalue(rows, row, 2)) >= new_horizon) still_open.insert(id);
    if (seen.contains(id) || node == PQgetvalue(rows, row, 3)) continue;
    if (!another_server) deliver(parse_tags(PQgetvalue(rows, row, 4)));
  }
  horizon = new_horizon;
  heard = horizon;
  seen = std::move(still_open);
}

void ChangeFeed::Parts::trim() {
  last_trim = Clock::now();
  const auto oldest = base::now() - kept_for;
  const auto result =
      connection.run("DELETE FROM change WHERE at < $1::bigint", {std::to_string(oldest.time_since_epoch().count())});
  if (PQresultStatus(result.get()) == PGRES_COMMAND_OK || is_undefined_table(result.get())) return;
  base::log(spdlog::level::warn, "change_feed_not_trimmed", {{"cause", target.redact(connection.error())}});
}

}  // namespace smartmove::storage
