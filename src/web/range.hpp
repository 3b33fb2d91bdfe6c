#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// Parts of an answer and answers that need not be sent again (RFC 9110, 13 and 14). Pure.
namespace smartmove::web {

/// Bytes `first` to `last`, both included.
struct ByteRange {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t size() const { return last - first + 1; }
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// What a GET's conditions ask for.
struct Selection {
  enum class Kind {
    whole,          ///< 200
    part,           ///< 206, `range`
    not_modified,   ///< 304
    unsatisfiable,  ///< 416
  };
  Kind kind = Kind::whole;
  ByteRange range{};
};

/// The conditional headers of a request, each empty where it is not there.
struct Conditions {
  std::string_view if_none_match{};
  std::string_view range{};
  std::string_view if_range{};
};

/// For a body of `size` bytes with this strong ETag (quotes included). A Range that is not of bytes, not well-formed,
/// of several parts, or whose If-Range does not hold, is as if it were not there.
Selection select(const Conditions& conditions, std::string_view etag, std::size_t size);

std::string content_range(const ByteRange& range, std::size_t size);  ///< `bytes 0-99/1000`
std::string unsatisfied_range(std::size_t size);                      ///< `bytes */1000`

}  // namespace smartmove::web
