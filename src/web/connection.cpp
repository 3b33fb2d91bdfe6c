#include "web/connection.hpp"
#ifdef __cpp_impl_coroutine

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <utility>

#include "base/log.hpp"
#include "web/target.hpp"

namespace smartmove::web {
namespace {

constexpr std::size_t max_pieces = 256;  // a client that pipelines without end still gets answers in between
constexpr std::chrono::seconds linger{2};
constexpr auto no_deadline = Loop::Clock::time_point::max();

std::string lower(std::string_view text) {
  std::string copy(text);
  std::ranges::transform(copy, copy.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return copy;
}

/// Kept errors are whole pages: who wants JSON or a fragment gets one made.
bool wants_own_error(const RequestHead& head) {
  Request request;
  for (const auto& [name, value] : head.fields) request.headers.emplace_back(lower(name), value);
  return request.wants_json() || request.wants_fragment();
}

bool reads(Method method) { return method == Method::get || method == Method::head; }

}  // namespace

void Connection::start(Loop& loop, Loop::Socket socket) {
  auto* connection = new Connection(loop, std::move(socket));  // NOLINT: serve() ends it
  connection->serve();
}

Connection::Connection(Loop& loop, Loop::Socket socket)
    : loop_(loop), socket_(std::move(socket)), reader_(loop.shared().limits), now_(Loop::Clock::now()) {
  loop_.enter(*this);
}

Connection::~Connection() { loop_.leave(*this); }

Detached Connection::serve() {
  const std::unique_ptr<Connection> self(this);
  Operation receive([this](auto handler) {
    const auto space = reader_.space();
    socket_.async_read_some(boost::asio::buffer(space.data(), space.size()), std::move(handler));
  });
  Operation writable([this](auto handler) { socket_.async_wait(Loop::Socket::wait_write, std::move(handler)); });
  Operation worker([this](auto handler) { ask_worker(std::move(handler)); });
  try {
    while (true) {
      const auto next = take_requests();
      while (!batch_.empty()) {
        const auto sent = batch_.send(socket_.native_handle(), loop_.pins());
        loop_.pages().release();
        if (sent == Batch::Sent::broken) co_return;
        if (sent == Batch::Sent::all) break;
        deadline_ = Loop::Clock::now() + loop_.shared().settings.request_timeout;
        if ((co_await writable).error) co_return;
      }
      loop_.pages().release();
      count_answers();
      if (next == Next::close) co_return;
      if (next == Next::refuse) break;
      if (next == Next::wait_for_worker) {
        deadline_ = no_deadline;
        co_await worker;
        give(rendered_.back()->view(), Batch::Lifetime::kept, wish_.head_only, wish_.accept_encoding,
             wish_.if_none_match);
      } else if (next == Next::receive) {
        await_bytes();
        if (idle_ && loop_.stopping()) co_return;
        const auto received = co_await receive;
        idle_ = false;
        if (received.error && !(timed_out_ && request_deadline_)) co_return;
        now_ = started_ = Loop::Clock::now();
        reader_.received(received.bytes);
      }
    }
    // What the client still sends is read for a while: to close at once would make its system throw our answer away.
    boost::system::error_code error;
    socket_.shutdown(Loop::Socket::shutdown_send, error);
    timed_out_ = false;
    deadline_ = Loop::Clock::now() + linger;
    do reader_.discard();
    while (!(co_await receive).error);
  } catch (const std::exception& broken) {
    base::log(spdlog::level::err, "connection_failed", {{"cause", broken.what()}});
  }
}

/// Puts the answers to all that can be answered now into the batch.
Connection::Next Connection::take_requests() {
  while (keep_alive_ && batch_.size() < max_pieces) {
    const auto next = timed_out_ ? refuse(408) : take_request();
    if (next != Next::take_more) return next;
  }
  return keep_alive_ ? Next::take_more : Next::close;
}

Connection::Next Connection::take_request() {
  switch (reader_.step()) {
    case RequestReader::Step::need_more: return Next::receive;
    case RequestReader::Step::refused: return refuse(reader_.status());
    case RequestReader::Step::complete: return take_complete();
    case RequestReader::Step::head: break;
  }
  if (!copy_request()) return refuse(400);
  has_request_ = true;
  if (reader_.head().expects_continue && !reader_.is_http_1_0()) batch_.add("HTTP/1.1 100 Continue\r\n\r\n");
  reader_.take_head();
  return Next::take_more;
}

Connection::Next Connection::take_complete() {
  keep_alive_ = reader_.keep_alive();
  http_1_0_ = reader_.is_http_1_0();
  request_deadline_.reset();
  if (!has_request_) {
    if (answer_at_once()) {
      reader_.next();
      return Next::take_more;
    }
    if (!copy_request()) return refuse(400);
  }
  has_request_ = false;
  request_.body = std::move(reader_.body());
  reader_.next();
  return Next::wait_for_worker;
}

bool Connection::answer_at_once() {
  const auto& head = reader_.head();
  if (!reads(head.method)) return false;
  const bool head_only = head.method == Method::head;
  if (head.target == "/healthz") {
    give(loop_.shared().dispatcher.alive().view(), Batch::Lifetime::kept, head_only, {}, {});
    return true;
  }
  const auto raw = split_target(head.target);
  if (!raw || !is_valid_query(raw->query)) return false;
  std::optional<PageView> page;
  if (raw->path.find('%') == std::string_view::npos) {
    page = loop_.pages().find(raw->path, raw->query);  // what is not decoded is right if it is there
  } else if (const auto path = decode_path(raw->path)) {
    page = loop_.pages().find(*path, raw->query);
  }
  if (!page || (page->status() >= 400 && wants_own_error(head))) return false;
  loop_.counters().count_hit();
  give(*page, Batch::Lifetime::turn, head_only, head.accept_encoding, head.if_none_match);
  return true;
}

/// The head as a Request of its own; false where its target is not right.
bool Connection::copy_request() {
  const auto& head = reader_.head();
  const auto raw = split_target(head.target);
  if (!raw) return false;
  auto path = decode_path(raw->path);
  auto query = decode_query(raw->query);
  if (!path || !query) return false;
  request_ = Request{};
  request_.method = head.method;
  request_.target = head.target;
  request_.path = std::move(*path);
  request_.query = std::move(*query);
  request_.headers.reserve(head.fields.size());
  for (const auto& [name, value] : head.fields) request_.headers.emplace_back(lower(name), value);
  boost::system::error_code error;
  if (const auto remote = socket_.remote_endpoint(error); !error) {
    request_.remote_address = remote.address().to_string();
  }
  raw_query_ = raw->query;
  wish_ = {head.method == Method::head, std::string(head.accept_encoding), std::string(head.if_none_match)};
  return true;
}

Connection::Next Connection::refuse(int status) {
  keep_alive_ = false;
  const std::string_view target = has_request_ ? std::string_view(request_.target) : reader_.head().target;
  rendered_.push_back(loop_.shared().dispatcher.refusal(status, target));
  give(rendered_.back()->view(), Batch::Lifetime::kept, false, {}, {});
  return Next::refuse;
}

void Connection::give(const PageView& page, Batch::Lifetime lifetime, bool head_only, std::string_view accept_encoding,
                      std::string_view if_none_match) {
  if (loop_.stopping()) keep_alive_ = false;
  const auto after = !keep_alive_ ? Loop::After::close : http_1_0_ ? Loop::After::keep_1_0 : Loop::After::keep;
  const auto variant = page.choose(accept_encoding);
  const bool unchanged = !if_none_match.empty() && !variant.etag.empty() && etag_matches(if_none_match, variant.etag);
  const auto part = unchanged ? Batch::Part::not_modified : head_only ? Batch::Part::head : Batch::Part::full;
  batch_.add(page, variant, part, loop_.tail(after), lifetime);
  answered_.push_back({page.route(), unchanged ? 304 : page.status()});
}

void Connection::count_answers() {
  rendered_.clear();
  if (answered_.empty()) return;
  now_ = Loop::Clock::now();
  for (const auto& [route, status] : answered_) loop_.counters().count(route, status, now_ - started_);
  answered_.clear();
}

/// Sets the deadline for the next bytes: a request has to be whole in its time, however slowly it drips.
void Connection::await_bytes() {
  const auto& settings = loop_.shared().settings;
  idle_ = reader_.idle() && !has_request_;
  if (!idle_ && !request_deadline_) request_deadline_ = now_ + settings.request_timeout;
  deadline_ = idle_ ? now_ + settings.idle_timeout : *request_deadline_;
}

template <class Handler>
void Connection::ask_worker(Handler handler) {
  const auto done = [this, handler, executor = loop_.executor()](PagePtr page) {
    boost::asio::post(executor, [this, handler, page = std::move(page)]() mutable {
      if (page->caching() != Caching::none) loop_.counters().count_miss();
      rendered_.push_back(std::move(page));
      handler({});
    });
  };
  loop_.shared().dispatcher.answer(std::move(request_), raw_query_, done);
}

void Connection::end_if_late(Loop::Clock::time_point now) {
  if (now < deadline_) return;
  deadline_ = no_deadline;
  timed_out_ = true;
  boost::system::error_code error;
  socket_.cancel(error);
}

void Connection::end_if_idle() {
  boost::system::error_code error;
  if (idle_) socket_.cancel(error);
}

void Connection::abort() {
  boost::system::error_code error;
  socket_.close(error);
}

}  // namespace smartmove::web
#endif
