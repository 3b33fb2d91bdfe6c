#include "web/steering.hpp"

#include <cerrno>
#include <cstdint>
#include <pthread.h>
#include <sched.h>
#include <sys/socket.h>

namespace smartmove::web {

std::vector<unsigned> allowed_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  std::vector<unsigned> cores;
  if (::sched_getaffinity(0, sizeof(set), &set) != 0) return cores;
  for (unsigned core = 0; core < CPU_SETSIZE; ++core) {
    if (CPU_ISSET(core, &set)) cores.push_back(core);
  }
  return cores;
}

std::vector<sock_filter> steering_program(std::span<const unsigned> cores) {
  constexpr auto current_core = static_cast<std::uint32_t>(SKF_AD_OFF + SKF_AD_CPU);
  std::vector<sock_filter> program{BPF_STMT(BPF_LD | BPF_W | BPF_ABS, current_core)};
  for (std::uint32_t position = 0; position < cores.size(); ++position) {
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, cores[position], 0, 1));
    program.push_back(BPF_STMT(BPF_RET | BPF_K, position));
  }
  program.push_back(BPF_STMT(BPF_ALU | BPF_MOD | BPF_K, static_cast<std::uint32_t>(cores.size())));
  program.push_back(BPF_STMT(BPF_RET | BPF_A, 0));
  return program;
}

bool steer(int socket, std::span<const unsigned> cores) {
  auto program = steering_program(cores);
  const sock_fprog all{static_cast<unsigned short>(program.size()), program.data()};
  return ::setsockopt(socket, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, &all, sizeof(all)) == 0;
}

bool pin_thread(unsigned core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  errno = ::pthread_setaffinity_np(::pthread_self(), sizeof(set), &set);
  return errno == 0;
}

}  // namespace smartmove::web
