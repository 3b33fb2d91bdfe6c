#include "app/hand_over.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <limits.h>
#include <poll.h>
#include <spawn.h>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include "app/service_manager.hpp"

extern char** environ;

namespace smartmove::app {
namespace {

constexpr const char* variable = "SMARTMOVE_TAKE_OVER";
constexpr int first_passed = 3;  // the socket pair, then the listeners
constexpr char question = '?';
constexpr char allowed = '!';
constexpr char ready = 'R';
constexpr std::chrono::seconds patience{60};

base::Failure failure(const std::string& what) { return base::fail(base::ErrorKind::unavailable, what); }

/// The word that comes, or 0 where the other end is gone or silent.
char receive(int socket) {
  pollfd waiting{socket, POLLIN, 0};
  int found = 0;
  do found = ::poll(&waiting, 1, static_cast<int>(std::chrono::milliseconds(patience).count()));
  while (found < 0 && errno == EINTR);
  char word = 0;
  return found == 1 && ::recv(socket, &word, 1, 0) == 1 ? word : '\0';
}

void send(int socket, char word) { ::send(socket, &word, 1, MSG_NOSIGNAL); }

/// Where the program lies, also once another version has taken its name.
std::string program() {
  std::array<char, PATH_MAX> path{};
  const auto size = ::readlink("/proc/self/exe", path.data(), path.size() - 1);
  std::string name(path.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  constexpr std::string_view deleted = " (deleted)";
  if (name.ends_with(deleted)) name.resize(name.size() - deleted.size());
  return name;
}

std::vector<std::string> arguments() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  const std::string all(std::istreambuf_iterator<char>(file), {});
  std::vector<std::string> list;
  for (std::size_t begin = 0; begin < all.size(); begin = all.find('\0', begin) + 1) {
    list.emplace_back(all.c_str() + begin);
  }
  return list;
}

std::vector<std::string> environment(std::size_t listeners) {
  std::vector<std::string> list;
  const auto own = std::string(variable) + "=";
  for (char** entry = environ; *entry != nullptr; ++entry) {
    if (!std::string_view(*entry).starts_with(own)) list.emplace_back(*entry);
  }
  list.push_back(own + std::to_string(listeners));
  return list;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (auto& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

/// Starts the program with `passed` as its descriptors from first_passed on and no others; its number, or 0 and errno.
int spawn(const std::vector<int>& passed) {
  auto arguments_copy = arguments();
  auto environment_copy = environment(passed.size() - 1);
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&attributes);
  const int behind = first_passed + static_cast<int>(passed.size());
  std::vector<int> high;  // out of the way of the numbers that they are to have
  for (const int descriptor : passed) high.push_back(::fcntl(descriptor, F_DUPFD_CLOEXEC, behind));
  for (std::size_t i = 0; i < high.size(); ++i) {
    posix_spawn_file_actions_adddup2(&files, high[i], first_passed + static_cast<int>(i));
  }
  posix_spawn_file_actions_addclosefrom_np(&files, behind);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t process = 0;
  const auto path = program();
  const int error = ::posix_spawn(&process, path.c_str(), &files, &attributes, pointers(arguments_copy).data(),
                                  pointers(environment_copy).data());
  for (const int descriptor : high) ::close(descriptor);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  errno = error;
  return error == 0 ? process : 0;
}

}  // namespace

base::Result<Successor> Successor::start(const std::vector<int>& listeners) {
  std::array<int, 2> pair{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) {
    return failure(fmt::format("The new server cannot be started: {}.", std::strerror(errno)));
  }
  std::vector<int> passed{pair[1]};
  passed.insert(passed.end(), listeners.begin(), listeners.end());
  const int process = spawn(passed);
  const int error = errno;
  ::close(pair[1]);
  if (process == 0) {
    ::close(pair[0]);
    return failure(fmt::format("The new server cannot be started: {}.", std::strerror(error)));
  }
  return Successor(pair[0], process);
}

Successor::Successor(Successor&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)),
      process_(std::exchange(other.process_, 0)),
      is_ready_(other.is_ready_) {}

Successor::~Successor() {
  if (socket_ < 0) return;
  ::close(socket_);
  if (is_ready_) return;
  ::kill(process_, SIGKILL);  // it has served nobody; the data directory must be free again
  ::waitpid(process_, nullptr, 0);
}

base::Result<> Successor::await(char word) {
  if (receive(socket_) == word) return {};
  return failure(
      fmt::format("The new server (process {}) ended or was not ready in {} seconds; what it said of it "
                  "stands on standard error. This one goes on.",
                  process_, patience.count()));
}

base::Result<> Successor::await_question() { return await(question); }
void Successor::allow() { send(socket_, allowed); }

base::Result<> Successor::await_ready() {
  TRY(await(ready));
  is_ready_ = true;
  return {};
}

base::Result<std::optional<Predecessor>> Predecessor::find() {
  const char* count = std::getenv(variable);  // NOLINT: before any thread exists
  if (count == nullptr) return std::optional<Predecessor>{};
  const int listeners = std::atoi(count);  // NOLINT: 0 is refused like every other wrong number
  ::unsetenv(variable);
  if (listeners < 1) {
    return base::fail(base::ErrorKind::invalid,
                      "SMARTMOVE_TAKE_OVER is set by a server for the one that replaces it; do not set it.");
  }
  std::vector<int> sockets;
  for (int i = 0; i <= listeners; ++i) {
    const int socket = first_passed + i;
    if (i > 0) {
      TRY(check_listener(socket, fmt::format("number {}", socket)));
      sockets.push_back(socket);
    }
    ::fcntl(socket, F_SETFD, FD_CLOEXEC);
  }
  return std::optional<Predecessor>(Predecessor(first_passed, std::move(sockets)));
}

Predecessor::Predecessor(Predecessor&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), listeners_(std::move(other.listeners_)) {}

Predecessor::~Predecessor() {
  if (socket_ >= 0) ::close(socket_);
}

base::Result<> Predecessor::ask_for_database() {
  send(socket_, question);
  if (receive(socket_) == allowed) return {};
  return failure("The server that was to be replaced does not let go of its database: it goes on.");
}

void Predecessor::say_ready() { send(socket_, ready); }

}  // namespace smartmove::app
