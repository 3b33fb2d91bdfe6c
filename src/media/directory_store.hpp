#pragma once

#include <filesystem>

#include "media/media_store.hpp"

namespace smartmove::media {

/// Files under a folder, which is made with the first of them.
class DirectoryStore : public MediaStore {
 public:
  explicit DirectoryStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  base::Result<> put(const std::string& name, std::string_view bytes, std::string_view content_type) override;
  base::Result<std::optional<std::string>> get(const std::string& name) override;
  base::Result<bool> contains(const std::string& name) override;
  std::string description() const override { return folder_.string(); }

 private:
  std::filesystem::path folder_;
};

}  // namespace smartmove::media
