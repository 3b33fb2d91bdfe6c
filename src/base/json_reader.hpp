#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace smartmove::base {

/// A name in somebody's input that must exist elsewhere: checked once everything has been read.
struct Reference {
  std::string kind;  ///< `document`, `place`, `indicator`, …
  std::string value;
  std::string where;  ///< as Problem::where
};

/// Walks a JSON value, knows where it is (RFC 6901 pointer) and collects every breach instead of stopping at the first.
class JsonReader {
 public:
  /// `origin` stands before `#/pointer`; for text that came from another file see place_lines().
  explicit JsonReader(std::string origin = {}) : origin_(std::move(origin)) {}

  /// Leaves the member when it goes out of scope.
  class Scope {
   public:
    Scope(JsonReader& reader, std::size_t length) : reader_(reader), length_(length) {}
    ~Scope() { reader_.pointer_.resize(length_); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    JsonReader& reader_;
    std::size_t length_;
  };
  [[nodiscard]] Scope enter(std::string_view member);

  // Each gives the value as that type or notes the breach and gives nullptr.
  const boost::json::object* object(const boost::json::value& value);
  const boost::json::array* array(const boost::json::value& value);
  const boost::json::string* string(const boost::json::value& value);

  void missing();  ///< a required member is not there
  void refuse_unknown(const boost::json::object& object, const std::vector<std::string_view>& known);
  void not_one_of(const boost::json::value& found, const boost::json::array& allowed);
  void problem(const boost::json::value& found, std::string expected);  ///< at the place being read
  void breach(std::string found, std::string expected);                 ///< the same, `found` as a phrase
  void add(Problem problem) { problems_.push_back(std::move(problem)); }
  void reference(std::string kind, std::string value);

  /// Pointers (below which) values came from `file:line` rather than from the JSON text itself.
  void place_lines(std::map<std::string, std::string> lines) { lines_ = std::move(lines); }

  std::string where() const;
  bool is_wrong() const;  ///< whether something is wrong at this very place already
  const std::vector<Problem>& problems() const { return problems_; }
  const std::vector<Reference>& references() const { return references_; }
  Error error() const;  ///< `invalid`, with the problems

 private:
  std::string origin_;
  std::string pointer_;
  std::map<std::string, std::string> lines_;
  std::vector<Problem> problems_;
  std::vector<Reference> references_;
};

/// Parses JSON text (RFC 8259, UTF-8, at most 64 levels). `where` of the problem is `origin:line`.
Result<boost::json::value> parse_json(std::string_view text, std::string_view origin);

/// For files that people compare: two spaces, a member a line, shortest numbers, a newline at the end.
std::string pretty_json(const boost::json::value& value);

/// For answers: no white space, shortest numbers (`21154`, `1.5`, where Boost.JSON writes `2.1154E4`).
std::string compact_json(const boost::json::value& value);

/// A short form of a value for messages: at most 60 characters.
std::string shown(const boost::json::value& value);

/// The known name nearest to `name` if it is near enough to be a slip, else empty.
std::string nearest(std::string_view name, const std::vector<std::string_view>& known);

}  // namespace smartmove::base
