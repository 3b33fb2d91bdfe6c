// The search index with many documents: how long it takes to build and look over, how large it is, how long a query
// takes. use: search_bench [DOCUMENTS]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <random>
#include <string>
#include <unistd.h>
#include <vector>

#include "search/index.hpp"
#include "search/index_writer.hpp"

namespace {

using namespace smartmove;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Made-up words of Swedish syllables; a few are common and most are rare, as in a language.
class Language {
 public:
  Language() {
    static constexpr const char* syllables[] = {"bo",  "kum",  "la", "ör",  "sjö", "skog", "hus", "nä", "ra", "lä",
                                                "tåg", "stad", "by", "vat", "ten", "dal",  "fa",  "mi", "lj", "er"};
    std::uniform_int_distribution<std::size_t> pick(0, std::size(syllables) - 1);
    std::uniform_int_distribution<int> length(1, 4);
    while (words_.size() < 50'000) {
      std::string word;
      for (int i = length(random_); i >= 0; --i) word += syllables[pick(random_)];
      words_.push_back(word);
    }
  }

  const std::string& common() { return words_[rank(200)]; }
  const std::string& rare() { return words_[words_.size() - 1 - rank(20'000)]; }
  const std::string& any() {
    std::uniform_real_distribution<double> uniform(0, std::log(static_cast<double>(words_.size())));
    return words_[static_cast<std::size_t>(std::exp(uniform(random_))) - 1];
  }
  std::string text(int words) {
    std::string text;
    for (int i = 0; i < words; ++i) text += any() + (i % 12 == 11 ? ". " : " ");
    return text;
  }
  std::size_t rank(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }

 private:
  std::mt19937 random_{1};
  std::vector<std::string> words_;
};

search::Document document(Language& language, int number) {
  search::Document made;
  made.reference = "page/" + std::to_string(number);
  made.stamp = made.reference;
  made.path = "/" + made.reference;
  made.kind = number % 10 == 0 ? "profile" : "page";
  made.title = language.text(4);
  made.description = language.text(12);
  made.text = language.text(120);
  made.audiences = {number % 3 == 0 ? "students" : "families"};
  made.place = std::to_string(1860 + number % 12);
  return made;
}

void measure(const search::Index& index, const std::string& name, int times,
             const std::function<search::Request()>& next) {
  std::vector<double> took;
  std::size_t found = 0;
  for (int i = 0; i < times; ++i) {
    const auto request = next();
    const auto start = Clock::now();
    const auto answer = index.find(request);
    took.push_back(milliseconds_since(start));
    if (!answer) throw std::runtime_error(answer.error().message + answer.error().cause);
    found += answer->total;
  }
  std::sort(took.begin(), took.end());
  fmt::print("{:34} p50 {:7.2f} ms   p99 {:7.2f} ms   {:8} found on average\n", name, took[took.size() / 2],
             took[took.size() * 99 / 100], found / static_cast<std::size_t>(times));
}

std::uintmax_t bytes_in(const fs::path& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& file : fs::recursive_directory_iterator(folder)) bytes += file.file_size();
  return bytes;
}

void build(search::Index& index, Language& language, int documents) {
  const auto start = Clock::now();
  auto writer = search::IndexWriter::open(index);
  for (int i = 0; writer && i < documents; ++i) {
    if (!writer->put(document(language, i))) throw std::runtime_error("the index cannot be written");
    if (i % 4000 == 3999 && !writer->commit()) throw std::runtime_error("the index cannot be written");
  }
  if (!writer || !writer->commit(search::IndexWriter::State::whole)) throw std::runtime_error("no index");
  fmt::print("{} documents: built in {:.1f} s, {:.1f} MB\n", documents, milliseconds_since(start) / 1e3,
             static_cast<double>(bytes_in(index.folder())) / 1e6);
}

void look_over(search::Index& index) {
  const auto start = Clock::now();
  auto writer = search::IndexWriter::open(index);
  const auto opened = milliseconds_since(start);
  const auto stamps = writer ? writer->stamps() : base::fail(writer.error());
  if (!stamps) throw std::runtime_error("no stamps");
  fmt::print("at a start: {:.0f} ms to look it over, {:.0f} ms to read {} stamps\n", opened,
             milliseconds_since(start) - opened, stamps->size());
}

void ask(const search::Index& index, Language& language) {
  const auto query = [](std::string text, search::LastWord last = search::LastWord::whole) {
    search::Request request;
    request.text = std::move(text);
    request.last_word = last;
    return request;
  };
  measure(index, "a common word", 500, [&] { return query(language.common()); });
  measure(index, "a rare word", 500, [&] { return query(language.rare()); });
  measure(index, "two words", 500, [&] { return query(language.common() + " " + language.any()); });
  measure(index, "two words, narrowed three ways", 500, [&] {
    auto request = query(language.common() + " " + language.any());
    request.kind = "page";
    request.audience = "families";
    request.place = "1861";
    return request;
  });
  measure(index, "a phrase of common words", 200,
          [&] { return query("\"" + language.common() + " " + language.common() + "\""); });
  measure(index, "as one types: two letters", 200,
          [&] { return query(language.any().substr(0, 2), search::LastWord::open); });
  measure(index, "as one types: five letters", 200,
          [&] { return query(language.any().substr(0, 5), search::LastWord::open); });
  measure(index, "misspelt", 200, [&] { return query(language.rare() + "qx"); });
  measure(index, "five words that no page has all of", 200, [&] {
    std::string text;
    for (int i = 0; i < 5; ++i) text += language.rare() + " ";
    return query(text);
  });
  measure(index, "the last page there is", 200, [&] {
    auto request = query(language.common());
    request.offset = 90;
    return request;
  });
}

}  // namespace

int main(int argc, char** argv) {
  const int documents = argc > 1 ? std::stoi(argv[1]) : 100'000;
  const auto folder = fs::temp_directory_path() / ("smartmove-search-bench-" + std::to_string(::getpid()));
  int result = 0;
  try {
    Language language;
    search::Index index(folder, "sv");
    build(index, language, documents);
    look_over(index);
    ask(index, language);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    result = 1;
  }
  fs::remove_all(folder);
  return result;
}
