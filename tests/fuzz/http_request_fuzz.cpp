// links: web
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "web/negotiation.hpp"
#include "web/request_reader.hpp"
#include "web/target.hpp"

namespace {

using smartmove::web::RequestReader;
using Step = RequestReader::Step;

const smartmove::web::RequestLimits limits{600, 10, 300};

/// Gives the reader `bytes` in pieces whose sizes `splits` says, and writes down all that it makes of them.
std::string read(std::string_view bytes, std::string_view splits) {
  RequestReader reader(limits);
  std::string seen;
  bool in_body = false;
  std::size_t turn = 0;
  const auto note_head = [&] {
    const auto& head = reader.head();
    seen += std::string(to_string(head.method)) + " " + std::string(head.target) + "\n";
    for (const auto& [name, value] : head.fields) seen += std::string(name) + ":" + std::string(value) + "\n";
    if (const auto raw = smartmove::web::split_target(head.target)) {
      if (const auto path = smartmove::web::decode_path(raw->path)) seen += *path + "\n";
      if (smartmove::web::is_valid_query(raw->query) != smartmove::web::decode_query(raw->query).has_value())
        std::abort();
    }
    smartmove::web::choose_encoding(head.accept_encoding);
    smartmove::web::etag_matches(head.if_none_match, "\"a\"");
  };
  while (true) {
    switch (reader.step()) {
      case Step::refused: return seen;
      case Step::head:
        note_head();
        in_body = true;
        reader.take_head();
        break;
      case Step::complete:
        if (!in_body) note_head();
        in_body = false;
        seen += "[" + reader.body() + "]" + (reader.keep_alive() ? "k" : "c") + "\n";
        reader.next();
        break;
      case Step::need_more: {
        if (bytes.empty()) return seen;
        const auto space = reader.space();
        if (space.empty()) std::abort();
        std::size_t piece = bytes.size();
        if (!splits.empty()) piece = 1 + static_cast<unsigned char>(splits[turn++ % splits.size()]) % 64;
        piece = std::min({piece, bytes.size(), space.size()});
        std::memcpy(space.data(), bytes.data(), piece);
        bytes.remove_prefix(piece);
        reader.received(piece);
      }
    }
  }
}

}  // namespace

/// However the bytes come, the requests are the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 4) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  // Beast may refuse what is wrong at once or when more has come; what it has given by then must be the same.
  const auto whole = read(input.substr(4), {});
  const auto split = read(input.substr(4), input.substr(0, 4));
  if (whole != split) std::abort();
  return 0;
}
