#include "base/build_id.hpp"

#include <gtest/gtest.h>

namespace smartmove::base {
namespace {

TEST(BuildId, IsThisPrograms) {
  const auto id = build_id();
  EXPECT_EQ(id.size(), 40U) << id;
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos) << id;
  EXPECT_EQ(id, build_id());
}

}  // namespace
}  // namespace smartmove::base
