#include "web/page_store_parts.hpp"

#include <algorithm>
#include <sodium/randombytes.h>

namespace smartmove::web {
namespace {

using Kind = PageIndex::Kind;

const std::string untagged;  // the index's name for pages that every drop concerns
constexpr std::size_t hash_key_bytes = 16;
constexpr std::size_t least_map = 1024 * 1024;
constexpr std::size_t removed_at_once = 4096;  // LMDB bounds what one transaction may change

std::string new_hash_key() {
  std::string key(hash_key_bytes, '\0');
  randombytes_buf(key.data(), key.size());
  return key;
}

}  // namespace

PageStore::Parts::Parts(PageStoreFolder in_folder, const Settings& settings)
    : folder(std::move(in_folder)),
      environment(folder.path(), {std::max(settings.max_bytes, least_map), settings.readers, 4}) {
  lmdb::Write write(environment);
  index.emplace(write, new_hash_key());
  write.commit();
  // A quarter of the file is left for what LMDB itself needs, and for the holes between pages.
  const auto room = settings.max_bytes / 4 * 3;
  shelf(Kind::query).max_bytes = room / 4;
  shelf(Kind::error).max_bytes = room / 64;
  shelf(Kind::page).max_bytes = room - room / 4 - room / 64;
  max_bytes = settings.max_bytes;
}

void PageStore::Parts::load() {
  std::vector<bool> taken;
  lmdb::Snapshot snapshot(environment);
  snapshot.renew();
  index->for_each(snapshot.get(), [&](std::uint32_t slot, const PageIndex::Record& record) {
    if (static_cast<std::size_t>(record.kind) >= PageIndex::kinds || !marks.grow(slot)) {
      throw lmdb::Error("page index", MDB_CORRUPTED);
    }
    if (taken.size() <= slot) taken.resize(slot + 1);
    taken[slot] = true;
    note(slot, record);
  });
  next_slot = static_cast<std::uint32_t>(taken.size());
  for (std::uint32_t slot = 0; slot < next_slot; ++slot) {
    if (!taken[slot]) free_slots.push_back(slot);
  }
}

std::uint32_t PageStore::Parts::take_slot() {
  const auto slot = free_slots.empty() ? next_slot : free_slots.back();
  if (!marks.grow(slot)) throw lmdb::Error("page store", MDB_MAP_FULL);
  return slot;
}

void PageStore::Parts::note(std::uint32_t slot, const PageIndex::Record& record) {
  if (!free_slots.empty() && free_slots.back() == slot) free_slots.pop_back();
  next_slot = std::max(next_slot, slot + 1);
  ++shelf(record.kind).entries;
  shelf(record.kind).bytes += record.bytes;
  ++entries;
  bytes += record.bytes;
}

void PageStore::Parts::forget(std::uint32_t slot, const PageIndex::Record& record) {
  marks.clear(slot);
  free_slots.push_back(slot);
  --shelf(record.kind).entries;
  shelf(record.kind).bytes -= record.bytes;
  --entries;
  bytes -= record.bytes;
}

void PageStore::Parts::remove(lmdb::Write& write, const std::vector<std::uint32_t>& slots, Removed& removed) const {
  for (const auto slot : slots) {
    if (const auto record = index->remove(write, slot)) removed.emplace_back(slot, *record);
  }
}

void PageStore::Parts::remove_now(const std::vector<std::uint32_t>& slots) {
  Removed removed;
  lmdb::Write write(environment);
  remove(write, slots, removed);
  write.commit();
  for (const auto& [slot, record] : removed) forget(slot, record);
}

base::Result<> PageStore::Parts::mark_whole() {
  try {
    environment.sync();
  } catch (const lmdb::Error& error) {
    return base::fail(base::ErrorKind::unavailable, "The finished pages could not be written to the disk.",
                      error.what());
  }
  return folder.mark_clean();
}

/// Until a shelf has room for `wanted` bytes, the least recently used go, and some more so that it is not soon again.
void PageStore::Parts::make_room(Kind kind, std::size_t wanted, std::size_t keep_of_eight) {
  struct Candidate {
    std::uint32_t used;
    std::uint32_t slot;
    std::uint32_t bytes;
  };
  std::vector<Candidate> candidates;
  {
    lmdb::Snapshot snapshot(environment);
    snapshot.renew();
    index->for_each(snapshot.get(), [&](std::uint32_t slot, const PageIndex::Record& record) {
      if (record.kind == kind) candidates.push_back({marks.get(slot), slot, record.bytes});
    });
  }
  std::ranges::sort(candidates, {}, &Candidate::used);
  const auto limit = shelf(kind).max_bytes / 8 * keep_of_eight;
  std::vector<std::uint32_t> oldest;
  auto left = shelf(kind).bytes + wanted;
  for (const auto& each : candidates) {
    if (left <= limit) break;
    oldest.push_back(each.slot);
    left -= each.bytes;
    if (oldest.size() == removed_at_once) remove_now(std::exchange(oldest, {}));
  }
  if (!oldest.empty()) remove_now(oldest);
}

void PageStore::Parts::put(std::string_view key, const Page& page, Kind kind) {
  auto tags = page.tags();
  if (tags.empty() || kind == Kind::error) tags.push_back(untagged);
  const auto slot = take_slot();
  Removed removed;
  lmdb::Write write(environment);
  if (const auto old = index->find(write.get(), key)) remove(write, {old->slot()}, removed);
  index->put(write, slot, key, page.bytes(), tags, kind);
  write.commit();
  note(slot, {{}, PageIndex::cost(key.size(), page.bytes().size(), tags.size()), kind});
  for (const auto& [old, record] : removed) forget(old, record);
  marks.tick();
  marks.touch(slot);
}

void PageStore::Parts::drop(const std::vector<std::string>& tags) {
  if (std::ranges::find(tags, "*") != tags.end()) return clear();
  Removed removed;
  lmdb::Write write(environment);
  for (const auto& tag : tags) remove(write, index->slots_with(write.get(), tag), removed);
  remove(write, index->slots_with(write.get(), untagged), removed);
  write.commit();
  for (const auto& [slot, record] : removed) forget(slot, record);
}

/// LMDB keeps a file that was once larger than the setting is now.
bool PageStore::Parts::is_larger_than_allowed() const {
  return environment.map_bytes() > std::max(max_bytes, least_map);
}

void PageStore::Parts::clear() {
  lmdb::Write write(environment);
  index->clear(write);
  write.commit();
  for (std::uint32_t slot = 0; slot < next_slot; ++slot) marks.clear(slot);
  for (auto& each : shelves) each = {0, 0, each.max_bytes};
  free_slots.clear();
  next_slot = 0;
  entries = 0;
  bytes = 0;
}

}  // namespace smartmove::web
