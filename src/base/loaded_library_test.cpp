#include "base/loaded_library.hpp"

#include <cstddef>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smartmove::base {
namespace {

using ::testing::HasSubstr;

TEST(LoadedLibraryTest, finds_a_function_by_its_name) {
  LoadedLibrary library("libz.so.1");
  const char* (*version)() = nullptr;
  library.find(version, "zlibVersion");
  EXPECT_EQ(library.missing(), "");
  ASSERT_NE(version, nullptr);
  EXPECT_THAT(version(), HasSubstr("."));
}

TEST(LoadedLibraryTest, says_what_is_not_there) {
  LoadedLibrary nowhere("libnowhere.so.9");
  EXPECT_THAT(nowhere.missing(), HasSubstr("libnowhere.so.9"));
  void (*function)() = nullptr;
  nowhere.find(function, "f");
  EXPECT_EQ(function, nullptr);

  LoadedLibrary library("libz.so.1");
  library.find(function, "no_such_function");
  library.find(function, "nor_this");
  EXPECT_EQ(library.missing(), "no no_such_function");
}

}  // namespace
}  // namespace smartmove::base
