#include "storage/connection_pool.hpp"

#include <algorithm>

namespace smartmove::storage {
namespace {
constexpr int patience_milliseconds = 30'000;
}

ConnectionPool::ConnectionPool(std::size_t size, Dialect dialect, Open open)
    : dialect_(dialect),
      open_(std::move(open)),
      pool_(std::max<std::size_t>(size, 1)),
      entries_(std::max<std::size_t>(size, 1)) {}

ConnectionPool::~ConnectionPool() = default;

base::Result<ConnectionPool::Lease> ConnectionPool::lease() {
  std::size_t position = 0;
  if (!pool_.try_lease(position, patience_milliseconds)) {
    return base::fail(
        base::ErrorKind::unavailable,
        "The database has had no free connection for 30 seconds: try again, or raise --database-connections.");
  }
  Lease lease(*this, position);
  TRY(make_ready(position));
  return lease;
}

base::Result<> ConnectionPool::make_ready(std::size_t position) {
  Entry& entry = entries_[position];
  if (entry.connection && entry.connection->is_broken()) close(position);
  if (!entry.connection) {
    TRY(outage_.may_try());
    if (auto opened = open_(pool_.at(position)); !opened) {
      pool_.at(position).close();
      outage_.failed(opened.error());
      return base::fail(std::move(opened).error());
    }
    outage_.over();
    entry.connection = std::make_unique<Connection>(pool_.at(position), dialect_);
  }
  if (const unsigned generation = generation_; entry.generation != generation) {
    entry.connection->forget_statements();
    entry.generation = generation;
  }
  return {};
}

void ConnectionPool::close(std::size_t position) {
  entries_[position].connection.reset();
  pool_.at(position).close();
}

base::Result<> ConnectionPool::Lease::reopen() {
  pool_->close(position_);
  return pool_->make_ready(position_);
}

ConnectionPool::Lease::~Lease() {
  if (pool_ == nullptr) return;
  auto& connection = pool_->entries_[position_].connection;
  // A transaction that could not be ended must not become somebody else's.
  if (connection && (connection->is_broken() || connection->in_transaction())) pool_->close(position_);
  pool_->pool_.give_back(position_);
}

}  // namespace smartmove::storage
