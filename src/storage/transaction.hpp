#pragma once

#include "base/result.hpp"
#include "storage/connection_pool.hpp"
#include "storage/transaction_mode.hpp"

namespace smartmove::storage {

/// One transaction on a leased connection: rolled back when destroyed, unless committed.
class Transaction {
 public:
  Transaction(ConnectionPool::Lease& lease, TransactionMode mode) : lease_(lease), mode_(mode) {}
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// Connects anew, once, if the connection turns out to have been lost.
  base::Result<> begin();

  /// Of a failure, `can_be_retried` says whether the whole transaction may succeed when run again.
  base::Result<> commit(bool& can_be_retried);

 private:
  void begin_on(Connection& connection);
  void commit_on(Connection& connection);

  ConnectionPool::Lease& lease_;
  TransactionMode mode_;
};

}  // namespace smartmove::storage
