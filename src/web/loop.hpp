#pragma once
#ifdef __cpp_impl_coroutine

#include <array>
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstddef>
#include <ctime>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/access_log.hpp"
#include "web/address_seats.hpp"
#include "web/coroutine.hpp"
#include "web/dispatcher.hpp"
#include "web/metrics.hpp"
#include "web/page_cache.hpp"
#include "web/page_pins.hpp"
#include "web/server.hpp"

namespace smartmove::web {

class Connection;

/// One thread's share of the server: an io_context, a listening socket of its own (SO_REUSEPORT), its connections, its
/// view of the page cache and its counters. All but run(), stop() and abort() are for that thread only.
class Loop {
 public:
  using Executor = boost::asio::io_context::executor_type;
  using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
  using Acceptor = boost::asio::basic_socket_acceptor<boost::asio::ip::tcp, Executor>;
  using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                  boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;
  using Clock = std::chrono::steady_clock;

  /// What all loops of a server share.
  struct Shared {
    const ServerSettings& settings;
    const Dispatcher& dispatcher;
    PageCache& cache;
    AccessLog& access_log;
    AddressSeats seats{};
    std::atomic<std::size_t> connections{0};
    std::atomic<bool> stopping{false};
    std::vector<std::unique_ptr<Loop>>& loops;
  };

  Loop(Shared& shared, std::shared_ptr<RequestCounters> counters);
  ~Loop();

  /// Throws boost::system::system_error where the address cannot be listened at.
  void listen(const boost::asio::ip::tcp::endpoint& endpoint);
  /// Accepts from a socket that listens already; its own copy of `listener`.
  void listen_at(int listener);
  boost::asio::ip::tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

  void run();                               ///< until stopped and the last connection has ended
  void stop();                              ///< from any thread: no new connections, idle ones end soon
  void reload(const ServerLimits& limits);  ///< from any thread
  void abort();                             ///< from any thread: all connections end now

  Shared& shared() { return shared_; }
  PageCacheReader& pages() { return pages_; }
  PagePins& pins() { return pins_; }
  RequestCounters& counters() { return *counters_; }
  int listening_socket() { return acceptor_.native_handle(); }
  /// From any thread: this loop takes over an accepted socket.
  void adopt(int socket);
  /// How many connections it has; from any thread.
  std::size_t load() const { return load_.load(std::memory_order_relaxed); }

  const ServerLimits& limits() const { return limits_; }
  unsigned limits_version() const { return limits_version_; }
  /// Where answers are noted; null while there is no access log.
  AccessLog::Ring* log() const { return limits_.access_log == AccessLogging::on ? &log_ : nullptr; }
  Executor executor() { return context_.get_executor(); }
  bool stopping() const { return shared_.stopping.load(std::memory_order_relaxed); }

  enum class After { keep, keep_1_0, close };
  /// Date, Connection and the empty line that end a head; rewritten every second.
  std::string_view tail(After after);

  void enter(Connection& connection);
  void leave(Connection& connection);

 private:
  Detached accept();
  void take(Socket socket, const boost::asio::ip::tcp::endpoint& endpoint);
  void turn_away(Socket& socket, Turned reason);
  void take_waiting();
  Detached sweep();
  void write_tails(std::time_t second);
  void release_if_done();
  void unload();
  void start_connection(Socket socket, const boost::asio::ip::tcp::endpoint& endpoint);
  Loop& least_loaded();

  Shared& shared_;
  std::shared_ptr<RequestCounters> counters_;
  ServerLimits limits_;
  unsigned limits_version_ = 0;
  AccessLog::Ring& log_;
  PageCacheReader pages_;
  PagePins pins_;
  boost::asio::io_context context_;
  std::optional<boost::asio::executor_work_guard<Executor>> work_;
  Acceptor acceptor_;
  boost::asio::ip::tcp acceptor_protocol_ = boost::asio::ip::tcp::v4();
  Timer sweep_timer_;
  Timer accept_timer_;
  bool accepting_ = false;
  std::list<Connection*> connections_;
  std::atomic<std::size_t> load_{0};  ///< connections_.size(), those that are on their way here included
  std::time_t tails_second_ = 0;
  std::array<std::string, 3> tails_;
};

}  // namespace smartmove::web
#endif
