#include "storage/coverage.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>

namespace smartmove::storage {

Coverage::Coverage(Dialect dialect) : dialect_(dialect) {
  const char* path = std::getenv("SMARTMOVE_SQL_COVERAGE");
  if (path == nullptr || *path == '\0') return;
  file_ = ::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file_ < 0) throw std::runtime_error(std::string("SMARTMOVE_SQL_COVERAGE: cannot write to ") + path);
}

Coverage::~Coverage() {
  if (file_ >= 0) ::close(file_);
}

void Coverage::ran(const Query& query) {
  if (file_ < 0) return;
  const std::lock_guard lock(mutex_);
  if (!seen_.emplace(query.name).second) return;
  const std::string line = std::string(query.name) + " " + std::string(to_string(dialect_)) + "\n";
  // One write of a short line in append mode: lines of several processes do not mix.
  if (::write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    throw std::runtime_error("SMARTMOVE_SQL_COVERAGE: cannot write");
  }
}

}  // namespace smartmove::storage
