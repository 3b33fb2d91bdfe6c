#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "storage/dialect.hpp"
#include "storage/wire.hpp"

namespace soci {
class session;
}

namespace smartmove::storage {

/// One prepared statement with a fixed slot for each argument and column, to be executed again and again.
/// Failures are soci::soci_error (errors.hpp makes them an Error).
class Statement {
 public:
  Statement(soci::session& session, Dialect dialect, std::string_view sql, std::span<const Wire> arguments,
            std::span<const Wire> columns);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  bool fits(std::span<const Wire> arguments, std::span<const Wire> columns) const;

  std::span<Slot> arguments();
  std::span<const Slot> columns() const;

  bool execute();  ///< with the arguments as they stand; whether there is a first row in the columns
  bool fetch();    ///< the next row
  std::int64_t affected_rows();
  void reset() noexcept;  ///< lets go of locks and results; the statement stays prepared

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace smartmove::storage
