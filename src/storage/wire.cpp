#include "storage/wire.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/format.h>

#include "base/text.hpp"

namespace smartmove::storage {

base::Failure unexpected_value(std::string_view expected, std::string_view found) {
  return base::fail(base::ErrorKind::invalid,
                    fmt::format("A value cannot pass between the program and its database: found {}, expected {}.",
                                base::is_valid_utf8(found) ? base::truncate(found, 60) : "bytes", expected));
}

base::Result<> encode_text(std::string_view text, Slot& slot) {
  // PostgreSQL cuts or refuses these; SQLite would keep them, and a pack could then not move between the two.
  if (text.find('\0') != std::string_view::npos)
    return unexpected_value("text without a NUL character", "a NUL character");
  if (!base::is_valid_utf8(text)) return unexpected_value("text in UTF-8", "bytes that are not UTF-8");
  slot.text.assign(text);
  return {};
}

base::Result<boost::json::value> decode_json(const std::string& text) {
  boost::system::error_code error;
  auto value = boost::json::parse(text, error);
  if (error) return unexpected_value("JSON", text);
  return value;
}

std::string Codec<boost::json::value>::to_text(const boost::json::value& value) {
  return boost::json::serialize(value);
}

}  // namespace smartmove::storage
