#include "media/strip.hpp"

#include "media/byte_reader.hpp"

namespace smartmove::media {
namespace {

using std::string_view_literals::operator""sv;

// APP14 (Adobe) says how colours are coded; every other application segment, and COM, is about the picture.
bool is_needed(std::uint8_t marker) {
  if (marker >= 0xe0 && marker <= 0xef) return marker == 0xee;
  return marker != 0xfe;
}

/// The bytes of a scan: up to the marker that ends it, which is neither a stuffed 0xFF nor a restart. Any marker may
/// have more than one 0xFF before it.
std::string_view scan_data(std::string_view bytes) {
  std::size_t at = 0;
  while ((at = bytes.find('\xff', at)) != std::string_view::npos) {
    const auto code = bytes.find_first_not_of('\xff', at);
    if (code == std::string_view::npos) break;
    const auto next = static_cast<std::uint8_t>(bytes[code]);
    if (next != 0x00 && (next < 0xd0 || next > 0xd7)) return bytes.substr(0, at);
    at = code + 1;
  }
  return {};
}

constexpr std::size_t most_adobe_bytes = 14;  // marker's length field, "Adobe", version, flags, transform

}  // namespace

std::optional<std::string> strip_jpeg(std::string_view bytes) {
  ByteReader reader(bytes);
  std::string out(reader.take(2));
  if (out != "\xff\xd8"sv) return std::nullopt;
  while (reader.ok()) {
    if (reader.u8() != 0xff) return std::nullopt;
    std::uint8_t marker = 0xff;
    while (marker == 0xff && reader.ok()) marker = reader.u8();
    if (marker == 0x00) return std::nullopt;  // no marker, and outside a scan
    if (marker == 0xd9) return out.append("\xff\xd9"sv);
    if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
    const auto length = ByteReader(reader.rest()).big(2);
    if (length < 2) return std::nullopt;
    auto segment = reader.take(length);
    if (!is_needed(marker)) continue;
    if (marker == 0xee && (segment.size() != most_adobe_bytes || segment.substr(2, 5) != "Adobe"sv)) continue;
    out += '\xff';
    out += static_cast<char>(marker);
    out += segment;
    if (marker != 0xda) continue;
    const auto data = scan_data(reader.rest());
    if (data.empty()) return std::nullopt;
    out += data;
    reader.skip(data.size());
  }
  return std::nullopt;
}

std::optional<std::string> strip_png(std::string_view bytes) {
  ByteReader reader(bytes);
  std::string out(reader.take(8));
  while (reader.ok()) {
    const auto start = reader.rest();
    const auto length = reader.big(4);
    const auto kind = reader.take(4);
    reader.skip(length);
    reader.skip(4);  // the check sum
    if (!reader.ok()) return std::nullopt;
    const auto chunk = start.substr(0, std::size_t{12} + length);
    if (kind == "IHDR"sv || kind == "PLTE"sv || kind == "tRNS"sv || kind == "IDAT"sv) out += chunk;
    if (kind == "IEND"sv) return out.append(chunk);
  }
  return std::nullopt;
}

}  // namespace smartmove::media
