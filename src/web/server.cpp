#include "web/server.hpp"
#ifdef __cpp_impl_coroutine

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "base/log.hpp"
#include "web/loop.hpp"
#include "web/steering.hpp"
#include "web/worker_pool.hpp"

namespace smartmove::web {
namespace {

using boost::asio::ip::tcp;

constexpr std::size_t max_waiting_jobs = 4096;

/// With SO_REUSEPORT a second server would silently share the port, so it is tried without first.
void check_free(const tcp::endpoint& endpoint) {
  boost::asio::io_context context;
  tcp::acceptor acceptor(context);
  acceptor.open(endpoint.protocol());
  acceptor.set_option(tcp::acceptor::reuse_address(true));
  acceptor.bind(endpoint);
}

std::vector<std::string> patterns(const Router& router) {
  std::vector<std::string> names;
  for (const auto& route : router.routes()) names.push_back(route.pattern);
  return names;
}

}  // namespace

class Server::Implementation {
 public:
  Implementation(ServerSettings settings, const Router& router, PageCache& cache, ErrorPage error_page,
                 Metrics& metrics)
      : settings_(std::move(settings)),
        metrics_(metrics),
        workers_(settings_.workers, max_waiting_jobs),
        dispatcher_(router, cache, std::move(error_page), workers_,
                    {settings_.public_url.starts_with("https://"), !settings_.dev, settings_.database_time}),
        access_log_(patterns(router)),
        shared_{settings_, dispatcher_, cache, access_log_, {}, {}, {}, loops_} {
    auto threads = settings_.threads > 0 ? settings_.threads : std::max(std::thread::hardware_concurrency(), 1U);
    if (settings_.steer) {
      cores_ = allowed_cores();
      cores_.resize(std::min<std::size_t>(cores_.size(), threads));
      // Sockets that were passed are steered already, or cannot be.
      settings_.steer = !cores_.empty() && (settings_.listeners.empty() || settings_.listeners.size() == cores_.size());
      if (settings_.steer) threads = static_cast<unsigned>(cores_.size());
    }
    for (unsigned i = 0; i < std::max<std::size_t>(threads, settings_.listeners.size()); ++i) {
      loops_.push_back(std::make_unique<Loop>(shared_, metrics.add_thread(patterns(router))));
    }
    add_gauges();
    apply(settings_);
  }

  ~Implementation() {
    stop();
    for (const auto& name : gauges_) metrics_.remove(name);
  }

  void listen(tcp::endpoint endpoint) {
    if (!settings_.listeners.empty()) return adopt();
    if (endpoint.port() != 0) check_free(endpoint);
    for (auto& loop : loops_) {
      loop->listen(endpoint);
      endpoint = loop->endpoint();  // the others take the port that the first was given
    }
    port_ = endpoint.port();
    if (!settings_.steer) return;
    if (steer(loops_.front()->listening_socket(), cores_)) return;
    base::log(spdlog::level::warn, "steering_not_possible",
              {{"cause", std::generic_category().message(errno)}, {"instead", "the kernel spreads connections"}});
    settings_.steer = false;
  }

  /// Every socket that was passed has to be accepted from: the system spreads connections over all of them.
  void adopt() {
    for (std::size_t i = 0; i < loops_.size(); ++i)
      loops_[i]->listen_at(settings_.listeners[i % settings_.listeners.size()]);
    port_ = loops_.front()->endpoint().port();
  }

  std::vector<int> listeners() const {
    if (!settings_.listeners.empty()) return settings_.listeners;
    std::vector<int> sockets;
    for (const auto& loop : loops_) sockets.push_back(loop->listening_socket());
    return sockets;
  }

  void reload(const ServerLimits& limits) {
    for (auto& loop : loops_) loop->reload(limits);
    apply(limits);
  }

  void run() {
    running_ = loops_.size();
    for (std::size_t i = 0; i < loops_.size(); ++i) {
      threads_.emplace_back([this, i] {
        if (settings_.steer && !pin_thread(cores_[i])) {
          base::log(spdlog::level::warn, "thread_not_pinned", {{"cause", std::generic_category().message(errno)}});
        }
        loops_[i]->run();
        const std::lock_guard lock(mutex_);
        --running_;
        ended_.notify_all();
      });
    }
  }

  void stop() {
    const std::lock_guard once(stop_mutex_);
    if (threads_.empty()) return;
    shared_.stopping = true;
    for (auto& loop : loops_) loop->stop();
    {
      std::unique_lock lock(mutex_);
      if (!ended_.wait_for(lock, settings_.shutdown_timeout, [this] { return running_ == 0; })) {
        for (auto& loop : loops_) loop->abort();
      }
    }
    for (auto& thread : threads_) thread.join();
    threads_.clear();
    workers_.stop();
  }

  std::uint16_t port() const { return port_; }
  std::size_t connections() const { return shared_.connections.load(std::memory_order_relaxed); }

 private:
  /// What of the limits is not the loops'.
  void apply(const ServerLimits& limits) {
    access_log_.turn(limits.access_log == AccessLogging::on);
    dispatcher_.set_slow_request(limits.slow_request);
  }

  void add_gauge(const char* name, const char* help, Metrics::Read read) {
    metrics_.add(name, help, std::move(read));
    gauges_.emplace_back(name);
  }

  void add_gauges() {
    auto& cache = shared_.cache;
    add_gauge("smartmove_connections", "Open connections.", [this] { return static_cast<double>(connections()); });
    const auto of_loads = [this](auto choose) {
      const auto chosen = choose(loops_, {}, [](const auto& loop) { return loop->load(); });
      return static_cast<double>((*chosen)->load());
    };
    add_gauge("smartmove_connections_busiest_thread", "Open connections of the thread that has the most.",
              [of_loads] { return of_loads(std::ranges::max_element); });
    add_gauge("smartmove_connections_idlest_thread", "Open connections of the thread that has the fewest.",
              [of_loads] { return of_loads(std::ranges::min_element); });
    add_gauge("smartmove_access_log_dropped", "Lines of the access log that were dropped: they came too fast.",
              [this] { return static_cast<double>(access_log_.dropped()); });
    add_gauge("smartmove_worker_queue", "Requests that wait for a worker.",
              [this] { return static_cast<double>(workers_.waiting()); });
    add_gauge("smartmove_page_cache_entries", "Answers kept in the page cache.",
              [&cache] { return static_cast<double>(cache.usage().entries); });
    add_gauge("smartmove_page_cache_usable", "1 while finished pages are kept, 0 where each is made anew.",
              [&cache] { return cache.keeps() ? 1.0 : 0.0; });
    add_gauge("smartmove_page_cache_bytes", "Disk space of the pages kept.",
              [&cache] { return static_cast<double>(cache.usage().bytes); });
  }

  ServerSettings settings_;
  Metrics& metrics_;
  WorkerPool workers_;
  Dispatcher dispatcher_;
  AccessLog access_log_;
  Loop::Shared shared_;
  std::vector<std::unique_ptr<Loop>> loops_{};
  std::vector<unsigned> cores_{};  ///< where connections are steered: of each loop
  std::vector<std::thread> threads_{};
  std::vector<std::string> gauges_{};
  std::uint16_t port_ = 0;
  std::mutex stop_mutex_{};
  std::mutex mutex_{};
  std::condition_variable ended_{};
  std::size_t running_ = 0;
};

base::Result<std::unique_ptr<Server>> Server::start(ServerSettings settings, const Router& router, PageCache& cache,
                                                    ErrorPage error_page, Metrics& metrics) {
  boost::system::error_code error;
  const auto address = boost::asio::ip::make_address(settings.address, error);
  if (error) {
    return base::fail(base::ErrorKind::invalid, "The address `" + settings.address +
                                                    "` is no IP address; 127.0.0.1 serves this machine alone, "
                                                    "0.0.0.0 every network it is in.");
  }
  const auto port = settings.port;
  const auto where = settings.address + " port " + std::to_string(port);
  auto implementation =
      std::make_unique<Implementation>(std::move(settings), router, cache, std::move(error_page), metrics);
  try {
    implementation->listen({address, port});
  } catch (const boost::system::system_error& refused) {
    return base::fail(base::ErrorKind::unavailable,
                      "Cannot listen at " + where + ": " + refused.code().message() +
                          ". Stop what uses it, or choose another with --port or --address.");
  }
  implementation->run();
  return std::unique_ptr<Server>(new Server(std::move(implementation)));
}

Server::Server(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Server::~Server() = default;

std::uint16_t Server::port() const { return implementation_->port(); }
std::size_t Server::connections() const { return implementation_->connections(); }
void Server::reload(const ServerLimits& limits) { implementation_->reload(limits); }
std::vector<int> Server::listeners() const { return implementation_->listeners(); }
void Server::stop() { implementation_->stop(); }

}  // namespace smartmove::web
#endif
