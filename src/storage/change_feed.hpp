#pragma once

#include <memory>

#include "base/result.hpp"
#include "storage/change.hpp"
#include "storage/monitor.hpp"
#include "storage/postgres.hpp"
#include "storage/session.hpp"

namespace smartmove::storage {

/// Hears of what other nodes commit to the same PostgreSQL database. Each change is a row of the table `change` and a
/// NOTIFY in the transaction it tells of; the feed LISTENs on a connection of its own and reads the rows. A lost
/// connection is made anew and what was missed is read then; where that cannot be known, `*` is delivered.
class ChangeFeed {
 public:
  /// `deliver` is called on the feed's thread.
  ChangeFeed(PostgresTarget target, Monitor& monitor, ChangeListener deliver);
  ~ChangeFeed();  ///< stops the thread
  ChangeFeed(const ChangeFeed&) = delete;
  ChangeFeed& operator=(const ChangeFeed&) = delete;

  /// Connects and begins to listen: what is committed after this returns is delivered. If the server cannot be reached
  /// it goes on trying and delivers `*` when it succeeds. Does nothing the second time.
  void start();

  /// Every transaction with a lower number has ended and, unless it is this node's own, been delivered; 0: not known.
  long long heard_below() const;

  /// Writes a change in the transaction of `session`, for the other nodes.
  base::Result<> record(Session& session, const Change& change) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace smartmove::storage
