#include <algorithm>
#include <optional>
#include <set>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/parseerr.h>

#include "base/flat_object.hpp"
#include "base/icu.hpp"
#include "base/text.hpp"
#include "base/translations.hpp"

namespace smartmove::base {
namespace {

using icu_helpers::from_utf8;

constexpr std::string_view suffix = ".json";

/// The argument names of a message, those inside plural branches too. A numbered one is only noticed.
std::set<std::string> argument_names(const icu::MessagePattern& pattern, bool& has_numbers) {
  std::set<std::string> names;
  for (std::int32_t i = 0; i < pattern.countParts(); ++i) {
    const auto& part = pattern.getPart(i);
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_NUMBER) has_numbers = true;
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_NAME) continue;
    names.insert(icu_helpers::to_utf8(pattern.getSubstring(part)));
  }
  return names;
}

/// The text of a pattern that has no arguments: MessageFormat's quoting undone.
std::string unquote(const icu::MessageFormat& format) {
  icu::UnicodeString result;
  UErrorCode status = U_ZERO_ERROR;
  format.format(static_cast<const icu::UnicodeString*>(nullptr), nullptr, 0, result, status);
  icu_helpers::check(status, "a message without arguments");
  return icu_helpers::to_utf8(result);
}

std::string list(const std::vector<std::string>& names) {
  std::string result;
  for (const auto& name : names) result += (result.empty() ? "{" : ", {") + name + "}";
  return result.empty() ? "no arguments" : result;
}

}  // namespace

std::optional<Translations::Message> Translations::parse(std::string_view language, std::string_view text,
                                                         std::string& expected) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError position{};
  const auto source = from_utf8(text);
  const icu::MessagePattern pattern(source, &position, status);
  const icu::MessageFormat format(source, icu_helpers::locale_of(language), position, status);
  if (U_FAILURE(status)) {
    expected = "an ICU MessageFormat text such as {count, plural, one {# day} other {# days}}";
    return std::nullopt;
  }
  bool has_numbers = false;
  const auto names = argument_names(pattern, has_numbers);
  if (has_numbers) {
    expected = "named arguments such as {name}, not numbered ones";
    return std::nullopt;
  }
  return Message{names.empty() ? unquote(format) : std::string(text), {names.begin(), names.end()}};
}

Translations::Messages Translations::read(const embedded::File& file, const std::string& language,
                                          std::vector<Problem>& problems) {
  Messages messages;
  for (const auto& [key, text] : read_flat_object(file, problems)) {
    std::string expected;
    auto message = parse(language, text, expected);
    if (!message) {
      problems.push_back({pointer_to(file, key), quote(text), expected});
    } else if (!messages.emplace(key, *std::move(message)).second) {
      problems.push_back({pointer_to(file, key), "the same key twice", "each key once"});
    }
  }
  return messages;
}

std::vector<Problem> Translations::differences() const {
  std::map<std::string, std::pair<std::string, const Message*>> all;  // key → the first language that has it
  for (const auto& [language, messages] : texts_) {
    for (const auto& [key, message] : messages) all.try_emplace(key, language, &message);
  }
  std::vector<Problem> problems;
  for (const auto& [language, messages] : texts_) {
    const auto name = language + std::string(suffix);
    const embedded::File file{name, {}};
    for (const auto& [key, first] : all) {
      const auto& [model_language, model] = first;
      const auto message = messages.find(key);
      if (message == messages.end()) {
        problems.push_back({pointer_to(file, key), "nothing", "a text, as in " + model_language + std::string(suffix)});
      } else if (message->second.arguments != model->arguments) {
        problems.push_back({pointer_to(file, key), list(message->second.arguments),
                            list(model->arguments) + ", as in " + model_language + std::string(suffix)});
      }
    }
  }
  return problems;
}

Result<Translations> Translations::load(std::span<const embedded::File> files) {
  Translations result;
  std::vector<Problem> problems;
  for (const auto& file : files) {
    const auto language = file.name.substr(0, file.name.size() - std::min(file.name.size(), suffix.size()));
    if (!file.name.ends_with(suffix) || !is_language(language)) {
      problems.push_back({std::string(file.name), "an unknown language", "a language's file such as sv.json"});
      continue;
    }
    result.texts_[std::string(language)] = read(file, std::string(language), problems);
  }
  // Only between files that could be read: a broken one would lack every key.
  if (problems.empty()) problems = result.differences();
  if (problems.empty()) return result;
  return fail({ErrorKind::invalid, "The translations cannot be used: mend what is listed.", {}, std::move(problems)});
}

}  // namespace smartmove::base
