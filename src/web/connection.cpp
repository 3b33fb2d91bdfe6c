#include "web/connection.hpp"
#ifdef __cpp_impl_coroutine

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <exception>
#include <utility>

#include "base/log.hpp"
#include "web/negotiation.hpp"
#include "web/target.hpp"

namespace smartmove::web {
namespace {

constexpr std::size_t max_pieces = 256;  // a client that pipelines without end still gets answers in between
constexpr std::chrono::seconds linger{2};
constexpr auto no_deadline = Loop::Clock::time_point::max();

/// Kept errors are whole pages: who wants JSON or a fragment gets one made.
bool wants_own_error(const RequestHead& head) {
  Request request;
  for (const auto& [name, value] : head.fields) request.headers.emplace_back(lower_case(name), value);
  return request.wants_json() || request.wants_fragment();
}

bool reads(Method method) { return method == Method::get || method == Method::head; }

}  // namespace

void Connection::start(Loop& loop, Loop::Socket socket, Peer peer) {
  auto* connection = new Connection(loop, std::move(socket), std::move(peer));  // NOLINT: serve() ends it
  connection->serve();
}

Connection::Connection(Loop& loop, Loop::Socket socket, Peer peer)
    : loop_(loop),
      socket_(std::move(socket)),
      peer_(std::move(peer)),
      reader_(loop.limits().request()),
      awaits_proxy_(peer_.is_trusted && loop.limits().proxy_protocol == ProxyProtocol::v2),
      now_(Loop::Clock::now()),
      limits_version_(loop.limits_version()) {
  loop_.enter(*this);
}

Connection::~Connection() {
  peer_.seat = {};  // before anybody can see that it has gone
  loop_.leave(*this);
}

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
        deadline_ = Loop::Clock::now() + loop_.limits().request_timeout;
        if ((co_await writable).error) co_return;
      }
      loop_.pages().release();
      count_answers();
      if (next == Next::close && !loop_.stopping()) co_return;
      if (next == Next::close || next == Next::refuse) break;
      if (next == Next::wait_for_worker) {
        deadline_ = no_deadline;
        co_await worker;
        if (peer_.is_trusted) peer_.seat = {};  // who asks next may be another visitor
        give(rendered_.back()->view(), Batch::Lifetime::kept, wish_.head_only, wish_.accept_encoding,
             wish_.if_none_match);
      } else if (next == Next::receive) {
        await_bytes();
        const auto received = co_await receive;
        idle_ = false;
        if (received.error && !(timed_out_ && request_deadline_)) co_return;
        now_ = started_ = Loop::Clock::now();
        reader_.received(received.bytes);
        request_bytes_ += received.bytes;
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
    const auto next = awaits_proxy_ ? take_proxy_header() : timed_out_ ? refuse(Refusal::late) : take_request();
    if (next != Next::take_more) return next;
  }
  return keep_alive_ ? Next::take_more : Next::close;
}

Connection::Next Connection::take_request() {
  switch (reader_.step()) {
    case RequestReader::Step::need_more: return Next::receive;
    case RequestReader::Step::refused: return refuse(reader_.refusal());
    case RequestReader::Step::complete: return take_complete();
    case RequestReader::Step::head: break;
  }
  if (const auto refusal = copy_request()) return refuse(*refusal);
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
    if (const auto refusal = copy_request()) return refuse(*refusal);
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
    note(head.target, AccessEntry::Cache::none);
    give(loop_.shared().dispatcher.alive().view(), Batch::Lifetime::kept, head_only, {}, {});
    return true;
  }
  const auto raw = split_target(head.target, head.host);
  if (!raw || !is_valid_query(raw->query)) return false;
  std::optional<PageView> page;
  if (raw->path.find('%') == std::string_view::npos) {
    page = loop_.pages().find(raw->path, raw->query);  // what is not decoded is right if it is there
  } else if (const auto path = decode_path(raw->path)) {
    page = loop_.pages().find(*path, raw->query);
  }
  if (!page || (page->status() >= 400 && wants_own_error(head))) return false;
  loop_.counters().count_hit();
  note(raw->path, AccessEntry::Cache::hit);
  give(*page, Batch::Lifetime::turn, head_only, head.accept_encoding, head.if_none_match);
  return true;
}

void Connection::note(std::string_view path, AccessEntry::Cache cache) {
  if (loop_.log() == nullptr) return;
  noted_.method = reader_.head().method;
  noted_.path = path;
  noted_.cache = cache;
}

void Connection::give(const PageView& page, Batch::Lifetime lifetime, bool head_only, std::string_view accept_encoding,
                      std::string_view if_none_match) {
  if (loop_.stopping() && !reader_.has_more()) keep_alive_ = false;  // what has come already is answered
  const auto after = !keep_alive_ ? Loop::After::close : http_1_0_ ? Loop::After::keep_1_0 : Loop::After::keep;
  const auto variant = page.choose(accept_encoding);
  const bool unchanged = !if_none_match.empty() && !variant.etag.empty() && etag_matches(if_none_match, variant.etag);
  const auto part = unchanged ? Batch::Part::not_modified : head_only ? Batch::Part::head : Batch::Part::full;
  batch_.add(page, variant, part, loop_.tail(after), lifetime);
  answered_.push_back({page.route(), unchanged ? 304 : page.status()});
  if (loop_.log() == nullptr) return;
  noted_.route = page.route();
  noted_.status = answered_.back().status;
  noted_.bytes = part == Batch::Part::full ? variant.body.size() : 0;
  if (noted_.cache == AccessEntry::Cache::none && page.caching() != Caching::none) {
    noted_.cache = AccessEntry::Cache::miss;
  }
  entries_.push_back(std::exchange(noted_, {}));
}

void Connection::count_answers() {
  rendered_.clear();
  if (answered_.empty()) return;
  now_ = Loop::Clock::now();
  for (const auto& [route, status] : answered_) loop_.counters().count(route, status, now_ - started_);
  answered_.clear();
  if (auto* log = loop_.log(); log != nullptr) {
    for (auto& entry : entries_) {
      entry.took = now_ - started_;
      log->push(std::move(entry));
    }
  }
  entries_.clear();
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

}  // namespace smartmove::web
#endif
