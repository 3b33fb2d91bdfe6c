#include "storage/restore_place.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <vector>

#include "base/log.hpp"

namespace smartmove::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view being_made = "restore.partial";
constexpr std::string_view complete = "restore.complete";

// What the database that goes leaves behind: a write-ahead log that does not belong to the one that comes, and what is
// made anew from it.
constexpr std::array<std::string_view, 5> left_behind{"smartmove.db-wal", "smartmove.db-shm", "smartmove.db-journal",
                                                      "search", "pages"};
// Neither content nor a reason to refuse.
constexpr std::array<std::string_view, 4> indifferent{"smartmove.lock", "lost+found", being_made, complete};

base::Failure cannot(const fs::path& data, const std::string& reason) {
  return base::fail(base::ErrorKind::unavailable,
                    fmt::format("The restore into {} could not be written ({}): check its owner and that its disk is "
                                "writable and has room.",
                                data.string(), reason));
}

base::Result<> make_durable(const fs::path& data, const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot(data, std::strerror(errno));
  const int code = ::fsync(file) == 0 ? 0 : errno;
  ::close(file);
  if (code != 0) return cannot(data, std::strerror(code));
  return {};
}

base::Result<> make_all_durable(const fs::path& data, const fs::path& folder) {
  std::error_code error;
  for (fs::recursive_directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
    TRY(make_durable(data, each->path()));
  }
  if (error) return cannot(data, error.message());
  return make_durable(data, folder);
}

base::Result<std::vector<std::string>> names_in(const fs::path& data, const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator each(folder, error), end; !error && each != end; each.increment(error)) {
    names.push_back(each->path().filename().string());
  }
  if (error) return cannot(data, error.message());
  std::ranges::sort(names);
  return names;
}

}  // namespace

base::Result<fs::path> begin_restore(const fs::path& data) {
  const auto folder = data / being_made;
  std::error_code error;
  fs::remove_all(folder, error);
  if (!error) fs::create_directory(folder, error);
  if (error) return cannot(data, error.message());
  return folder;
}

base::Result<> complete_restore(const fs::path& data) {
  TRY(make_all_durable(data, data / being_made));
  std::error_code error;
  fs::rename(data / being_made, data / complete, error);
  if (error) return cannot(data, error.message());
  TRY(make_durable(data, data));
  return move_restore_in(data);
}

bool restore_waits(const fs::path& data) {
  std::error_code error;
  return fs::is_directory(data / complete, error);
}

base::Result<> move_restore_in(const fs::path& data) {
  if (!restore_waits(data)) return {};
  // The database last: as long as it is in the folder, the one outside is the old one. What was moved by a process that
  // was killed afterwards is no longer in the folder and stays where it is.
  auto names = TRY(names_in(data, data / complete));
  const auto database =
      std::stable_partition(names.begin(), names.end(), [](const auto& name) { return name != "smartmove.db"; });
  std::error_code error;
  for (const auto name : left_behind) {
    if (database != names.end() && !error) fs::remove_all(data / name, error);
  }
  for (const auto& name : names) {
    if (!error) fs::remove_all(data / name, error);
    if (!error) fs::rename(data / complete / name, data / name, error);
  }
  if (error) return cannot(data, error.message());
  TRY(make_durable(data, data));
  fs::remove_all(data / complete, error);
  if (error) return cannot(data, error.message());
  base::log(spdlog::level::info, "restore_moved_in", {{"data", data.string()}});
  return {};
}

bool is_free_for_restore(const fs::path& data) {
  std::error_code error;
  for (fs::directory_iterator each(data, error), end; !error && each != end; each.increment(error)) {
    if (std::ranges::count(indifferent, each->path().filename().string()) == 0) return false;
  }
  return !error || error == std::errc::no_such_file_or_directory;
}

}  // namespace smartmove::storage
