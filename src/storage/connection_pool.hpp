#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <soci/soci.h>
#include <vector>

#include "base/result.hpp"
#include "storage/connection.hpp"
#include "storage/outage.hpp"

namespace smartmove::storage {

/// A fixed number of connections, each opened when it is first needed and again after it broke.
/// While that fails, a lease is refused at once but for one now and then that tries. Thread-safe.
class ConnectionPool {
 public:
  /// Opens the session and sets it up; fails with a message for the person.
  using Open = std::function<base::Result<>(soci::session&)>;

  ConnectionPool(std::size_t size, Dialect dialect, Open open);
  ~ConnectionPool();
  ConnectionPool(const ConnectionPool&) = delete;
  ConnectionPool& operator=(const ConnectionPool&) = delete;

  /// One connection for as long as the lease lives.
  class Lease {
   public:
    Lease(ConnectionPool& pool, std::size_t position) : pool_(&pool), position_(position) {}
    Lease(Lease&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)), position_(other.position_) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease();

    Connection& connection() { return *pool_->entries_[position_].connection; }
    base::Result<> reopen();  ///< after it broke; if that fails there is no connection
    bool is_open() const { return pool_->entries_[position_].connection != nullptr; }

   private:
    ConnectionPool* pool_;
    std::size_t position_;
  };

  /// Waits for a free connection, but not for ever.
  base::Result<Lease> lease();

  /// Prepared statements are prepared anew: the schema changed.
  void forget_statements() { ++generation_; }

 private:
  struct Entry {
    std::unique_ptr<Connection> connection{};
    unsigned generation = 0;
  };

  base::Result<> make_ready(std::size_t position);
  void close(std::size_t position);

  Dialect dialect_;
  Open open_;
  soci::connection_pool pool_;
  std::vector<Entry> entries_;  // destroyed before pool_: statements go before their sessions
  std::atomic<unsigned> generation_{0};
  Outage outage_;
};

}  // namespace smartmove::storage
