#pragma once
#ifdef __cpp_impl_coroutine  // clang 14, which lints and fuzzes, has no C++20 coroutines: there is no server in its
                             // builds

#include <boost/system/error_code.hpp>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <utility>

namespace smartmove::web {

/// A coroutine that runs by itself and that nobody waits for. It must end before what it uses.
struct Detached {
  struct promise_type {
    Detached get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

/// `co_await` on an Asio operation: `start` is given the handler to pass to it. Lighter than asio::awaitable, which
/// makes a frame for each operation and then needs g++ 12's false -Wmismatched-new-delete silenced.
template <class Start>
class Operation {
 public:
  struct Outcome {
    boost::system::error_code error;
    std::size_t bytes = 0;
  };

  explicit Operation(Start start) : start_(std::move(start)) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) {
    start_([this, waiting](boost::system::error_code error, std::size_t bytes = 0) {
      outcome_ = {error, bytes};
      waiting.resume();
    });
  }
  Outcome await_resume() const noexcept { return outcome_; }

 private:
  Start start_;
  Outcome outcome_{};
};

}  // namespace smartmove::web
#endif
