#pragma once
#ifdef __cpp_impl_coroutine

#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/access_log.hpp"
#include "web/address_seats.hpp"
#include "web/batch.hpp"
#include "web/loop.hpp"
#include "web/request_reader.hpp"

namespace smartmove::web {

/// One client's connection: reads requests, answers from the page cache in the same turn of the loop, waits for a
/// worker otherwise. Owns itself from start() until its coroutine ends. For its loop's thread only.
class Connection {
 public:
  /// The other end, and its place among the connections of its address.
  struct Peer {
    IpAddress address{};
    bool is_trusted = false;  ///< a proxy that tells for whom it asks
    AddressSeats::Seat seat{};
  };
  static void start(Loop& loop, Loop::Socket socket, Peer peer);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void end_if_late(Loop::Clock::time_point now);
  void drain(Loop::Clock::time_point until);  ///< idle: one more request may come until then
  void abort();

 private:
  friend class Loop;
  /// What is to be done when the answers so far are out.
  enum class Next { take_more, receive, wait_for_worker, close, refuse };
  struct Answered {
    std::size_t route;
    int status;
  };
  /// What of a request decides how its answer goes out.
  struct Wish {
    bool head_only = false;
    std::string accept_encoding{};
    std::string if_none_match{};
  };

  Connection(Loop& loop, Loop::Socket socket, Peer peer);

  Detached serve();
  Next take_requests();
  Next take_proxy_header();
  Next take_request();
  Next take_complete();
  bool answer_at_once();
  std::optional<Refusal> copy_request();
  std::optional<Refusal> copy_client();
  Next refuse(Refusal reason);
  void give(const PageView& page, Batch::Lifetime lifetime, bool head_only, std::string_view accept_encoding,
            std::string_view if_none_match);
  void note(std::string_view path, AccessEntry::Cache cache);
  void count_answers();
  void await_bytes();
  bool is_too_slow(Loop::Clock::time_point now) const;
  template <class Handler>
  void ask_worker(Handler handler);

  Loop& loop_;
  Loop::Socket socket_;
  Peer peer_;
  std::list<Connection*>::iterator place_{};
  RequestReader reader_;
  Batch batch_{};
  std::vector<PagePtr> rendered_{};   ///< in the batch, which does not keep them
  std::vector<Answered> answered_{};  ///< in the batch; counted when it is out
  AccessEntry noted_{};               ///< of the request in hand, where there is an access log
  std::vector<AccessEntry> entries_{};
  Request request_{};  ///< for a worker
  std::string raw_query_{};
  Wish wish_{};
  bool awaits_proxy_ = false;  ///< the PROXY header comes first
  bool has_request_ = false;   ///< its head is in request_, its body comes
  bool keep_alive_ = true;
  bool http_1_0_ = false;
  bool idle_ = false;  ///< waits for the first byte of a request
  bool timed_out_ = false;
  Loop::Clock::time_point now_{};      ///< of the last turn
  Loop::Clock::time_point started_{};  ///< the request or requests in hand
  Loop::Clock::time_point deadline_ = Loop::Clock::time_point::max();
  std::optional<Loop::Clock::time_point> request_deadline_{};
  Loop::Clock::time_point request_began_{};
  std::size_t request_bytes_ = 0;  ///< of the request that comes in
  unsigned limits_version_ = 0;
};

}  // namespace smartmove::web
#endif
