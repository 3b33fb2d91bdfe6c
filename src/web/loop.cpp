#include "web/loop.hpp"
#ifdef __cpp_impl_coroutine

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/socket_base.hpp>
#include <ctime>
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

/// Short enough for the shortest timeout.
std::chrono::milliseconds sweep_interval(const ServerSettings& settings) {
  const auto shortest = std::min(settings.idle_timeout, settings.request_timeout);
  return std::clamp(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(1000));
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

void Loop::run() {
  accept();
  sweep();
  context_.run();
}

void Loop::stop() {
  boost::asio::post(context_, [this] {
    boost::system::error_code error;
    acceptor_.close(error);
    for (auto* connection : connections_) connection->end_if_idle();
    release_if_done();
  });
}

void Loop::abort() {
  boost::asio::post(context_, [this] {
    for (auto* connection : connections_) connection->abort();
  });
}

Detached Loop::accept() {
  Socket socket(context_.get_executor());
  Operation accepted([&](auto handler) { acceptor_.async_accept(socket, std::move(handler)); });
  Operation pause([this](auto handler) { accept_timer_.async_wait(std::move(handler)); });
  while (acceptor_.is_open()) {
    const auto [error, none] = co_await accepted;
    if (!acceptor_.is_open()) co_return;
    if (error) {  // as a rule too many files are open, which passes
      accept_timer_.expires_after(std::chrono::milliseconds(100));
      co_await pause;
    } else if (shared_.connections.load(std::memory_order_relaxed) >= shared_.settings.max_connections) {
      const auto page = shared_.dispatcher.overloaded().view();
      Batch batch;
      batch.add(page, page.choose({}), Batch::Part::full, tail(After::close), Batch::Lifetime::kept);
      batch.send(socket.native_handle(), pins_);
    } else {
      start_connection(std::move(socket));
    }
    socket = Socket(context_.get_executor());
  }
}

/// Where the kernel steers, it may give one thread nearly all connections: the emptiest gets what is too much.
void Loop::start_connection(Socket socket) {
  if (shared_.settings.steer) {
    auto& other = least_loaded();
    if (load() >= other.load() + unevenness + other.load() / 4) {
      boost::system::error_code error;
      const int released = socket.release(error);
      if (!error) other.adopt(released);
      return;
    }
  }
  load_.fetch_add(1, std::memory_order_relaxed);
  Connection::start(*this, std::move(socket));
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
    if (!error) return Connection::start(*this, std::move(adopted));
    ::close(socket);
    load_.fetch_sub(1, std::memory_order_relaxed);
  });
}

Detached Loop::sweep() {
  const auto interval = sweep_interval(shared_.settings);
  Operation wait([this](auto handler) { sweep_timer_.async_wait(std::move(handler)); });
  while (work_) {
    sweep_timer_.expires_after(interval);
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
  load_.fetch_sub(1, std::memory_order_relaxed);
  release_if_done();
}

void Loop::release_if_done() {
  if (!stopping() || !connections_.empty()) return;
  work_.reset();
  sweep_timer_.cancel();
  accept_timer_.cancel();
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
