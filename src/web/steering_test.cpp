#include "web/steering.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <thread>

namespace smartmove::web {
namespace {

/// Runs a steering program as the kernel would on `core`.
unsigned chosen(const std::vector<sock_filter>& program, unsigned core) {
  unsigned accumulator = 0;
  for (std::size_t at = 0; at < program.size(); ++at) {
    const auto& step = program[at];
    switch (step.code) {
      case BPF_LD | BPF_W | BPF_ABS: accumulator = core; break;
      case BPF_JMP | BPF_JEQ | BPF_K: at += accumulator == step.k ? step.jt : step.jf; break;
      case BPF_ALU | BPF_MOD | BPF_K: accumulator %= step.k; break;
      case BPF_RET | BPF_K: return step.k;
      case BPF_RET | BPF_A: return accumulator;
      default: ADD_FAILURE() << "unknown step " << step.code;
    }
  }
  ADD_FAILURE() << "no return";
  return 0;
}

TEST(Steering, ToTheThreadOfTheCore) {
  const std::vector<unsigned> cores{2, 3, 7};
  const auto program = steering_program(cores);
  EXPECT_EQ(chosen(program, 2), 0U);
  EXPECT_EQ(chosen(program, 3), 1U);
  EXPECT_EQ(chosen(program, 7), 2U);
  EXPECT_EQ(chosen(program, 4), 1U);  // of no thread's core
}

TEST(Steering, PinsToACoreThatIsAllowed) {
  const auto cores = allowed_cores();
  ASSERT_FALSE(cores.empty());
  EXPECT_TRUE(std::ranges::is_sorted(cores));
  std::thread([&] {
    ASSERT_TRUE(pin_thread(cores.front()));
    EXPECT_EQ(allowed_cores(), std::vector<unsigned>{cores.front()});
    EXPECT_FALSE(pin_thread(CPU_SETSIZE - 1));
  }).join();
}

}  // namespace
}  // namespace smartmove::web
