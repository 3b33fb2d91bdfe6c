#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "web/request.hpp"
#include "web/response.hpp"

namespace smartmove::web {

/// The site's voice: a whole page for an error. `cause` is empty; of an internal error the message is a general one.
/// `request.id` is what the person may quote. Called on several threads; status and caching are set by the caller.
using ErrorPage = std::function<Response(const base::Error&, const Request&)>;

int status_of(base::ErrorKind kind);         ///< invalid 400, not_found 404, gone 410, forbidden 403, conflict 409, …
std::string_view reason_phrase(int status);  ///< `Not Found`; of an unknown status `Unknown`

/// The one error function: a problem+json document (RFC 9457) where JSON is wanted, a small piece of HTML for a partial
/// update, else the page. `cause` never gets out: it is logged with the request's id for internal and unavailable
/// errors. `status` overrides the kind's (405). Should `page` throw, a plain page stands in.
Response error_response(const base::Error& error, const Request& request, const ErrorPage& page, int status = 0);

}  // namespace smartmove::web
