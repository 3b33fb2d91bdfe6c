#include "web/compression.hpp"

#include <array>
#include <brotli/encode.h>
#include <fmt/format.h>
#include <libdeflate.h>
#include <memory>
#include <sodium/crypto_generichash.h>
#include <stdexcept>

namespace smartmove::web {

bool is_compressible(std::string_view content_type, std::size_t bytes) {
  const auto type = content_type.substr(0, content_type.find(';'));
  return bytes > 1024 && (type.starts_with("text/") || type.ends_with("+xml") || type.ends_with("+json") ||
                          type == "application/json" || type == "application/xml" || type == "application/javascript");
}

std::string gzip(std::string_view body) {
  constexpr int level = 6;  // of libdeflate: zlib's level 6 in half the time
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(level), libdeflate_free_compressor);
  if (!compressor) throw std::runtime_error("libdeflate cannot start to compress.");
  std::string out(libdeflate_gzip_compress_bound(compressor.get(), body.size()), '\0');
  const auto size = libdeflate_gzip_compress(compressor.get(), body.data(), body.size(), out.data(), out.size());
  if (size == 0) throw std::runtime_error("libdeflate cannot compress.");
  out.resize(size);
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
