#include "search/entry.hpp"

#include <algorithm>
#include <set>

#include "base/json.hpp"
#include "base/words.hpp"

namespace smartmove::search {
namespace {

constexpr std::size_t max_indexed_bytes = 200'000;
constexpr std::size_t max_kept_bytes = 20'000;
constexpr std::size_t min_spelling_bytes = 4;
constexpr Xapian::termcount title_weight = 5;
constexpr Xapian::termcount keyword_weight = 3;
constexpr Xapian::termcount description_weight = 2;
constexpr Xapian::termpos gap = 100;  // no phrase goes from one field into the next

class EntryWriter {
 public:
  explicit EntryWriter(const Terms& terms) : terms_(terms) {}

  void title(std::string_view text) {
    field(text, title_weight);
    for (const auto word : base::words(text)) {
      const auto stem = terms_.of(word).stem;
      entry_.add_term(std::string(prefix::title) + stem.substr(prefix::stem.size()));
    }
  }

  void field(std::string_view text, Xapian::termcount weight) {
    for (const auto word : base::words(text.substr(0, max_indexed_bytes))) {
      const auto terms = terms_.of(word);
      entry_.add_posting(terms.folded, ++position_, weight);
      entry_.add_term(terms.stem, weight);
      if (!terms.exact.empty()) entry_.add_term(terms.exact, weight);
    }
    position_ += gap;
  }

  void name(std::string_view prefix, std::string_view name) { entry_.add_boolean_term(name_term(prefix, name)); }
  void value(Xapian::valueno slot, const std::string& value) { entry_.add_value(slot, value); }
  void data(const std::string& data) { entry_.set_data(data); }
  Xapian::Document take() { return std::move(entry_); }

 private:
  const Terms& terms_;
  Xapian::Document entry_;
  Xapian::termpos position_ = 0;
};

// Cut at a word, so that no character is cut.
std::string beginning(const std::string& text) {
  if (text.size() <= max_kept_bytes) return text;
  const auto end = text.find_last_of(" \n", max_kept_bytes);
  return text.substr(0, end == std::string::npos ? 0 : end);
}

std::string data_of(const Document& document) {
  return base::compact_json(
      base::to_json(Shown{document.reference, document.path, document.kind, document.title, document.description,
                          beginning(document.text), document.published_at}));
}

bool is_spelling(std::string_view word) {
  const bool has_digit = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return !has_digit && word.size() >= min_spelling_bytes;
}

}  // namespace

Xapian::Document to_entry(const Document& document, const Terms& terms) {
  EntryWriter writer(terms);
  writer.title(document.title);
  for (const auto& keyword : document.keywords) writer.field(keyword, keyword_weight);
  writer.field(document.description, description_weight);
  writer.field(document.text, 1);

  writer.name(prefix::reference, document.reference);
  writer.name(prefix::kind, document.kind);
  for (const auto& audience : document.audiences) writer.name(prefix::audience, audience);
  if (!document.place.empty()) writer.name(prefix::place, document.place);

  std::string audiences;
  for (const auto& audience : document.audiences) audiences += (audiences.empty() ? "" : "\x1f") + audience;
  writer.value(slot::stamp, document.reference + separator + document.stamp);
  writer.value(slot::kind, document.kind);
  writer.value(slot::audiences, audiences);
  writer.value(slot::place, document.place);
  writer.data(data_of(document));
  return writer.take();
}

Shown shown_of(const Xapian::Document& entry) {
  const auto json = base::parse_json(entry.get_data(), "index");
  const auto shown = json ? base::from_json<Shown>(*json) : base::Result<Shown>(base::fail(json.error()));
  if (!shown)
    throw Xapian::DatabaseCorruptError("an entry of the index holds something else: " + shown.error().message);
  return *shown;
}

std::vector<std::string> spellings_of(const Xapian::Document& entry) {
  std::set<std::string> written;
  std::set<std::string> only_folded;  // `orebro` of `Örebro` was written by nobody
  std::vector<std::string> plain;
  for (auto term = entry.termlist_begin(); term != entry.termlist_end(); ++term) {
    const std::string name = *term;
    if (name.starts_with(prefix::exact)) {
      const auto word = name.substr(prefix::exact.size());
      only_folded.insert(base::fold(word));
      if (is_spelling(word)) written.insert(word);
    } else if (!name.empty() && !(name.front() >= 'A' && name.front() <= 'Z') && is_spelling(name)) {
      plain.push_back(name);
    }
  }
  for (auto& word : plain) {
    if (!only_folded.contains(word)) written.insert(std::move(word));
  }
  return {written.begin(), written.end()};
}

}  // namespace smartmove::search
