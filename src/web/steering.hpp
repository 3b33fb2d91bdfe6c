#pragma once

#include <linux/filter.h>
#include <span>
#include <vector>

namespace smartmove::web {

/// Steering: one pinned thread a processor core, and a new connection goes to the thread of the core that received it,
/// so that its packets are worked on where they arrive (SO_ATTACH_REUSEPORT_CBPF, socket(7)).

/// The cores this process may run on, in order; empty where the kernel does not say.
std::vector<unsigned> allowed_cores();

/// Classic BPF: the position in `cores` of the core that runs it; of another core, its number modulo how many they are.
std::vector<sock_filter> steering_program(std::span<const unsigned> cores);

/// Has the kernel choose among the sockets that listen at one port, as many as `cores` and in that order. `socket` is
/// any of them. False, with errno, where kernel or container forbids it.
bool steer(int socket, std::span<const unsigned> cores);

/// Keeps the calling thread on `core`. False, with errno, where that is forbidden.
bool pin_thread(unsigned core);

}  // namespace smartmove::web
