#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace smartmove::app {

/// Tells the service manager (sd_notify(3): the socket that NOTIFY_SOCKET names) how it goes: `READY=1`, `STOPPING=1`,
/// `RELOADING=1`, one a line. Does nothing where there is none; a message that it does not take is logged.
void notify_service_manager(std::string_view state);

/// The listening sockets that a service manager has passed to this process (sd_listen_fds(3)), and removes the
/// environment that names them. Empty without any; invalid: one that is no listening TCP socket.
base::Result<std::vector<int>> sockets_from_service_manager();

/// invalid: `socket` is no listening TCP socket. `name` is what to call it.
base::Result<> check_listener(int socket, std::string_view name);

std::uint16_t port_of(int socket);

}  // namespace smartmove::app
