#pragma once

#include "base/result.hpp"
#include "base/settings.hpp"
#include "web/server.hpp"

namespace smartmove::app {

/// What of the settings a running server can be given anew. invalid: proxies that are no addresses.
base::Result<web::ServerLimits> server_limits(const base::Settings& settings);

base::Result<web::ServerSettings> server_settings(const base::Settings& settings);

}  // namespace smartmove::app
