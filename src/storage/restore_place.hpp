#pragma once

#include <filesystem>

#include "base/result.hpp"

/// How a restore comes into a data directory whole or not at all, though it is more than one file. It is put together
/// in a folder inside the directory. When it is complete that folder is renamed, and from then on it counts: its files
/// are moved to their places, now or, if the process is killed in between, when the directory is next opened for
/// writing.
namespace smartmove::storage {

/// A new, empty folder in the data directory to put the restore together in; what an earlier one left there goes.
base::Result<std::filesystem::path> begin_restore(const std::filesystem::path& data);

/// Makes what begin_restore()'s folder holds the data directory's own, instead of what has the same names there; with a
/// `smartmove.db` in it, what belongs to the old one goes as well. All of it is on disk when this returns.
base::Result<> complete_restore(const std::filesystem::path& data);

/// Whether a complete restore waits to be moved in.
bool restore_waits(const std::filesystem::path& data);
/// Moves it in, if there is one.
base::Result<> move_restore_in(const std::filesystem::path& data);

/// Whether the data directory, which may be missing, has nothing that a restore would take the place of.
bool is_free_for_restore(const std::filesystem::path& data);

}  // namespace smartmove::storage
