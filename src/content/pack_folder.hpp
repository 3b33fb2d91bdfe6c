#pragma once

#include <boost/json.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace smartmove::content {

/// A content pack on disk, read only. Names are relative, with `/`; nothing outside the folder is ever read.
class PackFolder {
 public:
  static constexpr std::uintmax_t max_file_bytes = 64u << 20;

  /// Refuses what is not a folder holding pack.json, in one sentence.
  static base::Result<PackFolder> open(const std::filesystem::path& root);

  bool contains(std::string_view name) const;
  std::vector<std::string> folders(
      std::string_view name) const;                             ///< names of the folders in it, sorted; none if absent
  std::vector<std::string> files(std::string_view name) const;  ///< names of the files in it, sorted; none if absent
  base::Result<std::string> read_bytes(std::string_view name) const;  ///< invalid: absent, too large
  base::Result<std::string> read(std::string_view name) const;        ///< invalid: also what is not UTF-8
  base::Result<boost::json::value> read_json(std::string_view name) const;

 private:
  explicit PackFolder(std::filesystem::path root) : root_(std::move(root)) {}
  std::filesystem::path root_;
};

}  // namespace smartmove::content
