#include "backup/archive_writer.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <fcntl.h>
#include <fmt/format.h>
#include <new>
#include <sys/stat.h>
#include <unistd.h>

#include "backup/sha256.hpp"

namespace smartmove::backup {
namespace {

/// Closes a descriptor at the end of the block.
struct Descriptor {
  int file;
  ~Descriptor() {
    if (file >= 0) ::close(file);
  }
};

base::Failure changed(const std::filesystem::path& path) {
  return base::fail(base::ErrorKind::unavailable,
                    fmt::format("{} changed or went away while the backup was made: make it again.", path.string()));
}

}  // namespace

void ArchiveWriter::Free::operator()(archive* writer) const { archive_write_free(writer); }

base::Result<ArchiveWriter> ArchiveWriter::open(const OutputFile& file, base::Instant at) {
  std::unique_ptr<archive, Free> writer(archive_write_new());
  if (!writer) throw std::bad_alloc();
  ArchiveWriter self(file, at, std::move(writer));
  auto* raw = self.writer_.get();
  if (archive_write_set_format_pax_restricted(raw) != ARCHIVE_OK || archive_write_add_filter_zstd(raw) != ARCHIVE_OK ||
      archive_write_set_bytes_in_last_block(raw, 1) != ARCHIVE_OK ||
      archive_write_open_fd(raw, file.descriptor()) != ARCHIVE_OK) {
    return self.failed();
  }
  return self;
}

base::Failure ArchiveWriter::failed() const { return file_->cannot_write(archive_errno(writer_.get())); }

base::Result<> ArchiveWriter::begin_member(std::string_view name, std::uint64_t bytes) {
  const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), archive_entry_free);
  if (!entry) throw std::bad_alloc();
  archive_entry_set_pathname(entry.get(), std::string(name).c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0600);
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes));
  archive_entry_set_mtime(entry.get(), std::chrono::floor<std::chrono::seconds>(at_).time_since_epoch().count(), 0);
  if (archive_write_header(writer_.get(), entry.get()) != ARCHIVE_OK) return failed();
  return {};
}

base::Result<> ArchiveWriter::write(std::string_view bytes) {
  if (bytes.empty()) return {};
  if (archive_write_data(writer_.get(), bytes.data(), bytes.size()) != static_cast<la_ssize_t>(bytes.size())) {
    return failed();
  }
  return {};
}

base::Result<> ArchiveWriter::add(std::string_view name, std::string_view bytes) {
  TRY(begin_member(name, bytes.size()));
  TRY(write(bytes));
  Sha256 hash;
  hash.add(bytes);
  members_.push_back({std::string(name), static_cast<std::int64_t>(bytes.size()), hash.finish()});
  return {};
}

base::Result<> ArchiveWriter::add_file(std::string_view name, const std::filesystem::path& path) {
  const Descriptor source{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
  struct stat status {};
  if (source.file < 0 || ::fstat(source.file, &status) != 0) return changed(path);
  TRY(begin_member(name, static_cast<std::uint64_t>(status.st_size)));
  Sha256 hash;
  std::int64_t copied = 0;
  std::array<char, 65536> buffer{};
  for (ssize_t count = 1; count > 0;) {
    count = ::read(source.file, buffer.data(), buffer.size());
    if (count < 0) return changed(path);
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
    copied += count;
    if (copied > status.st_size) return changed(path);
    hash.add(bytes);
    TRY(write(bytes));
  }
  if (copied != status.st_size) return changed(path);
  members_.push_back({std::string(name), copied, hash.finish()});
  return {};
}

base::Result<> ArchiveWriter::finish() {
  if (archive_write_close(writer_.get()) != ARCHIVE_OK) return failed();
  return {};
}

}  // namespace smartmove::backup
