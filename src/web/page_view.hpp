#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.hpp"
#include "web/negotiation.hpp"
#include "web/router.hpp"

namespace smartmove::web {

/// A complete, pre-serialised answer as it lies in one piece of memory, wherever that is: the page store's map or a
/// Page. Valid as long as that memory is. Cheap to make and to copy.
class PageView {
 public:
  /// A `head` ends behind its last header's line; the server adds Date and the empty line.
  struct Variant {
    std::string_view etag{};          ///< with quotes; empty: the answer has none
    std::string_view head{};          ///< of 200 and all others; never empty where the variant is there
    std::string_view not_modified{};  ///< of the 304 that stands for it; empty where there is no ETag
    std::string_view body{};
  };
  struct Text {
    std::uint32_t at = 0;
    std::uint32_t size = 0;
  };
  /// What a page begins with; the texts lie behind it. In the byte order of the machine: pages do not travel.
  struct Header {
    std::uint64_t checksum = 0;  ///< of everything behind `slot`, as checksum_of() computes it
    std::uint32_t slot = 0;      ///< the page store's
    std::uint32_t size = 0;      ///< of all, this included
    std::int64_t fresh_until = 0;
    std::uint32_t route = 0;
    std::uint16_t status = 0;
    std::uint8_t caching = 0;
    std::uint8_t reserved = 0;
    struct Parts {
      Text etag{}, head{}, not_modified{}, body{};
    };
    std::array<Parts, 3> variants{};  ///< by Encoding
  };

  /// The page in `bytes`, or nothing where they are no whole page.
  static std::optional<PageView> of(std::string_view bytes);
  /// As of(), of bytes that are known to be a page.
  explicit PageView(const char* page);

  int status() const { return header_.status; }
  std::size_t route() const { return header_.route; }  ///< for the counters
  Caching caching() const { return static_cast<Caching>(header_.caching); }
  std::optional<base::Instant> fresh_until() const;  ///< nothing: until dropped
  bool is_fresh() const;
  std::uint32_t slot() const { return header_.slot; }
  std::uint64_t checksum() const { return header_.checksum; }
  std::string_view bytes() const { return {page_, header_.size}; }
  bool is_sound() const;  ///< whether the checksum is right

  /// The variant of that encoding, or nothing; identity is always there.
  std::optional<Variant> variant(Encoding encoding) const;
  /// The variant for a client's Accept-Encoding.
  Variant choose(std::string_view accept_encoding) const;

 private:
  std::string_view text(Text text) const { return {page_ + text.at, text.size}; }
  bool is_whole(std::size_t size) const;

  const char* page_;
  Header header_;  ///< a copy: the bytes may lie anywhere
};

constexpr std::int64_t fresh_for_ever = INT64_MAX;

/// XXH3 of a page's bytes behind its slot.
std::uint64_t checksum_of(std::string_view page);

}  // namespace smartmove::web
