#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/embedded.hpp"
#include "base/result.hpp"

namespace smartmove::base {

/// Interface texts, one JSON file a language (`translations/sv.json`: flat object, dotted keys → ICU MessageFormat
/// with named arguments). Immutable once loaded, thread-safe.
class Translations {
 public:
  using Argument = std::variant<std::int64_t, double, std::string>;
  using Arguments = std::vector<std::pair<std::string, Argument>>;

  /// Refuses (listing every problem as `file#/key`) bad JSON, bad MessageFormat, a key that not every language has
  /// or that stands twice, and a message that does not use the same arguments in every language.
  static Result<Translations> load(std::span<const embedded::File> files);

  std::vector<std::string> languages() const;  ///< sorted
  bool has(std::string_view language, std::string_view key) const;

  /// The text. A language, a key or an argument that is not there is a programmer's error and throws
  /// std::out_of_range; an argument of the wrong type (a word to a plural) throws std::invalid_argument.
  std::string text(std::string_view language, std::string_view key, const Arguments& arguments = {}) const;

 private:
  struct Message {
    std::string text;                    ///< the finished text; the MessageFormat pattern if there are arguments
    std::vector<std::string> arguments;  ///< their names, sorted
  };
  using Messages = std::map<std::string, Message, std::less<>>;

  /// Nothing if the text is no message of ours; `expected` then says what is.
  static std::optional<Message> parse(std::string_view language, std::string_view text, std::string& expected);
  static Messages read(const embedded::File& file, const std::string& language, std::vector<Problem>& problems);
  std::vector<Problem> differences() const;

  std::map<std::string, Messages, std::less<>> texts_;
};

}  // namespace smartmove::base
