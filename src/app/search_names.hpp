#pragma once

#include "site/search_services.hpp"

namespace smartmove::app {

/// Tells search what audiences and places are called.
site::SearchNames search_names();

}  // namespace smartmove::app
