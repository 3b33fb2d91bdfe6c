#include "web/loop.hpp"
#ifdef __cpp_impl_coroutine

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>
#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/time.hpp"
#include "web/batch.hpp"
#include "web/connection.hpp"

namespace smartmove::web {
namespace {

using boost::asio::ip::tcp;
using ReusePort = boost::asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

constexpr int backlog = 4096;
constexpr std::size_t unevenness = 4;  // connections that one loop may have more than another, besides a quarter
constexpr std::chrono::milliseconds drain_interval{50};

/// Short enough for the shortest timeout.
std::chrono::milliseconds sweep_interval(const ServerLimits& limits) {
  const auto shortest = std::min({limits.idle_timeout, limits.request_timeout, limits.rate_grace});
  return std::clamp(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(1000));
}

IpAddress address_of(const tcp::endpoint& endpoint) {
  const auto address = endpoint.address();
  return address.is_v4() ? IpAddress::v4(address.to_v4().to_bytes()) : IpAddress::v6(address.to_v6().to_bytes());
}

std::time_t current_second() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME_COARSE, &now);  // without entering the kernel
  return now.tv_sec;
}

}  // namespace

// UNSAFE_IO leaves out the locks around the sockets, which one thread has for itself; those of post() stay.
Loop::Loop(Shared& shared, std::shared_ptr<RequestCounters> counters)
    : shared_(shared),
      counters_(std::move(counters)),
      limits_(shared.settings),
      log_(shared.access_log.add_thread()),
      pages_(shared.cache),
      context_(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO),
      work_(context_.get_executor()),
      acceptor_(context_.get_executor()),
      sweep_timer_(context_.get_executor()),
      accept_timer_(context_.get_executor()) {
  for (auto& tail : tails_) tail.reserve(128);
}

Loop::~Loop() = default;

void Loop::listen(const tcp::endpoint& endpoint) {
  acceptor_.open(endpoint.protocol());
  acceptor_.set_option(Acceptor::reuse_address(true));
  acceptor_.set_option(ReusePort(true));
  acceptor_.set_option(tcp::no_delay(true));  // accepted sockets inherit it
  acceptor_.bind(endpoint);
  acceptor_.listen(backlog);
  acceptor_protocol_ = endpoint.protocol();
}

void Loop::listen_at(int listener) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  const int copy = ::fcntl(listener, F_DUPFD_CLOEXEC, 0);
  if (copy < 0 || ::getsockname(copy, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw boost::system::system_error(errno, boost::system::system_category());
  }
  acceptor_protocol_ = address.ss_family == AF_INET6 ? tcp::v6() : tcp::v4();
  acceptor_.assign(acceptor_protocol_, copy);
  acceptor_.set_option(tcp::no_delay(true));
}

void Loop::run() {
  accept();
  sweep();
  context_.run();
}

void Loop::stop() {
  boost::asio::post(context_, [this] {
    boost::system::error_code error;
    take_waiting();
    acceptor_.close(error);
    const auto until = Clock::now() + shared_.settings.idle_drain;
    for (auto* connection : connections_) connection->drain(until);
    sweep_timer_.cancel();
    accept_timer_.cancel();
    release_if_done();
  });
}

void Loop::reload(const ServerLimits& limits) {
  boost::asio::post(context_, [this, limits] {
    limits_ = limits;
    ++limits_version_;
    sweep_timer_.cancel();
  });
}

void Loop::abort() {
  boost::asio::post(context_, [this] {
    for (auto* connection : connections_) connection->abort();
  });
}

Detached Loop::accept() {
  accepting_ = true;
  Socket socket(context_.get_executor());
  tcp::endpoint peer;
  Operation accepted([&](auto handler) { acceptor_.async_accept(socket, peer, std::move(handler)); });
  Operation pause([this](auto handler) { accept_timer_.async_wait(std::move(handler)); });
  while (acceptor_.is_open()) {
    const auto [error, none] = co_await accepted;
    if (!error) {
      take(std::move(socket), peer);   // also when stop() has closed the listener since
    } else if (acceptor_.is_open()) {  // as a rule too many files are open, which passes
      accept_timer_.expires_after(std::chrono::milliseconds(100));
      co_await pause;
    }
    socket = Socket(context_.get_executor());
  }
  accepting_ = false;
  release_if_done();
}

/// Where the kernel steers, it may give one thread nearly all connections: the emptiest gets what is too much.
void Loop::take(Socket socket, const tcp::endpoint& endpoint) {
  if (shared_.connections.load(std::memory_order_relaxed) >= limits_.max_connections) {
    return turn_away(socket, Turned::full);
  }
  if (shared_.settings.steer && !stopping()) {
    auto& other = least_loaded();
    if (load() >= other.load() + unevenness + other.load() / 4) {
      boost::system::error_code error;
      const int released = socket.release(error);
      if (!error) other.adopt(released);
      return;
    }
  }
  load_.fetch_add(1, std::memory_order_relaxed);
  start_connection(std::move(socket), endpoint);
}

/// Of a connection that load_ counts already.
void Loop::start_connection(Socket socket, const tcp::endpoint& endpoint) {
  Connection::Peer peer{address_of(endpoint), false, {}};
  peer.is_trusted = limits_.trusted_proxies.contains(peer.address);
  if (!peer.is_trusted) {  // a proxy's visitors are counted, when it has told who they are
    auto seat = shared_.seats.take(peer.address, limits_.max_connections_per_address);
    if (!seat) {
      turn_away(socket, Turned::address_full);
      return unload();
    }
    peer.seat = std::move(*seat);
  }
  Connection::start(*this, std::move(socket), std::move(peer));
}

Loop& Loop::least_loaded() {
  return **std::ranges::min_element(shared_.loops, {}, [](const auto& loop) { return loop->load(); });
}

void Loop::adopt(int socket) {
  load_.fetch_add(1, std::memory_order_relaxed);
  boost::asio::post(context_, [this, socket, protocol = acceptor_protocol_] {
    Socket adopted(context_.get_executor());
    boost::system::error_code error;
    adopted.assign(protocol, socket, error);
    if (error) ::close(socket);
    const auto endpoint = error ? tcp::endpoint() : adopted.remote_endpoint(error);
    if (!error) return start_connection(std::move(adopted), endpoint);
    unload();
  });
}

void Loop::turn_away(Socket& socket, Turned reason) {
  counters_->count(reason);
  const auto refusal = shared_.dispatcher.refusal(Refusal::too_many, {});
  const auto page = reason == Turned::full ? shared_.dispatcher.overloaded().view() : refusal->view();
  Batch batch;
  batch.add(page, page.choose({}), Batch::Part::full, tail(After::close), Batch::Lifetime::kept);
  batch.send(socket.native_handle(), pins_);
}

/// Connections that the system has made but nobody has accepted would be cut off when the listener closes.
void Loop::take_waiting() {
  boost::system::error_code error;
  acceptor_.non_blocking(true, error);
  while (!error) {
    Socket socket(context_.get_executor());
    tcp::endpoint peer;
    acceptor_.accept(socket, peer, error);
    if (!error) take(std::move(socket), peer);
  }
}

Detached Loop::sweep() {
  Operation wait([this](auto handler) { sweep_timer_.async_wait(std::move(handler)); });
  while (work_) {
    sweep_timer_.expires_after(stopping() ? drain_interval : sweep_interval(limits_));
    co_await wait;
    const auto now = Clock::now();
    for (auto* connection : connections_) connection->end_if_late(now);
    pins_.sweep();
  }
}

void Loop::enter(Connection& connection) {
  shared_.connections.fetch_add(1, std::memory_order_relaxed);
  connection.place_ = connections_.insert(connections_.end(), &connection);
}

void Loop::leave(Connection& connection) {
  connections_.erase(connection.place_);
  shared_.connections.fetch_sub(1, std::memory_order_relaxed);
  unload();
}

void Loop::unload() {
  load_.fetch_sub(1, std::memory_order_relaxed);
  release_if_done();
}

void Loop::release_if_done() {
  if (!stopping() || accepting_ || load() != 0) return;
  work_.reset();
  sweep_timer_.cancel();
}

std::string_view Loop::tail(After after) {
  if (const auto second = current_second(); second != tails_second_) write_tails(second);
  return tails_[static_cast<std::size_t>(after)];
}

void Loop::write_tails(std::time_t second) {
  tails_second_ = second;
  const auto date = "Date: " + base::to_http_date(base::Instant(std::chrono::seconds(second))) + "\r\n";
  // Copied in place, where the batch of this turn may be pointing already; the length never changes.
  const auto write = [&](After after, std::string_view rest) {
    tails_[static_cast<std::size_t>(after)].assign(date).append(rest);
  };
  write(After::keep, "\r\n");
  write(After::keep_1_0, "Connection: keep-alive\r\n\r\n");
  write(After::close, "Connection: close\r\n\r\n");
}

}  // namespace smartmove::web
#endif
