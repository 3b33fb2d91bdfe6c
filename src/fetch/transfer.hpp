#pragma once

#include <chrono>
#include <curl/curl.h>
#include <memory>
#include <string>
#include <string_view>

#include "fetch/client.hpp"

/// One request and its answer through libcurl: no redirects. For client.cpp.
namespace smartmove::fetch {

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;

Handle make_handle();

std::string lower(std::string_view text);  ///< ASCII

/// `may_be_inside`: the host was allowed by name, so its address is not looked at. No time `left` is `unavailable`.
base::Result<Response> transfer(Handle& handle, const Request& request, const ClientSettings& settings,
                                std::chrono::milliseconds left, bool may_be_inside);

}  // namespace smartmove::fetch
