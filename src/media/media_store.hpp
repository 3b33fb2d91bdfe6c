#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace smartmove::media {

/// Where the bytes of pictures are kept, by name. What a name stands for never changes, so putting it again is harmless
/// and nobody has to lock. Thread-safe. Names are ours: lower-case letters, digits, `.`, `-`, and `/` between folders.
class MediaStore {
 public:
  virtual ~MediaStore() = default;
  /// Kept whole or not at all, also when the machine stops in the middle.
  virtual base::Result<> put(const std::string& name, std::string_view bytes, std::string_view content_type) = 0;
  virtual base::Result<std::optional<std::string>> get(const std::string& name) = 0;
  virtual base::Result<bool> contains(const std::string& name) = 0;
  virtual std::string description() const = 0;  ///< for people: where it is; no secret
};

std::string original_name(std::string_view sha256);                            ///< `ab/cdef…`
std::string rendition_name(std::string_view sha256, std::string_view recipe);  ///< `renditions/ab/cdef…/wide-640…`

/// The original, if the bytes kept are still those of its name: internal where they are not.
base::Result<std::optional<std::string>> get_original(MediaStore& store, const std::string& sha256);

}  // namespace smartmove::media
