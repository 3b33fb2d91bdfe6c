#include "storage/change_log.hpp"

#include <boost/describe.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>
#include <charconv>
#include <fmt/format.h>

#include "base/id.hpp"
#include "base/time.hpp"

namespace smartmove::storage {
namespace {

constexpr std::string_view sqlite_prefix = "log:";
constexpr std::string_view postgres_prefix = "feed:";
constexpr auto known_for = std::chrono::minutes(30);  // half as long as PostgreSQL's rows are kept

constexpr Query insert_change{"storage/record_change",
                              "INSERT INTO change (id, transaction_id, origin, tags, at) "
                              "VALUES (:id, (SELECT coalesce(max(transaction_id), 0) + 1 FROM change), '', :tags, :at)",
                              ""};
constexpr Query trim_changes{
    "storage/trim_changes",
    "DELETE FROM change WHERE transaction_id <= (SELECT max(transaction_id) FROM change) - 1000", ""};
constexpr Query newest_change{"storage/newest_change", "SELECT id FROM change ORDER BY transaction_id DESC LIMIT 1",
                              ""};
constexpr Query find_change{"storage/find_change", "SELECT transaction_id FROM change WHERE id = :id", ""};
constexpr Query tags_after{"storage/tags_after", "SELECT tags FROM change WHERE transaction_id > :after",
                           "SELECT tags FROM change WHERE transaction_id >= :after"};
constexpr Query oldest_open{"storage/oldest_open", "", "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"};

base::Result<Change> collect(Session& session, std::int64_t after) {
  Change all;
  for (const auto& row : TRY(session.all<std::string>(tags_after, after))) {
    auto change = parse_tags(row);
    all.tags.insert(all.tags.end(), change.tags.begin(), change.tags.end());
  }
  return all;
}

base::Result<std::optional<Change>> after_row(Session& session, std::string_view id) {
  if (id.empty()) {  // before the first change, so none may have been trimmed
    auto all = TRY(collect(session, 0));
    if (all.tags.empty()) return std::optional(std::move(all));
    return std::optional<Change>();
  }
  const auto number = TRY(session.one<std::int64_t>(find_change, std::string(id)));
  if (!number) return std::optional<Change>();
  return std::optional(TRY(collect(session, *number)));
}

std::optional<long long> take_number(std::string_view& text) {
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

base::Result<std::optional<Change>> after_horizon(Session& session, std::string_view text) {
  const auto horizon = take_number(text);
  if (!horizon || !text.starts_with('@')) return std::optional<Change>();
  text.remove_prefix(1);
  const auto at = take_number(text);
  const auto now = base::now();
  if (!at || now - base::Instant(base::Instant::duration(*at)) > known_for) return std::optional<Change>();
  const auto oldest = TRY(session.one<std::int64_t>(oldest_open));
  if (!oldest || *oldest < *horizon) return std::optional<Change>();  // restored from a backup, say
  return std::optional(TRY(collect(session, *horizon)));
}

}  // namespace

Change parse_tags(std::string_view text) {
  boost::system::error_code error;
  const auto value = boost::json::parse(text, error);
  if (error) return {{"*"}};
  const auto tags = boost::json::try_value_to<std::vector<std::string>>(value);
  return tags ? Change{*tags} : Change{{"*"}};
}

std::string write_tags(const Change& change) { return boost::json::serialize(boost::json::value_from(change.tags)); }

base::Result<> record_change(Session& session, const Change& change) {
  TRY(session.execute(insert_change, base::Uuid::generate(), write_tags(change), base::now()));
  TRY(session.execute(trim_changes));
  return {};
}

base::Result<std::string> log_position(Session& session) {
  return std::string(sqlite_prefix) + TRY(session.one<std::string>(newest_change)).value_or("");
}

std::string feed_position(long long horizon) {
  return fmt::format("{}{}@{}", postgres_prefix, horizon, base::now().time_since_epoch().count());
}

base::Result<std::optional<Change>> changes_since(Session& session, Dialect dialect, std::string_view position) {
  const auto prefix = dialect == Dialect::sqlite ? sqlite_prefix : postgres_prefix;
  if (!position.starts_with(prefix)) return std::optional<Change>();
  position.remove_prefix(prefix.size());
  return dialect == Dialect::sqlite ? after_row(session, position) : after_horizon(session, position);
}

}  // namespace smartmove::storage
