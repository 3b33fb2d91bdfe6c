#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "storage/change.hpp"
#include "storage/dialect.hpp"
#include "storage/query.hpp"
#include "storage/row.hpp"
#include "storage/wire.hpp"

namespace smartmove::storage {

class Connection;
class Monitor;
class Statement;

/// Typed access to the database inside Database::read() and Database::write(). Belongs to one thread.
///
/// A `Row` is a Boost.Describe'd struct (columns in the order of its members) or a single value. Members and arguments:
/// bool (0/1), any integer, double, std::string, Id<Tag> and Uuid (36 characters), Instant (BIGINT, milliseconds UTC),
/// Date (text), a described enum (its name), boost::json::value (text), and std::optional of them (NULL); as arguments
/// also std::string_view, literals and std::nullopt. Arguments are bound to the query's `:names` in the order in which
/// the names first appear.
///
/// Errors: conflict (the key exists), invalid (a rule of the schema or of text is broken), unavailable (the database
/// cannot be reached or written), internal. A statement that fails ends the transaction on both databases: every later
/// statement gives the same Error, and so does write() if its body returns a value all the same.
class Session {
 public:
  Session(Connection& connection, Monitor& monitor);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  Dialect dialect() const;

  /// Every row.
  template <class Row, class... Args>
  base::Result<std::vector<Row>> all(const Query& query, const Args&... args) {
    std::vector<Row> rows;
    TRY(each<Row>(
        query,
        [&](Row&& row) {
          rows.push_back(std::move(row));
          return true;
        },
        args...));
    return rows;
  }

  /// The first row, if there is any.
  template <class Row, class... Args>
  base::Result<std::optional<Row>> one(const Query& query, const Args&... args) {
    std::optional<Row> found;
    TRY(each<Row>(
        query,
        [&](Row&& row) {
          found.emplace(std::move(row));
          return false;
        },
        args...));
    return found;
  }

  /// Calls `take(Row&&)` row by row until it returns false. `take` must not use this session.
  template <class Row, class Take, class... Args>
  base::Result<> each(const Query& query, Take&& take, const Args&... args) {
    static constexpr auto columns = column_wires<Row>();
    Prepared prepared = TRY(prepare(query, argument_wires<Args...>(), columns));
    const Finish finish{*this, prepared};
    TRY(bind(query, prepared, args...));
    for (bool more = TRY(execute(query, prepared)); more; more = TRY(fetch(query, prepared))) {
      Row row{};
      std::string_view column;
      if (auto decoded = decode_row(prepared.columns, row, column); !decoded) {
        return base::fail(bad_column(query, column, std::move(decoded).error()));
      }
      if (!take(std::move(row))) break;
    }
    return {};
  }

  /// Runs it; the number of rows it inserted, changed or deleted.
  template <class... Args>
  base::Result<std::int64_t> execute(const Query& query, const Args&... args) {
    Prepared prepared = TRY(prepare(query, argument_wires<Args...>(), {}));
    const Finish finish{*this, prepared};
    TRY(bind(query, prepared, args...));
    return run(query, prepared);
  }

  /// Runs it once for each tuple of `rows` (any range of std::tuple), prepared only once; the number of rows changed in
  /// all. What imports use.
  template <class Range>
  base::Result<std::int64_t> execute_each(const Query& query, const Range& rows) {
    std::int64_t changed = 0;
    for (const auto& row : rows) {
      changed += TRY(std::apply([&](const auto&... args) { return execute(query, args...); }, row));
    }
    return changed;
  }

  /// For tables that only the database knows (storage/tables.hpp): rows and arguments as untyped slots. A failure of
  /// `take` ends the walk and is its result.
  base::Result<> each_row(const Query& query, std::span<const Wire> columns,
                          const std::function<base::Result<>(std::span<const Slot>)>& take);
  base::Result<> execute_row(const Query& query, std::span<const Slot> arguments);

  /// Tells Database::on_change listeners, here and on other nodes, once the transaction is committed; not at all if it
  /// is rolled back.
  void announce(Change change);

  /// Several statements without parameters, as in a migration.
  base::Result<> run_script(const std::string& sql);

  /// The failure that ended this transaction, if one did.
  const std::optional<base::Error>& failure() const { return failure_; }
  /// Whether running the whole transaction again may succeed (PostgreSQL: serialisation failure, deadlock).
  bool can_be_retried() const { return can_be_retried_; }
  const std::vector<std::string>& announced() const { return announced_; }

  Connection& connection() { return connection_; }  ///< for storage/ itself

 private:
  struct Prepared {
    Statement* statement = nullptr;
    std::span<Slot> arguments{};
    std::span<const Slot> columns{};
  };
  struct Finish {
    Session& session;
    Prepared& prepared;
    ~Finish() { session.finish(prepared); }
  };

  template <class... Args>
  static std::span<const Wire> argument_wires() {
    static constexpr std::array<Wire, sizeof...(Args)> wires{ArgumentCodec<Args>::argument...};
    return wires;
  }

  template <class... Args>
  base::Result<> bind(const Query& query, Prepared& prepared, const Args&... args) {
    std::size_t index = 0;
    base::Result<> result;
    [[maybe_unused]] const auto one_argument = [&](const auto& argument) {
      Slot& slot = prepared.arguments[index++];
      if (!result) return;
      slot.null = false;
      result = ArgumentCodec<decltype(argument)>::encode(argument, slot);
      if (!result) result = base::fail(bad_argument(query, index, std::move(result).error()));
    };
    (one_argument(args), ...);
    return result;
  }

  base::Result<Prepared> prepare(const Query&, std::span<const Wire> arguments, std::span<const Wire> columns);
  base::Result<bool> execute(const Query&, Prepared&);
  base::Result<bool> fetch(const Query&, Prepared&);
  base::Result<std::int64_t> run(const Query&, Prepared&);
  void finish(Prepared&) noexcept;
  template <class Action>
  auto guarded(std::string_view what, Action&& action) -> base::Result<std::invoke_result_t<Action>>;
  static base::Error bad_column(const Query&, std::string_view column, base::Error);
  static base::Error bad_argument(const Query&, std::size_t position, base::Error);

  Connection& connection_;
  Monitor& monitor_;
  std::optional<base::Error> failure_;
  bool can_be_retried_ = false;
  std::vector<std::string> announced_;
};

}  // namespace smartmove::storage
