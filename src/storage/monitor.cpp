#include "storage/monitor.hpp"

namespace smartmove::storage {

Statistics Monitor::statistics() const {
  return {.reads = reads,
          .writes = writes,
          .rollbacks = rollbacks,
          .retries = retries,
          .queries = queries,
          .read_microseconds = read_microseconds,
          .write_microseconds = write_microseconds,
          .changes = changes,
          .feed_reconnects = feed_reconnects};
}

}  // namespace smartmove::storage
