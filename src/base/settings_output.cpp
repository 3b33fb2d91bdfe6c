#include <fmt/format.h>

#include "base/settings.hpp"

namespace smartmove::base {
namespace {

/// A TOML basic string. Settings hold no control characters.
std::string toml_string(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

std::string toml_value(const Setting& setting, std::string_view text) {
  const bool is_bare = setting.type == SettingType::integer || setting.type == SettingType::boolean;
  return is_bare ? std::string(text) : toml_string(text);
}

/// Text for troff: its escape character, its hyphens, and a dot or quote that would start a request.
std::string troff(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (result.empty() && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
  }
  return result;
}

std::string manual_entry(const Setting& setting) {
  const auto argument = setting.type == SettingType::boolean ? std::string() : std::string(" \\fIVALUE\\fR");
  const auto fallback = setting.fallback.empty() ? "empty" : std::string(setting.fallback);
  const auto values = setting.type == SettingType::text ? "" : fmt::format("Allowed: {}. ", allowed_values(setting));
  return fmt::format(".TP\n\\fB{}\\fR{}\n{}\n{}\n", troff("--" + std::string(setting.name)), argument,
                     troff(setting.help),
                     troff(fmt::format("{}Default: {}. Environment: {}.{}", values, fallback, environment_name(setting),
                                       setting.reloads ? " A running server takes a new value on SIGHUP." : "")));
}

}  // namespace

std::string_view origin_name(SettingOrigin origin) {
  switch (origin) {
    case SettingOrigin::fallback: return "default";
    case SettingOrigin::file: return "file";
    case SettingOrigin::environment: return "environment";
    case SettingOrigin::flag: break;
  }
  return "flag";
}

std::string Settings::dump() const {
  std::string result;
  for (const auto& setting : table_) {
    const auto& [text, origin] = values_.find(setting.name)->second;
    // A secret that is set stays a comment: read as a configuration, the dump must not put "(set)" in its place.
    const bool is_hidden = setting.secret && !text.empty();
    result += fmt::format("{}# {}\n# From: {}. Allowed: {}.{}\n{}{} = {}\n", result.empty() ? "" : "\n", setting.help,
                          origin_name(origin), allowed_values(setting), setting.reloads ? " Reloaded on SIGHUP." : "",
                          is_hidden ? "# " : "", setting.name, is_hidden ? "(set)" : toml_value(setting, text));
  }
  return result;
}

std::string manual_page(std::span<const Setting> table, std::string_view version) {
  std::string result = fmt::format(".TH SMARTMOVE 1 \"\" \"smartmove {}\" \"User Commands\"\n.nh\n", troff(version));
  result +=
      ".SH NAME\nsmartmove \\- web portal that helps people move to a region\n"
      ".SH SYNOPSIS\n\\fBsmartmove\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]...\n"
      ".SH DESCRIPTION\nEach command explains itself with\n.BR \\-\\-help .\n"
      "A setting can be given as an option, in the environment, or in a configuration file in TOML under the option's\n"
      "name without its hyphens. An option wins over the environment, the environment over the file, the file over "
      "the\n"
      "default.\n"
      ".SH OPTIONS\n.TP\n\\fB\\-\\-config\\fR \\fIFILE\\fR\nThe configuration file. Environment: SMARTMOVE_CONFIG.\n";
  for (const auto& setting : table) result += manual_entry(setting);
  result +=
      ".SH EXIT STATUS\n.TP\n0\nDone.\n.TP\n1\nFailed; one sentence on standard error says why and what to do.\n"
      ".TP\n2\nWrong use: an unknown command, option or setting.\n";
  return result;
}

}  // namespace smartmove::base
