#include "content/pack_folder.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>

#include "base/json_reader.hpp"
#include "base/text.hpp"

namespace smartmove::content {
namespace fs = std::filesystem;
namespace {

template <class Wanted>
std::vector<std::string> names_in(const fs::path& folder, Wanted wanted) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
    // A link may lead out of the pack: it is passed over, and then missing where it is named.
    if (!each->is_symlink() && wanted(*each)) names.push_back(each->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

// A relative name without `..`, none of whose folders is a link that may lead elsewhere.
bool leads_inside(const fs::path& root, std::string_view name) {
  const fs::path path(name);
  if (path.is_absolute() || name.find('\0') != std::string_view::npos) return false;
  auto here = root;
  for (const auto& part : path) {
    if (part == "..") return false;
    here /= part;
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(here, error))) return false;
  }
  return true;
}

base::Failure unreadable(std::string_view name, std::string found, std::string expected) {
  return base::fail({base::ErrorKind::invalid,
                     fmt::format("{} cannot be read.", name),
                     {},
                     {{std::string(name) + ":1", std::move(found), std::move(expected)}}});
}

}  // namespace

base::Result<PackFolder> PackFolder::open(const fs::path& root) {
  std::error_code error;
  if (!fs::is_directory(root, error)) {
    return base::fail(base::ErrorKind::not_found,
                      fmt::format("{} is not a folder. Name the folder of a content pack.", root.string()));
  }
  if (!fs::is_regular_file(root / "pack.json", error)) {
    return base::fail(base::ErrorKind::not_found,
                      fmt::format("{} holds no pack.json. Name the folder of a content pack.", root.string()));
  }
  return PackFolder(root);
}

bool PackFolder::contains(std::string_view name) const {
  std::error_code error;
  return leads_inside(root_, name) && fs::is_regular_file(fs::symlink_status(root_ / name, error));
}

std::vector<std::string> PackFolder::folders(std::string_view name) const {
  if (!leads_inside(root_, name)) return {};
  return names_in(root_ / name, [](const auto& entry) { return entry.is_directory(); });
}

std::vector<std::string> PackFolder::files(std::string_view name) const {
  if (!leads_inside(root_, name)) return {};
  return names_in(root_ / name, [](const auto& entry) { return entry.is_regular_file(); });
}

base::Result<std::string> PackFolder::read_bytes(std::string_view name) const {
  if (!contains(name)) return unreadable(name, "no such file in the pack", "a file");
  std::error_code error;
  if (const auto size = fs::file_size(root_ / name, error); !error && size > max_file_bytes) {
    return unreadable(name, fmt::format("{} bytes", size), fmt::format("at most {}", max_file_bytes));
  }
  std::ifstream stream(root_ / name, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (!stream.good() && !stream.eof()) return unreadable(name, "an error from the disk", "a file that can be read");
  return bytes;
}

base::Result<std::string> PackFolder::read(std::string_view name) const {
  auto text = TRY(read_bytes(name));
  if (!base::is_valid_utf8(text) || text.find('\0') != std::string::npos) {
    return unreadable(name, "bytes that are not text", "UTF-8 without NUL");
  }
  return text;
}

base::Result<boost::json::value> PackFolder::read_json(std::string_view name) const {
  return base::parse_json(TRY(read(name)), name);
}

}  // namespace smartmove::content
