#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "storage/change.hpp"
#include "storage/dialect.hpp"
#include "storage/session.hpp"

namespace smartmove::storage {

/// The rows of the table `change`, for those who were away: what was changed since they last looked. PostgreSQL's are
/// written by the ChangeFeed and kept for an hour; SQLite's here, the newest thousand.

/// SQLite: writes a change in the transaction of `session`.
base::Result<> record_change(Session& session, const Change& change);

/// SQLite: where the log is now, as changes_since() takes it.
base::Result<std::string> log_position(Session& session);

/// PostgreSQL: the position of a node that has heard of every transaction below `horizon`.
std::string feed_position(long long horizon);

/// Everything committed after `position`, and perhaps some from before; nothing where that is not known: it was too
/// long ago, or in another database.
base::Result<std::optional<Change>> changes_since(Session& session, Dialect dialect, std::string_view position);

/// The tags of a row; `*` where they cannot be read.
Change parse_tags(std::string_view text);
std::string write_tags(const Change& change);

}  // namespace smartmove::storage
