#include "web/page_index.hpp"

#include <cstring>
#include <sodium/crypto_shorthash_siphash24.h>

namespace smartmove::web {
namespace {

constexpr std::size_t disk_page = 4096;
constexpr std::string_view hash_key_word = "hash-key";

template <class T>
std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof(T)};
}

template <class T>
T read(std::string_view bytes) {
  if (bytes.size() < sizeof(T)) throw lmdb::Error("page index", MDB_CORRUPTED);
  T value{};
  std::memcpy(&value, bytes.data(), sizeof(T));
  return value;
}

}  // namespace

PageIndex::PageIndex(lmdb::Write& write, std::string_view new_hash_key)
    : pages_(write, "pages", 0),
      slots_(write, "slots", MDB_INTEGERKEY),
      tags_(write, "tags", MDB_DUPSORT | MDB_DUPFIXED | MDB_INTEGERDUP),
      words_(write, "words", 0),
      hash_key_(word(write.get(), hash_key_word)) {
  if (hash_key_.size() == crypto_shorthash_siphashx24_KEYBYTES) return;
  hash_key_ = new_hash_key;
  set_word(write, hash_key_word, hash_key_);
}

/// Keyed, so that nobody outside can find two addresses with one hash.
PageIndex::Hash PageIndex::hash(std::string_view text) const {
  Hash hash;
  static_assert(sizeof(hash) == crypto_shorthash_siphashx24_BYTES);
  crypto_shorthash_siphashx24(reinterpret_cast<unsigned char*>(hash.data()),
                              reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                              reinterpret_cast<const unsigned char*>(hash_key_.data()));
  return hash;
}

std::string PageIndex::word(MDB_txn* txn, std::string_view name) const {
  return std::string(words_.get(txn, name).value_or(""));
}

void PageIndex::set_word(lmdb::Write& write, std::string_view name, std::string_view text) const {
  words_.put(write, name, text);
}

std::optional<PageView> PageIndex::find(MDB_txn* txn, std::string_view key) const {
  const auto value = pages_.get(txn, bytes_of(hash(key)));
  if (!value || value->size() < sizeof(PageView::Header) + key.size()) return std::nullopt;
  if (value->substr(value->size() - key.size()) != key) return std::nullopt;
  const PageView page(value->data());
  return page.bytes().size() + key.size() == value->size() ? std::optional(page) : std::nullopt;
}

void PageIndex::put(lmdb::Write& write, std::uint32_t slot, std::string_view key, std::string_view page,
                    const std::vector<std::string>& tags, Kind kind) const {
  const Record record{hash(key), cost(key.size(), page.size(), tags.size()), kind};
  const auto place = pages_.reserve(write, bytes_of(record.key), page.size() + key.size());
  std::memcpy(place.data(), page.data(), page.size());
  std::memcpy(place.data() + offsetof(PageView::Header, slot), &slot, sizeof(slot));
  std::memcpy(place.data() + page.size(), key.data(), key.size());
  std::string entry(bytes_of(record));
  for (const auto& tag : tags) {
    const auto name = hash(tag);
    entry += bytes_of(name);
    tags_.put(write, bytes_of(name), bytes_of(slot));
  }
  slots_.put(write, bytes_of(slot), entry);
}

std::optional<PageIndex::Record> PageIndex::remove(lmdb::Write& write, std::uint32_t slot) const {
  const auto found = slots_.get(write.get(), bytes_of(slot));
  if (!found) return std::nullopt;
  const std::string entry(*found);  // a write moves what it points at
  const auto record = read<Record>(entry);
  for (auto rest = std::string_view(entry).substr(sizeof(Record)); !rest.empty(); rest.remove_prefix(sizeof(Hash))) {
    tags_.remove(write, bytes_of(read<Hash>(rest)), bytes_of(slot));
  }
  pages_.remove(write, bytes_of(record.key));
  slots_.remove(write, bytes_of(slot));
  return record;
}

void PageIndex::clear(lmdb::Write& write) const {
  for (const auto* table : {&pages_, &slots_, &tags_}) table->clear(write);
}

std::vector<std::uint32_t> PageIndex::slots_with(MDB_txn* txn, std::string_view tag) const {
  std::vector<std::uint32_t> slots;
  lmdb::Cursor cursor(txn, tags_);
  const auto name = hash(tag);
  for (bool found = cursor.find(bytes_of(name)); found; found = cursor.next_duplicate()) {
    slots.push_back(read<std::uint32_t>(cursor.value()));
  }
  return slots;
}

void PageIndex::for_each(MDB_txn* txn, const std::function<void(std::uint32_t, const Record&)>& visit) const {
  lmdb::Cursor cursor(txn, slots_);
  for (bool found = cursor.first(); found; found = cursor.next()) {
    visit(read<std::uint32_t>(cursor.key()), read<Record>(cursor.value()));
  }
}

std::uint32_t PageIndex::cost(std::size_t key_bytes, std::size_t page_bytes, std::size_t tags) {
  const auto value = (page_bytes + key_bytes + 16 + disk_page - 1) / disk_page * disk_page;
  return static_cast<std::uint32_t>(value + 256 + tags * 2 * sizeof(Hash));
}

}  // namespace smartmove::web
