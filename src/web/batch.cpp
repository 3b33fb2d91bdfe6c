#include "web/batch.hpp"

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>

namespace smartmove::web {
namespace {
constexpr std::size_t no_owner = 0;
constexpr std::size_t short_piece = 256;  // tails are; the server rewrites them every second
constexpr std::size_t max_pieces = 1024;  // of one sendmsg
}  // namespace

void Batch::push(std::string_view text, std::size_t owner) {
  if (text.empty()) return;
  pieces_.push_back({const_cast<char*>(text.data()), text.size()});  // NOLINT: only read
  owners_.push_back(owner);
}

void Batch::add(const PageView& page, const PageView::Variant& variant, Part part, std::string_view tail,
                Lifetime lifetime) {
  if (lifetime == Lifetime::turn) borrowed_.push_back(page);
  const auto owner = lifetime == Lifetime::turn ? borrowed_.size() : no_owner;
  push(part == Part::not_modified ? variant.not_modified : variant.head, owner);
  push(tail, no_owner);
  if (part == Part::full) push(variant.body, owner);
}

Batch::Sent Batch::send(int socket, PagePins& pins) {
  while (first_ < pieces_.size()) {
    msghdr message{};
    message.msg_iov = pieces_.data() + first_;
    message.msg_iovlen = std::min(pieces_.size() - first_, max_pieces);
    const auto sent = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      advance(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      take_over(pins);
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
void Batch::take_over(PagePins& pins) {
  if (borrowed_.empty() && !copies_.empty()) return;
  std::size_t owner = no_owner;
  for (std::size_t i = first_; i < pieces_.size(); ++i) {
    auto& piece = pieces_[i];
    if (owners_[i] != no_owner) {
      const auto& page = borrowed_[owners_[i] - 1];
      if (owners_[i] != owner) pinned_.push_back(pins.pin(page));
      owner = owners_[i];
      piece.iov_base = const_cast<char*>(pinned_.back()->bytes().data()) +  // NOLINT: only read
                       (static_cast<const char*>(piece.iov_base) - page.bytes().data());
      owners_[i] = no_owner;
    } else if (piece.iov_len < short_piece) {
      auto& copy = copies_.emplace_back(static_cast<const char*>(piece.iov_base), piece.iov_len);
      piece.iov_base = copy.data();
    }
  }
  borrowed_.clear();
}

void Batch::clear() {
  pieces_.clear();
  owners_.clear();
  first_ = 0;
  borrowed_.clear();
  pinned_.clear();
  copies_.clear();
}

}  // namespace smartmove::web
