#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "web/page.hpp"

namespace smartmove::web {

/// Finished pages in a memory-mapped file (LMDB): readers never wait and read from the map itself; the file outlives
/// the process. Bounded on disk, least recently used out; answers by query string may take a quarter of the room and
/// errors a 64th. All of it can be made anew: it may be deleted while nobody has it open, and one that is damaged, from
/// another version or from before a power cut is emptied when it is opened.
/// Changing functions must come one at a time; Readers may read meanwhile.
class PageStore : public std::enable_shared_from_this<PageStore> {
 public:
  struct Settings {
    std::filesystem::path folder{};  ///< made if missing; for this alone, and for one process at a time
    std::size_t max_bytes = 0;       ///< on disk
    std::string inputs{};            ///< what pages are made of but content: the program, addresses. Another: emptied
    unsigned readers = 64;           ///< at most
  };
  /// unavailable: another process has the folder open, or it cannot be written.
  static base::Result<std::shared_ptr<PageStore>> open(const Settings& settings);
  /// One that nobody else sees and that ends with the process, in the system's folder for temporary files.
  static base::Result<std::shared_ptr<PageStore>> open_private(std::size_t max_bytes, unsigned readers);
  ~PageStore();  ///< leaves word that the file is whole
  PageStore(const PageStore&) = delete;
  PageStore& operator=(const PageStore&) = delete;

  /// One thread's view.
  class Reader {
   public:
    explicit Reader(std::shared_ptr<PageStore> store);
    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;
    /// The page kept under `key`, fresh and whole. What it points at stays until release().
    std::optional<PageView> find(std::string_view key);
    /// To be called before waiting for anything: from then on find() sees what was changed meanwhile.
    void release();

   private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
  };

  /// Keeps a page instead of the one under that key, if any. Makes room where there is none.
  base::Result<> put(std::string_view key, const Page& page);
  /// A copy of the page; one that is damaged or no longer fresh is removed.
  base::Result<PagePtr> find(std::string_view key);
  /// Drops every page that has one of `tags`, and those without tags and errors always; `*`: all. Whatever renews its
  /// view after this has returned does not see them.
  base::Result<> drop(const std::vector<std::string>& tags);

  /// A word that is kept with the pages: up to where changes have been dropped.
  base::Result<std::string> position();
  base::Result<> set_position(std::string_view position);

  /// For a process that is about to be replaced: leaves word that the file is whole, and lets another process open the
  /// folder. Readers read on; nothing may be changed through this one any more.
  base::Result<> let_go();

  /// Not to be used again: whatever happens, the next open() begins with an empty one.
  void condemn();

  struct Usage {
    std::size_t entries = 0;
    std::size_t bytes = 0;
    std::size_t max_bytes = 0;
  };
  Usage usage() const;

 private:
  struct Parts;
  explicit PageStore(std::unique_ptr<Parts> parts);
  static base::Result<std::shared_ptr<PageStore>> open_once(const Settings& settings, bool emptied);

  std::unique_ptr<Parts> parts_;
};

}  // namespace smartmove::web
