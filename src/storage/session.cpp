#include "storage/session.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "storage/connection.hpp"
#include "storage/errors.hpp"
#include "storage/monitor.hpp"

namespace smartmove::storage {

Session::Session(Connection& connection, Monitor& monitor) : connection_(connection), monitor_(monitor) {}

Dialect Session::dialect() const { return connection_.dialect(); }

void Session::announce(Change change) {
  for (auto& tag : change.tags) announced_.push_back(std::move(tag));
}

template <class Action>
auto Session::guarded(std::string_view what, Action&& action) -> base::Result<std::invoke_result_t<Action>> {
  if (failure_) return base::fail(*failure_);
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Action>>) {
      action();
      return {};
    } else {
      return action();
    }
  } catch (const soci::soci_error& error) {
    auto translated = translate(error, what);
    failure_ = std::move(translated.error);
    can_be_retried_ = translated.can_be_retried;
    return base::fail(*failure_);
  }
}

base::Result<> Session::run_script(const std::string& sql) {
  return guarded("script", [&] { connection_.run_script(sql); });
}

base::Result<Session::Prepared> Session::prepare(const Query& query, std::span<const Wire> arguments,
                                                 std::span<const Wire> columns) {
  return guarded(query.name, [&] {
    Statement& statement = connection_.statement(query, arguments, columns);
    return Prepared{&statement, statement.arguments(), statement.columns()};
  });
}

base::Result<bool> Session::execute(const Query& query, Prepared& prepared) {
  monitor_.query_ran(query);
  return guarded(query.name, [&] { return prepared.statement->execute(); });
}

base::Result<bool> Session::fetch(const Query& query, Prepared& prepared) {
  return guarded(query.name, [&] { return prepared.statement->fetch(); });
}

base::Result<std::int64_t> Session::run(const Query& query, Prepared& prepared) {
  monitor_.query_ran(query);
  return guarded(query.name, [&] {
    prepared.statement->execute();
    return prepared.statement->affected_rows();
  });
}

void Session::finish(Prepared& prepared) noexcept { prepared.statement->reset(); }

base::Result<> Session::each_row(const Query& query, std::span<const Wire> columns,
                                 const std::function<base::Result<>(std::span<const Slot>)>& take) {
  Prepared prepared = TRY(prepare(query, {}, columns));
  const Finish finish{*this, prepared};
  for (bool more = TRY(execute(query, prepared)); more; more = TRY(fetch(query, prepared))) {
    TRY(take(prepared.columns));
  }
  return {};
}

base::Result<> Session::execute_row(const Query& query, std::span<const Slot> arguments) {
  std::vector<Wire> wires;
  for (const auto& argument : arguments) wires.push_back(argument.wire);
  Prepared prepared = TRY(prepare(query, wires, {}));
  const Finish finish{*this, prepared};
  std::ranges::copy(arguments, prepared.arguments.begin());
  TRY(run(query, prepared));
  return {};
}

base::Error Session::bad_column(const Query& query, std::string_view column, base::Error error) {
  error.kind = base::ErrorKind::internal;
  error.cause = fmt::format("{}, column {}: {}", query.name, column, error.message);
  error.message = "A stored value is not of the kind that the program expects.";
  return error;
}

base::Error Session::bad_argument(const Query& query, std::size_t position, base::Error error) {
  error.cause = fmt::format("{}, argument {}: {}", query.name, position, error.cause);
  return error;
}

}  // namespace smartmove::storage
