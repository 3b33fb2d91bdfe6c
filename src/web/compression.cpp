#include "web/compression.hpp"

#include <array>
#include <brotli/encode.h>
#include <fmt/format.h>
#include <sodium/crypto_generichash.h>
#include <stdexcept>
#include <zlib.h>

namespace smartmove::web {

bool is_compressible(std::string_view content_type, std::size_t bytes) {
  const auto type = content_type.substr(0, content_type.find(';'));
  return bytes > 1024 && (type.starts_with("text/") || type.ends_with("+xml") || type.ends_with("+json") ||
                          type == "application/json" || type == "application/xml" || type == "application/javascript");
}

std::string gzip(std::string_view body) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  if (deflateInit2(&stream, 6, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot start to compress.");
  }
  std::string out(deflateBound(&stream, body.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));  // NOLINT: zlib does not write to it
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int done = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (done != Z_STREAM_END) throw std::runtime_error("zlib cannot compress.");
  return out;
}

std::string brotli(std::string_view body) {
  constexpr int quality = 5;
  std::size_t size = BrotliEncoderMaxCompressedSize(body.size());
  std::string out(size, '\0');
  const auto done = BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, body.size(),
                                          reinterpret_cast<const std::uint8_t*>(body.data()), &size,
                                          reinterpret_cast<std::uint8_t*>(out.data()));
  if (done != BROTLI_TRUE) throw std::runtime_error("brotli cannot compress.");
  out.resize(size);
  return out;
}

std::string hash_of(std::string_view body) {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(body.data()), body.size(),
                     nullptr, 0);
  std::string text;
  for (std::size_t i = 0; i < 8; ++i) text += fmt::format("{:02x}", hash[i]);
  return text;
}

}  // namespace smartmove::web
