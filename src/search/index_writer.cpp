#include "search/index_writer.hpp"

#include <fmt/format.h>
#include <xapian.h>

#include "base/log.hpp"
#include "search/entry.hpp"
#include "search/format.hpp"
#include "search/index.hpp"

namespace smartmove::search {
namespace {

namespace fs = std::filesystem;
using base::ErrorKind;

base::Failure cannot_write(const std::string& cause) {
  return base::fail(ErrorKind::unavailable, "The search index could not be written.", cause);
}

std::unique_ptr<Xapian::WritableDatabase> open_or_create(const fs::path& folder, int action) {
  return std::make_unique<Xapian::WritableDatabase>(folder.string(), action | Xapian::DB_BACKEND_GLASS);
}

/// Reads what is in every file but that of positions, which would take as long as all the rest: what is wrong there,
/// the first phrase that needs it finds out. Throws what Xapian does. (Xapian's own check is not used: it frees memory
/// with a wrong size, which the address sanitiser takes for the error that it is.)
void read_through(const Xapian::WritableDatabase& database) {
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) {
    shown_of(database.get_document(*posting));
    for (auto term = database.termlist_begin(*posting); term != database.termlist_end(*posting);) ++term;
  }
  for (auto term = database.allterms_begin(); term != database.allterms_end();) ++term;
  for (auto word = database.spellings_begin(); word != database.spellings_end();) ++word;
}

bool is_of_this_format(const Xapian::WritableDatabase& database) {
  const auto state = database.get_metadata(std::string(state_key));
  return state == state_building || state == state_whole;
}

/// Nothing where there is no index that can be used.
std::unique_ptr<Xapian::WritableDatabase> open_sound(const fs::path& folder) {
  if (!fs::exists(folder)) return nullptr;
  std::string found;
  try {
    auto database = open_or_create(folder, Xapian::DB_OPEN);
    if (is_of_this_format(*database)) {
      read_through(*database);
      return database;
    }
    found = "another format";
  } catch (const Xapian::DatabaseLockError&) {
    throw;
  } catch (const Xapian::Error& error) {
    found = error.get_description();
  }
  base::log(spdlog::level::warn, "search_index_unusable", {{"folder", folder.string()}, {"cause", found}});
  return nullptr;
}

std::unique_ptr<Xapian::WritableDatabase> make_anew(const fs::path& folder) {
  fs::remove_all(folder);
  fs::create_directories(folder);
  auto database = open_or_create(folder, Xapian::DB_CREATE_OR_OVERWRITE);
  database->set_metadata(std::string(state_key), std::string(state_building));
  database->commit();
  return database;
}

}  // namespace

IndexWriter::IndexWriter(Index& index, std::unique_ptr<Xapian::WritableDatabase> database, bool is_new)
    : index_(&index), database_(std::move(database)), is_new_(is_new) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;

IndexWriter::~IndexWriter() {
  if (!database_) return;
  try {
    database_->close();
  } catch (const Xapian::Error& error) {
    base::log(spdlog::level::warn, "search_index_not_closed", {{"cause", error.get_description()}});
  }
}

base::Result<IndexWriter> IndexWriter::open(Index& index) {
  try {
    auto database = index.is_damaged() ? nullptr : open_sound(index.folder());
    const bool is_new = !database;
    if (is_new) database = make_anew(index.folder());
    index.reset();
    return IndexWriter(index, std::move(database), is_new);
  } catch (const Xapian::DatabaseLockError& error) {
    return base::fail(ErrorKind::unavailable,
                      fmt::format("The search index {} is being written by another process.", index.folder().string()),
                      error.get_description());
  } catch (const Xapian::Error& error) {
    return cannot_write(error.get_description());
  } catch (const fs::filesystem_error& error) {
    return cannot_write(error.what());
  }
}

template <class Action>
base::Result<> IndexWriter::guarded(Action&& action) const {
  try {
    action();
    return {};
  } catch (const Xapian::DatabaseCorruptError& error) {
    index_->note_damage();
    return cannot_write(error.get_description());
  } catch (const Xapian::Error& error) {
    return cannot_write(error.get_description());
  }
}

base::Result<std::map<std::string, std::string>> IndexWriter::stamps() const {
  std::map<std::string, std::string> stamps;
  TRY(guarded([&] {
    const auto end = database_->valuestream_end(slot::stamp);
    for (auto value = database_->valuestream_begin(slot::stamp); value != end; ++value) {
      const std::string both = *value;
      const auto at = both.find(separator);
      stamps.emplace(both.substr(0, at), at == std::string::npos ? std::string() : both.substr(at + 1));
    }
  }));
  return stamps;
}

// The dictionary counts in how many documents a word is; a document that goes takes its words along.
void IndexWriter::forget_spellings(const std::string& term) {
  for (auto posting = database_->postlist_begin(term); posting != database_->postlist_end(term); ++posting) {
    for (const auto& word : spellings_of(database_->get_document(*posting))) database_->remove_spelling(word);
  }
}

base::Result<> IndexWriter::put(const Document& document) {
  return guarded([&] {
    const auto entry = to_entry(document, Terms(index_->language()));
    const auto term = name_term(prefix::reference, document.reference);
    forget_spellings(term);
    for (const auto& word : spellings_of(entry)) database_->add_spelling(word);
    database_->replace_document(term, entry);
  });
}

base::Result<> IndexWriter::remove(const std::string& reference) {
  return guarded([&] {
    const auto term = name_term(prefix::reference, reference);
    forget_spellings(term);
    database_->delete_document(term);
  });
}

base::Result<> IndexWriter::commit(State state) {
  return guarded([&] {
    if (state == State::whole) database_->set_metadata(std::string(state_key), std::string(state_whole));
    database_->commit();
  });
}

}  // namespace smartmove::search
