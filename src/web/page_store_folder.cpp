#include "web/page_store_folder.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace smartmove::web {
namespace {

base::Failure refuse(const std::filesystem::path& path, int error) {
  return base::fail(base::ErrorKind::unavailable,
                    fmt::format("The folder of finished pages {} cannot be used ({}): check its owner and that its "
                                "disk is writable and has room.",
                                path.string(), std::strerror(error)));
}

/// Another after every start of the system; empty where it cannot be known.
std::string boot() {
  std::string id;
  std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), id);
  return id;
}

constexpr std::string_view clean_word = "clean";
constexpr std::string_view in_use_word = "in-use";

}  // namespace

base::Result<PageStoreFolder> PageStoreFolder::open(std::filesystem::path path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return refuse(path, error.value());
  const auto file = path / "owner.lock";
  const int lock = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (lock < 0) return refuse(path, errno);
  PageStoreFolder folder(std::move(path), lock);
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    return base::fail(
        base::ErrorKind::unavailable,
        fmt::format("The folder of finished pages {} is in use by another process.", folder.path_.string()));
  }
  return folder;
}

PageStoreFolder::PageStoreFolder(PageStoreFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

PageStoreFolder::~PageStoreFolder() { let_go(); }

void PageStoreFolder::let_go() {
  if (lock_ >= 0) ::close(std::exchange(lock_, -1));
}

bool PageStoreFolder::is_trusted() const {
  std::ifstream state(path_ / "state");
  std::string last_boot;
  std::string word;
  if (!(state >> last_boot >> word) || !std::filesystem::exists(data_file())) return false;
  return word == clean_word || (word == in_use_word && !last_boot.empty() && last_boot == boot());
}

void PageStoreFolder::empty() const {
  std::error_code ignored;  // what is left is found to be unusable when it is opened
  std::filesystem::remove(path_ / "state", ignored);
  std::filesystem::remove(data_file(), ignored);
  std::filesystem::remove(path_ / "lock.mdb", ignored);
}

base::Result<> PageStoreFolder::mark_in_use() const { return write_state(false); }
base::Result<> PageStoreFolder::mark_clean() const { return write_state(true); }

base::Result<> PageStoreFolder::write_state(bool clean) const {
  const auto name = path_ / "state";
  const auto next = path_ / "state.next";
  const auto text = fmt::format("{} {}\n", boot(), clean ? clean_word : in_use_word);
  const int file = ::open(next.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0640);
  if (file < 0) return refuse(path_, errno);
  const bool written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  const int failure = errno;
  ::close(file);
  if (!written) return refuse(path_, failure);
  if (std::rename(next.c_str(), name.c_str()) != 0) return refuse(path_, errno);
  const int folder = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return refuse(path_, errno);
  const bool synced = ::fsync(folder) == 0;
  ::close(folder);
  if (!synced) return refuse(path_, errno);
  return {};
}

}  // namespace smartmove::web
