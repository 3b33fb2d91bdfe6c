#include "web/router.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace smartmove::web {
namespace {

bool is_parameter(std::string_view segment) { return segment.starts_with('{') && segment.ends_with('}'); }
bool is_rest(std::string_view segment) { return is_parameter(segment) && segment.ends_with("*}"); }

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> segments;
  path.remove_prefix(1);
  while (true) {
    const auto slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

void check_pattern(std::string_view pattern) {
  const auto refuse = [&](std::string_view why) {
    throw std::logic_error("route pattern `" + std::string(pattern) + "`: " + std::string(why));
  };
  if (!pattern.starts_with('/')) refuse("it begins with /.");
  const auto segments = split(pattern);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto segment = segments[i];
    if (is_rest(segment) && i + 1 != segments.size()) refuse("only the last segment may take the rest.");
    if (is_parameter(segment) && segment.size() < (is_rest(segment) ? 4U : 3U)) refuse("a parameter has a name.");
    if (!is_parameter(segment) && segment.find_first_of("{}") != std::string_view::npos) {
      refuse("a parameter is a whole segment.");
    }
  }
}

}  // namespace

/// One segment of the patterns; children in the order they are tried.
struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  std::unique_ptr<Node> rest;
  std::array<const Route*, 7> routes{};  ///< by Method

  Node& child(std::string_view segment) {
    auto& slot = is_rest(segment) ? rest : is_parameter(segment) ? parameter : literals[std::string(segment)];
    if (!slot) slot = std::make_unique<Node>();
    return *slot;
  }
};

struct Router::Search {
  Method method;
  std::vector<std::string_view> segments;
  std::array<bool, 7> allowed{};
  const Route* found = nullptr;

  bool take(const Node& node) {
    for (std::size_t i = 0; i < node.routes.size(); ++i) {
      if (node.routes[i] != nullptr) allowed[i] = true;
    }
    found = node.routes[static_cast<std::size_t>(method)];
    if (found == nullptr && method == Method::head) found = node.routes[static_cast<std::size_t>(Method::get)];
    return found != nullptr;
  }

  bool descend(const Node& node, std::size_t depth) {
    if (depth == segments.size()) return take(node);
    const auto literal = node.literals.find(segments[depth]);
    if (literal != node.literals.end() && descend(*literal->second, depth + 1)) return true;
    if (node.parameter && !segments[depth].empty() && descend(*node.parameter, depth + 1)) return true;
    return node.rest && take(*node.rest);
  }

  std::string allow() const {
    std::string names;
    for (std::size_t i = 0; i < allowed.size(); ++i) {
      const bool head = static_cast<Method>(i) == Method::head && allowed[static_cast<std::size_t>(Method::get)];
      if (!allowed[i] && !head) continue;
      if (!names.empty()) names += ", ";
      names += to_string(static_cast<Method>(i));
    }
    return names;
  }
};

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)), root_(std::make_unique<Node>()) {
  for (const auto& route : routes_) {
    check_pattern(route.pattern);
    if (!route.handler) throw std::logic_error("route `" + route.pattern + "` has no handler.");
    if (route.caching != Caching::none && route.method != Method::get) {
      throw std::logic_error("route `" + route.pattern + "`: only GET can be cached.");
    }
    Node* node = root_.get();
    for (const auto segment : split(route.pattern)) node = &node->child(segment);
    const Route*& slot = node->routes[static_cast<std::size_t>(route.method)];
    if (slot != nullptr) {
      throw std::logic_error("routes `" + slot->pattern + "` and `" + route.pattern + "` match the same " +
                             std::string(to_string(route.method)) + " requests.");
    }
    slot = &route;
  }
}

Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

base::Result<Router::Match> Router::match(Method method, std::string_view path) const {
  if (!path.starts_with('/')) {
    return base::fail(base::ErrorKind::not_found, "There is nothing at this address.");
  }
  Search search{method, split(path)};
  if (!search.descend(*root_, 0)) {
    if (auto allow = search.allow(); !allow.empty()) {
      return base::fail(base::ErrorKind::invalid, "This address does not take that kind of request.", std::move(allow));
    }
    return base::fail(base::ErrorKind::not_found, "There is nothing at this address.");
  }
  Match match{search.found, {}};
  const auto names = split(match.route->pattern);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (is_rest(names[i])) {
      const auto rest = path.substr(static_cast<std::size_t>(search.segments[i].data() - path.data()));
      match.parameters.emplace(names[i].substr(1, names[i].size() - 3), rest);
    } else if (is_parameter(names[i])) {
      match.parameters.emplace(names[i].substr(1, names[i].size() - 2), search.segments[i]);
    }
  }
  return match;
}

}  // namespace smartmove::web
