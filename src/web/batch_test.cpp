#include "web/batch.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace smartmove::web {
namespace {

/// A socket that takes little, and its other end.
class BatchTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_), 0);
    const int small = 4096;
    ::setsockopt(ends_[0], SOL_SOCKET, SO_SNDBUF, &small, sizeof(small));
  }
  void TearDown() override {
    for (const int end : ends_) ::close(end);
  }

  std::string receive() {
    std::string text(65536, '\0');
    const auto got = ::recv(ends_[1], text.data(), text.size(), MSG_DONTWAIT);
    text.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return text;
  }

  int ends_[2]{};
  Batch batch_;
  PagePins pins_;
};

TEST_F(BatchTest, WhatASlowClientDoesNotTakeAtOnceOutlivesTheTurn) {
  auto first = PageWriter(false).write(html(std::string(100'000, 'a')), Caching::path, 0);
  auto second = PageWriter(false).write(html(std::string(100'000, 'b')), Caching::path, 0);
  std::string tail = "Date: today\r\n\r\n";
  std::string expected;
  for (const auto& page : {first, first, second}) {
    const auto view = page->view();
    const auto variant = view.choose("");
    batch_.add(view, variant, Batch::Part::full, tail, Batch::Lifetime::turn);
    expected += std::string(variant.head) + tail + std::string(variant.body);
  }
  ASSERT_EQ(batch_.send(ends_[0], pins_), Batch::Sent::some);
  first.reset();
  second.reset();
  tail = "XXXXXXXXXXXXXXX";
  std::string received;
  auto sent = Batch::Sent::some;
  while (sent == Batch::Sent::some) {
    received += receive();
    sent = batch_.send(ends_[0], pins_);
  }
  received += receive();
  EXPECT_EQ(sent, Batch::Sent::all);
  EXPECT_TRUE(received == expected);
  EXPECT_TRUE(batch_.empty());
}

TEST_F(BatchTest, SaysWhenTheClientIsGone) {
  const auto page = PageWriter(false).write(html("x"), Caching::path, 0);
  ::close(ends_[1]);
  ends_[1] = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  batch_.add(page->view(), page->choose(""), Batch::Part::full, "\r\n", Batch::Lifetime::kept);
  EXPECT_EQ(batch_.send(ends_[0], pins_), Batch::Sent::broken);
}

TEST(PagePins, OneCopyForAll) {
  PagePins pins;
  const auto page = PageWriter(false).write(html("x"), Caching::path, 0);
  const auto first = pins.pin(page->view());
  EXPECT_EQ(first, pins.pin(page->view()));
  EXPECT_EQ(first->bytes(), page->bytes());
  pins.sweep();
  EXPECT_EQ(first, pins.pin(page->view()));
}

}  // namespace
}  // namespace smartmove::web
