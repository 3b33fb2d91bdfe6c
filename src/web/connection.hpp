#pragma once
#ifdef __cpp_impl_coroutine

#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/batch.hpp"
#include "web/loop.hpp"
#include "web/request_reader.hpp"

namespace smartmove::web {

/// One client's connection: reads requests, answers from the page cache in the same turn of the loop, waits for a
/// worker otherwise. Owns itself from start() until its coroutine ends. For its loop's thread only.
class Connection {
 public:
  static void start(Loop& loop, Loop::Socket socket);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void end_if_late(Loop::Clock::time_point now);
  void end_if_idle();
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

  Connection(Loop& loop, Loop::Socket socket);

  Detached serve();
  Next take_requests();
  Next take_request();
  Next take_complete();
  bool answer_at_once();
  bool copy_request();
  Next refuse(int status);
  void give(const PageView& page, Batch::Lifetime lifetime, bool head_only, std::string_view accept_encoding,
            std::string_view if_none_match);
  void count_answers();
  void await_bytes();
  template <class Handler>
  void ask_worker(Handler handler);

  Loop& loop_;
  Loop::Socket socket_;
  std::list<Connection*>::iterator place_{};
  RequestReader reader_;
  Batch batch_{};
  std::vector<PagePtr> rendered_{};   ///< in the batch, which does not keep them
  std::vector<Answered> answered_{};  ///< in the batch; counted when it is out
  Request request_{};                 ///< for a worker
  std::string raw_query_{};
  Wish wish_{};
  bool has_request_ = false;  ///< its head is in request_, its body comes
  bool keep_alive_ = true;
  bool http_1_0_ = false;
  bool idle_ = false;  ///< waits for the first byte of a request
  bool timed_out_ = false;
  Loop::Clock::time_point now_{};      ///< of the last turn
  Loop::Clock::time_point started_{};  ///< the request or requests in hand
  Loop::Clock::time_point deadline_ = Loop::Clock::time_point::max();
  std::optional<Loop::Clock::time_point> request_deadline_{};
};

}  // namespace smartmove::web
#endif
