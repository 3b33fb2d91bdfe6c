#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "backup/archive_reader.hpp"
#include "backup/header.hpp"

namespace smartmove::backup {

/// What to do with what is in a backup; an Error ends the walk. Nothing is to be believed before walk() has returned.
struct Receiver {
  std::function<base::Result<>(const storage::Table&, std::span<const storage::Slot>)> row;
  /// Pieces of a file, in order, at least one; `path` as it lay in the media folder.
  std::function<base::Result<>(std::string_view path, std::string_view bytes)> media;
  std::function<base::Result<>(std::string_view text)> settings;
};

/// One that only looks.
Receiver looks_only();

/// The first member. invalid: it is no backup, or one that this version does not read.
base::Result<Header> read_header(ArchiveReader& reader);

/// Gives the receiver everything from the file's beginning on, and holds it against the manifest: a member that is
/// missing, added, changed or moved, and a number of rows that is not the manifest's, is an Error.
base::Result<Manifest> walk(ArchiveReader& reader, const Receiver& receiver);

}  // namespace smartmove::backup
