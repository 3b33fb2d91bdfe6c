#include "storage/parameters.hpp"

#include <algorithm>
#include <vector>

namespace smartmove::storage {
namespace {

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

/// The length of what starts here and must be copied as it is: quoted text, an identifier in quotes, a `::`.
std::size_t verbatim_length(std::string_view rest) {
  if (rest.starts_with("::")) return 2;
  if (rest.front() != '\'' && rest.front() != '"') return 0;
  const std::size_t end = rest.find(rest.front(), 1);  // a doubled quote is two texts side by side: copied all the same
  return end == std::string_view::npos ? rest.size() : end + 1;
}

std::size_t comment_length(std::string_view rest) {
  if (rest.starts_with("--")) return std::min(rest.find('\n'), rest.size());
  if (rest.starts_with("/*")) return std::min(rest.find("*/", 2), rest.size() - 2) + 2;
  return 0;
}

std::size_t parameter_length(std::string_view rest) {
  if (rest.front() != ':') return 0;
  const auto end = std::find_if_not(rest.begin() + 1, rest.end(), is_name);
  const auto length = static_cast<std::size_t>(end - rest.begin());
  return length > 1 ? length : 0;
}

}  // namespace

NumberedQuery number_parameters(std::string_view sql) {
  NumberedQuery result;
  std::vector<std::string_view> names;
  while (!sql.empty()) {
    if (const auto length = verbatim_length(sql)) {
      result.text.append(sql.substr(0, length));
      sql.remove_prefix(length);
    } else if (const auto comment = comment_length(sql)) {
      sql.remove_prefix(comment);
    } else if (const auto parameter = parameter_length(sql)) {
      const auto place = std::find(names.begin(), names.end(), sql.substr(0, parameter));
      result.text += '$' + std::to_string(place - names.begin() + 1);
      if (place == names.end()) names.push_back(sql.substr(0, parameter));
      sql.remove_prefix(parameter);
    } else {
      result.text += sql.front();
      sql.remove_prefix(1);
    }
  }
  result.parameters = names.size();
  return result;
}

}  // namespace smartmove::storage
