#include "base/json_reader.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace smartmove::base {
namespace json = boost::json;

namespace {

std::string escape_pointer(std::string_view member) {
  std::string escaped;
  for (char c : member) {
    if (c == '~')
      escaped += "~0";
    else if (c == '/')
      escaped += "~1";
    else
      escaped += c;
  }
  return escaped;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
    }
  }
  return row.back();
}

}  // namespace

JsonReader::Scope JsonReader::enter(std::string_view member) {
  const auto length = pointer_.size();
  pointer_ += '/';
  pointer_ += escape_pointer(member);
  return {*this, length};
}

std::string JsonReader::where() const {
  for (std::string_view prefix = pointer_; !lines_.empty() && !prefix.empty();
       prefix = prefix.substr(0, prefix.rfind('/'))) {
    if (auto line = lines_.find(std::string(prefix)); line != lines_.end()) return line->second;
  }
  return origin_ + "#" + pointer_;
}

bool JsonReader::is_wrong() const {
  return std::any_of(problems_.begin(), problems_.end(),
                     [here = where()](const Problem& problem) { return problem.where == here; });
}

const json::object* JsonReader::object(const json::value& value) {
  if (const auto* object = value.if_object()) return object;
  problem(value, "an object");
  return nullptr;
}

const json::array* JsonReader::array(const json::value& value) {
  if (const auto* array = value.if_array()) return array;
  problem(value, "an array");
  return nullptr;
}

const json::string* JsonReader::string(const json::value& value) {
  if (const auto* text = value.if_string()) return text;
  problem(value, "a string");
  return nullptr;
}

void JsonReader::missing() { add({where(), "nothing", "this member, which is required"}); }

void JsonReader::refuse_unknown(const json::object& object, const std::vector<std::string_view>& known) {
  for (const auto& member : object) {
    if (std::find(known.begin(), known.end(), std::string_view(member.key())) != known.end()) continue;
    auto scope = enter(member.key());
    const auto near = nearest(member.key(), known);
    add({where(), fmt::format("an unknown member \"{}\"", std::string_view(member.key())),
         near.empty() ? fmt::format("one of {}", fmt::join(known, ", ")) : fmt::format("\"{}\", perhaps", near)});
  }
}

void JsonReader::not_one_of(const json::value& found, const json::array& allowed) {
  std::string names;
  for (const auto& name : allowed) names += (names.empty() ? "" : ", ") + std::string(name.as_string());
  problem(found, "one of " + names);
}

void JsonReader::problem(const json::value& found, std::string expected) { breach(shown(found), std::move(expected)); }

void JsonReader::breach(std::string found, std::string expected) {
  add({where(), std::move(found), std::move(expected)});
}

void JsonReader::reference(std::string kind, std::string value) {
  references_.push_back({std::move(kind), std::move(value), where()});
}

Error JsonReader::error() const {
  return {ErrorKind::invalid,
          fmt::format("{} in {}.", problems_.size() == 1 ? "There is a mistake" : "There are mistakes",
                      origin_.empty() ? "what was sent" : origin_),
          {},
          problems_};
}

Result<json::value> parse_json(std::string_view text, std::string_view origin) {
  json::parse_options options;
  options.max_depth = 64;
  json::parser parser({}, options);
  json::error_code error;
  const auto consumed = parser.write_some(text.data(), text.size(), error);
  if (!error && consumed < text.size()) error = json::error::extra_data;
  if (!error) return parser.release();
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(consumed), '\n');
  return fail({ErrorKind::invalid,
               fmt::format("{} is not JSON.", origin),
               error.message(),
               {{fmt::format("{}:{}", origin, line), error.message(), "JSON (RFC 8259) in UTF-8"}}});
}

namespace {

// Boost.JSON writes 2.1154E4; people and diffs want 21154.
std::string number_text(double number) {
  auto text = fmt::format("{}", number);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

void write_pretty(const json::value& value, std::size_t depth, std::string& out);

void write_members(const json::object& object, std::size_t depth, std::string& out) {
  out += "{";
  const char* separator = "\n";
  for (const auto& member : object) {
    out += separator + std::string((depth + 1) * 2, ' ') + json::serialize(member.key()) + ": ";
    write_pretty(member.value(), depth + 1, out);
    separator = ",\n";
  }
  out += "\n" + std::string(depth * 2, ' ') + "}";
}

void write_items(const json::array& array, std::size_t depth, std::string& out) {
  out += "[";
  const char* separator = "\n";
  for (const auto& item : array) {
    out += separator + std::string((depth + 1) * 2, ' ');
    write_pretty(item, depth + 1, out);
    separator = ",\n";
  }
  out += "\n" + std::string(depth * 2, ' ') + "]";
}

void write_pretty(const json::value& value, std::size_t depth, std::string& out) {
  if (const auto* object = value.if_object(); object && !object->empty()) return write_members(*object, depth, out);
  if (const auto* array = value.if_array(); array && !array->empty()) return write_items(*array, depth, out);
  if (const auto* number = value.if_double()) {
    out += number_text(*number);
    return;
  }
  out += json::serialize(value);
}

void write_compact(const json::value& value, std::string& out) {
  if (const auto* object = value.if_object()) {
    const char* separator = "{";
    for (const auto& member : *object) {
      out += separator + json::serialize(member.key()) + ":";
      write_compact(member.value(), out);
      separator = ",";
    }
    out += object->empty() ? "{}" : "}";
  } else if (const auto* array = value.if_array()) {
    const char* separator = "[";
    for (const auto& item : *array) {
      out += separator;
      write_compact(item, out);
      separator = ",";
    }
    out += array->empty() ? "[]" : "]";
  } else if (const auto* number = value.if_double()) {
    out += number_text(*number);
  } else {
    out += json::serialize(value);
  }
}

}  // namespace

std::string compact_json(const json::value& value) {
  std::string out;
  write_compact(value, out);
  return out;
}

std::string pretty_json(const json::value& value) {
  std::string out;
  write_pretty(value, 0, out);
  return out + "\n";
}

std::string shown(const json::value& value) {
  if (value.is_object()) return "an object";
  if (value.is_array()) return "an array";
  auto text = json::serialize(value);
  if (text.size() <= 60) return text;
  std::size_t cut = 57;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return text.substr(0, cut) + "…";
}

std::string nearest(std::string_view name, const std::vector<std::string_view>& known) {
  std::string_view best;
  std::size_t distance = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (auto each : known) {
    if (const auto d = edit_distance(name, each); d < distance) {
      distance = d;
      best = each;
    }
  }
  return std::string(best);
}

}  // namespace smartmove::base
