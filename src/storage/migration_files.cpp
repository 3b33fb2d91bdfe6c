#include <array>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <regex>
#include <sodium/crypto_hash_sha256.h>
#include <sodium/utils.h>

#include "storage/migrations.hpp"

namespace smartmove::storage {
namespace {

std::string sha256(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::array<char, crypto_hash_sha256_BYTES * 2 + 1> digits{};
  sodium_bin2hex(digits.data(), digits.size(), hash.data(), hash.size());
  return digits.data();
}

struct Texts {
  std::optional<std::string_view> both, sqlite, postgres;
};

struct Name {
  std::string stem;
  std::string dialect;  ///< empty: both
};

std::optional<Name> parse_name(std::string_view file) {
  static const std::regex rule(R"((\d{4}-\d\d-\d\d-\d\d-[a-z0-9]+(?:-[a-z0-9]+)*?)(?:-(sqlite|postgres))?\.sql)");
  std::cmatch match;
  if (!std::regex_match(file.begin(), file.end(), match, rule)) return std::nullopt;
  return Name{match[1].str(), match[2].str()};
}

void add_pair_problem(const std::string& stem, const Texts& texts, std::vector<base::Problem>& problems) {
  if (texts.both && !texts.sqlite && !texts.postgres) return;
  if (!texts.both && texts.sqlite && texts.postgres) return;
  problems.push_back(
      {"migrations/" + stem,
       texts.both ? "a file for both databases and one for a single database" : "a file for one database only",
       "either NAME.sql or both NAME-sqlite.sql and NAME-postgres.sql"});
}

}  // namespace

base::Result<std::vector<Migration>> migrations_for(Dialect dialect, std::span<const base::embedded::File> files) {
  std::map<std::string, Texts> found;
  std::vector<base::Problem> problems;
  for (const auto& file : files) {
    if (!file.name.ends_with(".sql")) continue;
    const auto name = parse_name(file.name);
    if (!name) {
      problems.push_back({fmt::format("migrations/{}", file.name), std::string(file.name), "YYYY-MM-DD-NN-name.sql"});
      continue;
    }
    Texts& texts = found[name->stem];
    (name->dialect.empty() ? texts.both : name->dialect == "sqlite" ? texts.sqlite : texts.postgres) = file.bytes;
  }
  std::vector<Migration> migrations;
  for (const auto& [stem, texts] : found) {
    add_pair_problem(stem, texts, problems);
    const auto text = texts.both ? texts.both : dialect == Dialect::sqlite ? texts.sqlite : texts.postgres;
    if (text) migrations.push_back({stem, *text, sha256(*text)});
  }
  if (problems.empty()) return migrations;
  return base::fail({base::ErrorKind::internal, "The migrations of this program are not in order.", {}, problems});
}

}  // namespace smartmove::storage
