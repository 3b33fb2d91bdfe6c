#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "base/result.hpp"
#include "storage/change.hpp"
#include "storage/dialect.hpp"
#include "storage/session.hpp"
#include "storage/statistics.hpp"
#include "storage/transaction_mode.hpp"

namespace smartmove::storage {

/// exclusive: takes the data directory's lock (SQLite); one process at a time. read_only: reads beside that process.
enum class Access { read_only, exclusive };

struct DatabaseSettings {
  std::filesystem::path data_dir{};  ///< holds smartmove.db and smartmove.lock; made if missing (exclusive only)
  std::string url{};                 ///< `postgres://…` or `postgresql://…`; empty: SQLite in data_dir
  std::size_t connections = 4;       ///< pool size; SQLite has one writer beside it
  Access access = Access::exclusive;
  bool create = true;  ///< exclusive: makes what is missing; else a directory or database that is not there is refused
};

/// The one database. Thread-safe. SQLite: WAL, foreign keys, busy timeout, one writer; a write that was acknowledged
/// survives a killed process and a power cut. PostgreSQL: the same stores, serialisable transactions.
class Database {
 public:
  /// Opens without migrating (storage/migrations.hpp does). A directory in use or read-only, a damaged file, a server
  /// that is down: Error with one sentence that says what to do. Never shows the password of `url`.
  static base::Result<std::unique_ptr<Database>> open(const DatabaseSettings& settings);
  ~Database();

  Dialect dialect() const;

  /// What and where it is, for messages: `/var/lib/smartmove/smartmove.db`, `PostgreSQL database portal at db.example`.
  std::string description() const;

  /// Runs `body(Session&)`, which returns a Result, on one consistent snapshot; writing in it fails.
  /// Transactions do not nest: read() or write() of the same Database inside a body throws std::logic_error.
  template <class Body>
  auto read(Body&& body) -> std::invoke_result_t<Body&, Session&> {
    return run(Mode::read, body);
  }

  /// Runs `body(Session&)`, which returns a Result, in a transaction: committed when it returns a value, rolled back
  /// when it returns an Error or throws. Writers are serialised on SQLite; on PostgreSQL a serialisation failure is
  /// retried
  /// (`body` may run more than once, so it sets what it captures rather than adds to it).
  template <class Body>
  auto write(Body&& body) -> std::invoke_result_t<Body&, Session&> {
    return run(Mode::write, body);
  }

  /// As write(), alone among all nodes, for changing the schema: foreign keys are checked at the end rather than
  /// enforced on the way (SQLite), and prepared statements are forgotten.
  template <class Body>
  auto change_schema(Body&& body) -> std::invoke_result_t<Body&, Session&> {
    return run(Mode::schema, body);
  }

  /// Calls `listener` after each committed change, of this process or (PostgreSQL) of any other, on a thread of the
  /// feed or of the writer, before write() returns for the process's own. Keep it short; it must not throw.
  void on_change(ChangeListener listener);

  /// A position for changes_since(), now or after a restart: listeners have been told of every change before it. Waits
  /// for writes that are under way, so it is not for listeners. Empty: not known.
  base::Result<std::string> settled_position();

  /// Everything committed after `position`, and perhaps some from before; nothing where that is not known: it was too
  /// long ago, or in another database.
  base::Result<std::optional<Change>> changes_since(const std::string& position);

  /// For a process that is about to be replaced. SQLite: waits for the write under way, refuses further ones
  /// (unavailable), and lets go of the data directory, so that another process may open it; reading goes on.
  /// PostgreSQL: nothing has to be done.
  base::Result<> stand_back();
  base::Result<> step_forward();  ///< undoes stand_back(); unavailable where another process has the directory

  /// Whether the database answers now.
  base::Result<> ping();

  Statistics statistics() const;

 private:
  using Mode = TransactionMode;
  using Body = std::function<base::Result<>(Session&)>;
  struct Parts;

  explicit Database(std::unique_ptr<Parts> parts);

  template <class TypedBody>
  auto run(Mode mode, TypedBody& body) -> std::invoke_result_t<TypedBody&, Session&> {
    using Outcome = std::invoke_result_t<TypedBody&, Session&>;
    std::optional<Outcome> outcome;
    auto finished = transaction(mode, [&](Session& session) -> base::Result<> {
      outcome.emplace(body(session));
      if (!*outcome) return base::fail(outcome->error());
      return {};
    });
    if (!finished) return base::fail(std::move(finished).error());
    return std::move(*outcome);
  }

  base::Result<> transaction(Mode mode, const Body& body);
  base::Result<> attempt(Mode mode, const Body& body, Change& change, bool& again);
  base::Result<> attempt_until_done(Mode mode, const Body& body, Change& change);

  std::unique_ptr<Parts> parts_;
};

}  // namespace smartmove::storage
