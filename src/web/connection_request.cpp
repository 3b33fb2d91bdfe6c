// What a connection takes of a request: who asks, what a worker gets, and why it is refused.
#include "web/connection.hpp"
#ifdef __cpp_impl_coroutine

#include <utility>

#include "web/negotiation.hpp"
#include "web/proxy_protocol.hpp"
#include "web/target.hpp"

namespace smartmove::web {
namespace {

/// What a proxy says of the visitor reaches handlers as Request::remote_address and is_https, or not at all.
bool is_forwarding(std::string_view name) {
  return name == "forwarded" || name == "x-real-ip" || name.starts_with("x-forwarded-");
}

}  // namespace

/// Who does not begin with the header that was agreed on gets no answer: it may not be HTTP that it speaks.
Connection::Next Connection::take_proxy_header() {
  const auto header = timed_out_ ? ProxyHeader{ProxyHeader::State::refused} : read_proxy_header(reader_.unread());
  if (header.state == ProxyHeader::State::need_more) return Next::receive;
  awaits_proxy_ = false;
  request_deadline_.reset();
  if (header.state == ProxyHeader::State::refused) {
    loop_.counters().count(Turned::proxy_protocol);
    return Next::close;
  }
  reader_.skip(header.bytes);
  if (!header.source) return Next::take_more;
  peer_.address = *header.source;
  peer_.is_trusted = loop_.limits().trusted_proxies.contains(peer_.address);
  if (peer_.is_trusted) return Next::take_more;
  auto seat = loop_.shared().seats.take(peer_.address, loop_.limits().max_connections_per_address);
  if (!seat) {
    loop_.counters().count(Turned::address_full);
    return refuse(Refusal::too_many);
  }
  peer_.seat = std::move(*seat);
  return Next::take_more;
}

/// The head as a Request of its own, or why it is not taken.
std::optional<Refusal> Connection::copy_request() {
  const auto& head = reader_.head();
  const auto raw = split_target(head.target, head.host);
  if (!raw) return Refusal::target;
  auto path = decode_path(raw->path);
  auto query = decode_query(raw->query);
  if (!path || !query) return Refusal::target;
  request_ = Request{};
  request_.method = head.method;
  request_.target = head.target;
  request_.path = std::move(*path);
  request_.query = std::move(*query);
  request_.headers.reserve(head.fields.size());
  for (const auto& [name, value] : head.fields) {
    if (auto key = lower_case(name); !is_forwarding(key)) request_.headers.emplace_back(std::move(key), value);
  }
  raw_query_ = raw->query;
  wish_ = {head.method == Method::head, std::string(head.accept_encoding), std::string(head.if_none_match)};
  note(raw->path, AccessEntry::Cache::none);
  return copy_client();
}

/// A proxy's connection carries many visitors' requests, so each takes its visitor's place while it is under way.
std::optional<Refusal> Connection::copy_client() {
  const auto& limits = loop_.limits();
  const auto client = client_of(peer_.address, limits.trusted_proxies, limits.forwarding, reader_.head().fields);
  request_.remote_address = client.address.to_string();
  request_.is_https = client.https;
  if (!peer_.is_trusted || client.address == peer_.address) return std::nullopt;
  auto seat = loop_.shared().seats.take(client.address, limits.max_connections_per_address);
  if (!seat) return Refusal::too_many;
  peer_.seat = std::move(*seat);
  return std::nullopt;
}

Connection::Next Connection::refuse(Refusal reason) {
  keep_alive_ = false;
  request_deadline_.reset();
  loop_.counters().count(reason);
  const auto& head = reader_.head();
  const auto target = has_request_ ? std::string_view(request_.target) : head.target;
  rendered_.push_back(loop_.shared().dispatcher.refusal(reason, target));
  const bool head_only = !target.empty() && head.method == Method::head;
  give(rendered_.back()->view(), Batch::Lifetime::kept, head_only, {}, {});
  return Next::refuse;
}

}  // namespace smartmove::web
#endif
