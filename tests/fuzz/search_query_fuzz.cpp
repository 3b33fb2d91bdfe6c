// links: search
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <unistd.h>

#include "base/text.hpp"
#include "search/index.hpp"
#include "search/index_writer.hpp"
#include "search/query_text.hpp"

namespace {

using namespace smartmove;

/// A small index in a folder of this process, removed at its end.
class SmallIndex {
 public:
  SmallIndex() : folder_(std::filesystem::temp_directory_path() / ("smartmove-fuzz-" + std::to_string(::getpid()))) {
    auto writer = search::IndexWriter::open(index_);
    if (!writer) std::abort();
    for (const auto* text : {"Örebro och Kumla", "Nora, Nora och nära naturen", "NOT AND OR * ? : ( ) 😀 مرحبا"}) {
      search::Document document;
      document.reference = document.title = document.text = text;
      if (!writer->put(document)) std::abort();
    }
    if (!writer->commit(search::IndexWriter::State::whole)) std::abort();
  }
  ~SmallIndex() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  const search::Index& get() const { return index_; }

 private:
  std::filesystem::path folder_;
  search::Index index_{folder_ / "sv", "sv"};
};

void check_words(const search::QueryText& query) {
  std::size_t words = 0;
  std::size_t behind = 0;
  for (const auto& part : query.parts) {
    if (part.words.empty()) std::abort();
    for (const auto& word : part.words) {
      ++words;
      if (word.begin < behind || word.end <= word.begin || word.end > query.text.size()) std::abort();
      if (query.text.substr(word.begin, word.end - word.begin) != word.text) std::abort();
      behind = word.end;
    }
  }
  if (words > search::max_query_words) std::abort();
}

}  // namespace

/// Any bytes as a query: understood, short, and answered; what it is understood as means the same again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const SmallIndex index;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto query = search::parse_query(text);
  if (!base::is_valid_utf8(query.text) || query.text.size() > 4 * search::max_query_characters) std::abort();
  check_words(query);
  if (search::parse_query(query.text).text != query.text) std::abort();
  for (const auto last_word : {search::LastWord::whole, search::LastWord::open}) {
    search::Request request;
    request.text = text;
    request.last_word = last_word;
    const auto found = index.get().find(request);
    if (!found) std::abort();
    for (const auto& hit : found->hits) {
      for (const auto& fragment : hit.snippet) {
        if (!base::is_valid_utf8(fragment.text)) std::abort();
      }
    }
  }
  return 0;
}
