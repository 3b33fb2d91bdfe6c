// How long a connection may take.
#include "web/connection.hpp"
#ifdef __cpp_impl_coroutine

#include <algorithm>

namespace smartmove::web {

/// Sets the deadline for the next bytes: a request has to be whole in its time, however slowly it drips.
void Connection::await_bytes() {
  const auto& limits = loop_.limits();
  idle_ = reader_.idle() && !has_request_;
  if (idle_ && limits_version_ != loop_.limits_version()) {
    limits_version_ = loop_.limits_version();
    reader_.set_limits(limits.request());
  }
  if ((!idle_ || awaits_proxy_) && !request_deadline_) {
    request_deadline_ = now_ + limits.request_timeout;
    request_began_ = now_;
    request_bytes_ = reader_.unread().size();
  }
  deadline_ = request_deadline_ ? *request_deadline_ : now_ + limits.idle_timeout;
  if (idle_ && loop_.stopping()) drain(now_ + loop_.shared().settings.idle_drain);
}

/// A byte now and then must not hold a connection for the whole of its time.
bool Connection::is_too_slow(Loop::Clock::time_point now) const {
  const auto& limits = loop_.limits();
  if (!request_deadline_ || limits.min_request_rate == 0) return false;
  const std::chrono::duration<double> counted = now - request_began_ - limits.rate_grace;
  return static_cast<double>(request_bytes_) < counted.count() * static_cast<double>(limits.min_request_rate);
}

void Connection::end_if_late(Loop::Clock::time_point now) {
  if (now < deadline_ && !is_too_slow(now)) return;
  deadline_ = Loop::Clock::time_point::max();
  timed_out_ = true;
  boost::system::error_code error;
  socket_.cancel(error);
}

void Connection::drain(Loop::Clock::time_point until) {
  if (idle_) deadline_ = std::min(deadline_, until);
}

void Connection::abort() {
  boost::system::error_code error;
  socket_.close(error);
}

}  // namespace smartmove::web
#endif
