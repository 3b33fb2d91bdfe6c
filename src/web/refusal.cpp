#include "web/refusal.hpp"

#include <array>

namespace smartmove::web {
namespace {

struct Row {
  int status;
  std::string_view name;
  std::string_view sentence;
};

// In the order of the enum.
constexpr std::array<Row, refusal_count> rows{{
    {400, "malformed", "The request does not follow the rules of HTTP."},
    {400, "framing", "It is not certain where this request ends, so it was not read."},
    {400, "host", "The request does not name one host."},
    {400, "target", "This address is not written as an address may be."},
    {408, "late", "The request did not come in whole in time."},
    {413, "body_too_large", "The request's body is larger than this server takes."},
    {414, "target_too_long", "This address is longer than this server takes."},
    {417, "expectation", "The server does not do what the request expects of it."},
    {429, "too_many", "There are too many requests from your address at the same time. Please try again in a while."},
    {431, "head_too_large", "The request's headers are larger or more than this server takes."},
    {501, "method", "The server does not know this kind of request."},
    {505, "version", "The server speaks HTTP/1.1 and HTTP/1.0 alone."},
}};

constexpr std::array<std::string_view, turned_count> turned_names{"full", "address_full", "proxy_protocol"};

}  // namespace

int status_of(Refusal reason) { return rows[static_cast<std::size_t>(reason)].status; }
std::string_view name_of(Refusal reason) { return rows[static_cast<std::size_t>(reason)].name; }
std::string_view sentence_for(Refusal reason) { return rows[static_cast<std::size_t>(reason)].sentence; }
std::string_view name_of(Turned reason) { return turned_names[static_cast<std::size_t>(reason)]; }

}  // namespace smartmove::web
