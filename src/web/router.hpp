#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace smartmove::web {

using Handler = std::function<base::Result<Response>(const Request&)>;

/// Who may call a route. Written beside it; more come with accounts.
enum class Permission { anyone };

/// How the page cache treats a GET route's 200, 301, 308, 404 and 410 answers. What is kept is shared by everybody,
/// so the handler of a cached route sees no headers, no address and (Caching::path) no query string.
enum class Caching {
  none,   ///< made anew each time
  path,   ///< kept by path; the query string is ignored
  query,  ///< kept by path and query string
};

/// One row of a feature's visible route table.
struct Route {
  Method method = Method::get;
  std::string
      pattern;  ///< `/api/v1/places/{code}`; `{name}` is one segment; a last `{name*}` takes the rest, also empty
  Handler handler;
  Permission permission = Permission::anyone;
  Caching caching = Caching::none;
};

/// Immutable after create(), thread-safe. A literal segment goes before a `{name}`, that before a `{name*}`.
class Router {
 public:
  /// Refuses (throws std::logic_error) two routes that match the same requests.
  explicit Router(std::vector<Route> routes);
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;
  ~Router();

  struct Match {
    const Route* route = nullptr;
    std::map<std::string, std::string, std::less<>> parameters;
  };
  /// not_found where no pattern fits the path; invalid with `Allow` methods in `cause` where only the method does not.
  /// HEAD falls back on GET.
  base::Result<Match> match(Method method, std::string_view path) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Node;
  struct Search;
  std::vector<Route> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace smartmove::web
