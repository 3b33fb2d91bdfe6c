#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "base/result.hpp"
#include "web/router.hpp"

namespace smartmove::web {

/// The built front end: hashed names, immutable caching, gzip and brotli made at build. Immutable (but for --dev),
/// thread-safe.
class Assets {
 public:
  /// Reads `manifest.json`: `{"site.css": "site.3f9a0c1b.css", …}`.
  /// Refuses, listing every problem: no manifest, a file that it names and is not there, an extension without a type.
  static base::Result<Assets> load(std::span<const base::embedded::File> files);
  /// `--dev`: reads the manifest and the files in `built_dir` at every use.
  static base::Result<Assets> watch(std::filesystem::path built_dir);
  std::string url(std::string_view name) const;  ///< `/assets/site.3f9a0c1b.css`; unknown name: std::out_of_range
  std::vector<Route> routes() const;             ///< GET /assets/{name}

 private:
  class Source;
  class Embedded;
  class Folder;
  explicit Assets(std::shared_ptr<const Source> source) : source_(std::move(source)) {}
  std::shared_ptr<const Source> source_;
};

}  // namespace smartmove::web
