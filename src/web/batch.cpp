#include "web/batch.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>

namespace smartmove::web {
namespace {
constexpr std::size_t short_piece = 256;  // tails are; the server rewrites them every second
constexpr std::size_t max_pieces = 1024;  // of one sendmsg
}  // namespace

void Batch::push(std::string_view text) {
  if (!text.empty()) pieces_.push_back({const_cast<char*>(text.data()), text.size()});  // NOLINT: only read
}

void Batch::add(const Page& page, const Page::Variant& variant, Part part, std::string_view tail) {
  push(part == Part::not_modified ? variant.not_modified : variant.head);
  push(tail);
  if (part == Part::full) push(variant.body);
  pages_.push_back(&page);
}

Batch::Sent Batch::send(int socket) {
  while (first_ < pieces_.size()) {
    msghdr message{};
    message.msg_iov = pieces_.data() + first_;
    message.msg_iovlen = std::min(pieces_.size() - first_, max_pieces);
    const auto sent = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      advance(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      take_over();
      return Sent::some;
    } else if (errno != EINTR) {
      return Sent::broken;
    }
  }
  clear();
  return Sent::all;
}

void Batch::advance(std::size_t bytes) {
  while (first_ < pieces_.size() && bytes >= pieces_[first_].iov_len) bytes -= pieces_[first_++].iov_len;
  if (bytes == 0) return;
  auto& piece = pieces_[first_];
  piece.iov_base = static_cast<char*>(piece.iov_base) + bytes;
  piece.iov_len -= bytes;
}

/// The socket is full: what is left has to outlive this turn of the loop.
void Batch::take_over() {
  for (const auto* page : pages_) kept_.push_back(page->shared_from_this());
  pages_.clear();
  if (!copies_.empty()) return;
  for (std::size_t i = first_; i < pieces_.size(); ++i) {
    if (pieces_[i].iov_len >= short_piece) continue;
    auto& copy = copies_.emplace_back(static_cast<const char*>(pieces_[i].iov_base), pieces_[i].iov_len);
    pieces_[i].iov_base = copy.data();
  }
}

void Batch::clear() {
  pieces_.clear();
  first_ = 0;
  pages_.clear();
  kept_.clear();
  copies_.clear();
}

}  // namespace smartmove::web
