#include "web/page_store.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <utility>

#include "base/log.hpp"
#include "web/page_store_parts.hpp"

namespace smartmove::web {
namespace {

using Kind = PageIndex::Kind;

constexpr std::string_view format = "1";

Kind kind_of(const Page& page) {
  return page.status() >= 400 ? Kind::error : page.caching() == Caching::query ? Kind::query : Kind::page;
}

base::Failure broken(const lmdb::Error& error) {
  return base::fail(base::ErrorKind::unavailable, "The finished pages could not be stored.", error.what());
}

}  // namespace

PageStore::PageStore(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

PageStore::~PageStore() {
  if (parts_->condemned) return;
  if (const auto marked = parts_->mark_whole(); !marked) {
    base::log(spdlog::level::warn, "page_store_not_marked",
              {{"message", marked.error().message}, {"cause", marked.error().cause}});
  }
}

base::Result<std::shared_ptr<PageStore>> PageStore::open(const Settings& settings) {
  auto opened = open_once(settings, false);
  return opened || opened.error().kind != base::ErrorKind::invalid ? std::move(opened) : open_once(settings, true);
}

/// invalid: the file is of no use; open it emptied.
base::Result<std::shared_ptr<PageStore>> PageStore::open_once(const Settings& settings, bool emptied) {
  auto folder = TRY(PageStoreFolder::open(settings.folder));
  if (emptied || !folder.is_trusted()) folder.empty();
  TRY(folder.mark_in_use());
  const auto useless = [&](const char* why) {
    base::log(spdlog::level::info, "page_store_emptied", {{"folder", settings.folder.string()}, {"why", why}});
    return base::fail(base::ErrorKind::invalid, "The file of finished pages is of no use.", why);
  };
  try {
    auto parts = std::make_unique<Parts>(std::move(folder), settings);
    parts->condemned = true;  // until it is known to be of use
    if (parts->is_larger_than_allowed()) return useless("larger than allowed");
    lmdb::Write write(parts->environment);
    const auto inputs = fmt::format("{} {}", format, settings.inputs);
    const auto before = parts->index->word(write.get(), "inputs");
    if (!before.empty() && before != inputs) return useless("made by another program or for another address");
    parts->index->set_word(write, "inputs", inputs);
    write.commit();
    parts->load();
    parts->condemned = false;
    return std::shared_ptr<PageStore>(new PageStore(std::move(parts)));
  } catch (const lmdb::Error& error) {
    if (emptied) return broken(error);
    return useless(error.what());
  }
}

base::Result<std::shared_ptr<PageStore>> PageStore::open_private(std::size_t max_bytes, unsigned readers) {
  auto name = (std::filesystem::temp_directory_path() / "smartmove-pages-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    return base::fail(base::ErrorKind::unavailable, "There is no place for finished pages.", name);
  }
  auto opened = open({name, max_bytes, {}, readers});
  std::error_code ignored;  // the files live on as long as they are open
  std::filesystem::remove_all(name, ignored);
  if (opened) (*opened)->parts_->condemned = true;
  return opened;
}

base::Result<> PageStore::put(std::string_view key, const Page& page) {
  const auto kind = kind_of(page);
  auto& shelf = parts_->shelf(kind);
  const auto cost = PageIndex::cost(key.size(), page.bytes().size(), page.tags().size() + 1);
  if (cost > shelf.max_bytes / 8) return {};  // it would push too many others out
  try {
    if (shelf.bytes + cost > shelf.max_bytes) parts_->make_room(kind, cost, 7);
    parts_->put(key, page, kind);
    return {};
  } catch (const lmdb::Error& error) {
    if (error.code() != MDB_MAP_FULL) return broken(error);
  }
  // Holes, none large enough: half of all goes.
  try {
    for (const auto each : {Kind::page, Kind::query, Kind::error}) parts_->make_room(each, 0, 4);
    parts_->put(key, page, kind);
    return {};
  } catch (const lmdb::Error& error) {
    return broken(error);
  }
}

base::Result<PagePtr> PageStore::find(std::string_view key) {
  try {
    lmdb::Snapshot snapshot(parts_->environment);
    snapshot.renew();
    const auto found = parts_->index->find(snapshot.get(), key);
    if (!found) return PagePtr();
    if (const auto whole = PageView::of(found->bytes()); whole && whole->is_sound() && whole->is_fresh()) {
      parts_->marks.touch(found->slot());
      return std::make_shared<const Page>(std::string(found->bytes()), std::vector<std::string>());
    }
    const auto slot = found->slot();
    snapshot.reset();
    parts_->remove_now({slot});
    return PagePtr();
  } catch (const lmdb::Error& error) {
    return broken(error);
  }
}

base::Result<> PageStore::drop(const std::vector<std::string>& tags) {
  try {
    parts_->drop(tags);
    return {};
  } catch (const lmdb::Error& error) {
    return broken(error);
  }
}

base::Result<std::string> PageStore::position() {
  try {
    lmdb::Snapshot snapshot(parts_->environment);
    snapshot.renew();
    return parts_->index->word(snapshot.get(), "position");
  } catch (const lmdb::Error& error) {
    return broken(error);
  }
}

base::Result<> PageStore::set_position(std::string_view position) {
  try {
    lmdb::Write write(parts_->environment);
    parts_->index->set_word(write, "position", position);
    write.commit();
    return {};
  } catch (const lmdb::Error& error) {
    return broken(error);
  }
}

base::Result<> PageStore::let_go() {
  if (std::exchange(parts_->condemned, true)) return {};
  auto marked = parts_->mark_whole();
  if (!marked) parts_->folder.empty();
  parts_->folder.let_go();
  return marked;
}

void PageStore::condemn() {
  parts_->condemned = true;
  parts_->folder.empty();
}

PageStore::Usage PageStore::usage() const { return {parts_->entries, parts_->bytes, parts_->max_bytes}; }

struct PageStore::Reader::Parts {
  std::shared_ptr<PageStore> store;
  std::optional<lmdb::Snapshot> snapshot{};
};

PageStore::Reader::Reader(std::shared_ptr<PageStore> store) : parts_(new Parts{std::move(store)}) {}
PageStore::Reader::~Reader() = default;
PageStore::Reader::Reader(Reader&&) noexcept = default;
PageStore::Reader& PageStore::Reader::operator=(Reader&&) noexcept = default;

std::optional<PageView> PageStore::Reader::find(std::string_view key) {
  auto& store = *parts_->store->parts_;
  try {
    if (!parts_->snapshot) parts_->snapshot.emplace(store.environment);
    parts_->snapshot->renew();
    const auto page = store.index->find(parts_->snapshot->get(), key);
    if (!page || !page->is_fresh()) return std::nullopt;
    // What an earlier process left is looked at once: the disk may have changed it.
    if (store.marks.get(page->slot()) == 0) {
      if (const auto whole = PageView::of(page->bytes()); !whole || !whole->is_sound()) return std::nullopt;
    }
    store.marks.touch(page->slot());
    return page;
  } catch (const lmdb::Error& error) {
    base::log(spdlog::level::warn, "page_store_not_read", {{"cause", error.what()}});
    return std::nullopt;
  }
}

void PageStore::Reader::release() {
  if (parts_->snapshot) parts_->snapshot->reset();
}

}  // namespace smartmove::web
