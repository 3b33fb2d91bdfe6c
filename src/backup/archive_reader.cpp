#include "backup/archive_reader.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <new>
#include <sys/stat.h>
#include <unistd.h>

#include "backup/sha256.hpp"

namespace smartmove::backup {
namespace {

constexpr std::size_t block_bytes = 65536;
constexpr std::size_t largest_whole = std::size_t{1} << 30;  // a part of a table that PostgreSQL could hold

}  // namespace

void ArchiveReader::Free::operator()(archive* reader) const { archive_read_free(reader); }

ArchiveReader::File::~File() { ::close(descriptor); }
ArchiveReader::~ArchiveReader() = default;

base::Result<ArchiveReader> ArchiveReader::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  const int code = errno;
  struct stat status {};
  if (file < 0 || ::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
    if (file >= 0) ::close(file);
    return base::fail(base::ErrorKind::not_found,
                      fmt::format("{} cannot be read ({}). Name a file that \"smartmove backup\" made.", path,
                                  file < 0 ? std::strerror(code) : "it is not a file"));
  }
  ArchiveReader self(file);
  TRY(self.rewind());
  return self;
}

base::Result<> ArchiveReader::rewind() {
  seen_.clear();
  reader_.reset(archive_read_new());
  if (!reader_) throw std::bad_alloc();
  if (::lseek(file_->descriptor, 0, SEEK_SET) != 0 || archive_read_support_filter_zstd(reader_.get()) != ARCHIVE_OK ||
      archive_read_support_format_tar(reader_.get()) != ARCHIVE_OK ||
      archive_read_open_fd(reader_.get(), file_->descriptor, block_bytes) != ARCHIVE_OK) {
    return not_a_backup(archive_error_string(reader_.get()) ? archive_error_string(reader_.get()) : "");
  }
  return {};
}

base::Failure ArchiveReader::damaged(std::string cause) {
  return base::fail(base::ErrorKind::invalid, "It is damaged or was cut short: use another backup.", std::move(cause));
}

base::Failure ArchiveReader::not_a_backup(std::string cause) {
  return base::fail(
      base::ErrorKind::invalid,
      "It is no backup of Smart Move, or its beginning is damaged: name a file that \"smartmove backup\" made.",
      std::move(cause));
}

base::Failure ArchiveReader::failed() const {
  const char* reason = archive_error_string(reader_.get());
  return seen_.empty() ? not_a_backup(reason == nullptr ? "" : reason) : damaged(reason == nullptr ? "" : reason);
}

base::Result<std::optional<std::string>> ArchiveReader::next() {
  archive_entry* entry = nullptr;
  const int code = archive_read_next_header(reader_.get(), &entry);
  if (code == ARCHIVE_EOF) return std::optional<std::string>();
  if (code != ARCHIVE_OK) return failed();
  const char* name = archive_entry_pathname(entry);
  if (name == nullptr || archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr) {
    return not_a_backup("a member that is not a file");
  }
  name_ = name;
  if (!seen_.insert(name_).second) return not_a_backup("a member that comes twice");
  return std::optional<std::string>(name_);
}

base::Result<Member> ArchiveReader::read(const std::function<base::Result<>(std::string_view)>& take) {
  Member member{name_, 0, {}};
  Sha256 hash;
  std::array<char, block_bytes> buffer{};
  for (la_ssize_t count = 1; count > 0;) {
    count = archive_read_data(reader_.get(), buffer.data(), buffer.size());
    if (count < 0) return failed();
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
    member.bytes += count;
    hash.add(bytes);
    TRY(take(bytes));
  }
  member.sha256 = hash.finish();
  return member;
}

base::Result<std::pair<Member, std::string>> ArchiveReader::read_whole() {
  std::string text;
  auto member = TRY(read([&](std::string_view bytes) -> base::Result<> {
    if (text.size() + bytes.size() > largest_whole) return not_a_backup("a member larger than any");
    text.append(bytes);
    return {};
  }));
  return std::pair(std::move(member), std::move(text));
}

}  // namespace smartmove::backup
