#include "web/view.hpp"

#include <algorithm>
#include <stdexcept>

namespace smartmove::web {
namespace {

using Data = kainjow::mustache::data;

bool is_raw_name(std::string_view name) { return name.ends_with("_html"); }

/// A dot would be read as a path and could reach a name that is allowed raw HTML, so the characters are few.
void check_name(const std::string& name, bool raw) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (name.empty() || !std::ranges::all_of(name, allowed)) {
    throw std::logic_error("view name `" + name + "`: names are lower-case letters, digits and underscores.");
  }
  if (is_raw_name(name) != raw) {
    throw std::logic_error("view name `" + name + "`: names ending in _html, and only those, take a SafeHtml.");
  }
}

/// kainjow's own push_back copies; a page's lists are long enough for that to show.
template <class Items, class Make>
Data make_list(Items& items, Make make) {
  Data list(Data::type::list);
  auto& target = const_cast<kainjow::mustache::list&>(list.list_value());  // NOLINT: `list` itself is not const
  target.reserve(items.size());
  for (auto& item : items) target.push_back(make(item));
  return list;
}

}  // namespace

View& View::set(const std::string& name, const std::string& value) {
  check_name(name, false);
  data_[name] = value.empty() ? Data(Data::type::bool_false) : Data(value);
  return *this;
}

View& View::set(const std::string& name, bool value) {
  check_name(name, false);
  data_[name] = Data(value ? Data::type::bool_true : Data::type::bool_false);
  return *this;
}

View& View::set(const std::string& name, View value) {
  check_name(name, false);
  data_[name] = std::move(value.data_);
  return *this;
}

View& View::set(const std::string& name, std::vector<View> list) {
  check_name(name, false);
  data_[name] = make_list(list, [](View& view) { return std::move(view.data_); });
  return *this;
}

View& View::set(const std::string& name, const std::vector<std::string>& list) {
  check_name(name, false);
  data_[name] = make_list(list, [](const std::string& text) { return Data(text); });
  return *this;
}

View& View::set(const std::string& name, const SafeHtml& html) {
  check_name(name, true);
  data_[name] = html.empty() ? Data(Data::type::bool_false) : Data(html.str());
  return *this;
}

}  // namespace smartmove::web
