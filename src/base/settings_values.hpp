#pragma once

#include <string_view>

/// What the text of some settings must be.
namespace smartmove::base {

/// An IPv4 or IPv6 address in numbers: `127.0.0.1`, `::1`, `fe80::1%eth0`.
bool is_ip_address(std::string_view text);

/// `https://` or `http://` and a host, perhaps with a port and slashes at the end: `https://flytta.example.se`.
bool is_site_address(std::string_view text);

/// `04:40`, 00:00 to 23:59; or `off`.
bool is_time_of_day_or_off(std::string_view text);

}  // namespace smartmove::base
