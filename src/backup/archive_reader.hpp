#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "backup/header.hpp"

struct archive;

namespace smartmove::backup {

/// The members of a backup's archive, one after the other. Whatever it says, nothing is unpacked by it: it only gives
/// bytes. A file that is damaged, cut short or no backup: invalid, with a sentence of it.
class ArchiveReader {
 public:
  static base::Result<ArchiveReader> open(const std::string& path);
  ArchiveReader(ArchiveReader&&) = default;
  ~ArchiveReader();

  /// To the first member again, of the same file even if its name is another's by now.
  base::Result<> rewind();

  /// The next member's name and size; nothing at the end. Links, folders and a name that came before are refused.
  base::Result<std::optional<std::string>> next();

  /// Gives the bytes of the member in pieces, and tells what they were.
  base::Result<Member> read(const std::function<base::Result<>(std::string_view)>& take);
  /// The bytes of the member in one piece.
  base::Result<std::pair<Member, std::string>> read_whole();

  static base::Failure damaged(std::string cause);
  static base::Failure not_a_backup(std::string cause);

 private:
  struct Free {
    void operator()(archive* reader) const;
  };
  explicit ArchiveReader(int file) : file_(std::make_unique<File>(file)) {}
  base::Failure failed() const;

  struct File {
    explicit File(int in_descriptor) : descriptor(in_descriptor) {}
    ~File();
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int descriptor;
  };
  std::unique_ptr<File> file_;
  std::unique_ptr<archive, Free> reader_;
  std::set<std::string> seen_;
  std::string name_;
};

}  // namespace smartmove::backup
