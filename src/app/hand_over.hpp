#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "base/result.hpp"

/// One server takes the place of another without a request failing: the old one starts this program anew, with its own
/// arguments and its listening sockets; the new one asks for the data directory, gets ready, says so; the old one ends
/// what it has under way and goes. Two bytes each way over a socket pair.
namespace smartmove::app {

/// In the old process: the new one.
class Successor {
 public:
  /// Starts it. unavailable: the program cannot be started.
  static base::Result<Successor> start(const std::vector<int>& listeners);
  Successor(Successor&& other) noexcept;
  Successor& operator=(Successor&&) = delete;
  ~Successor();  ///< ends it, unless it is ready

  int process() const { return process_; }
  /// Waits for it to ask for the database; allow() then lets it go on.
  base::Result<> await_question();
  void allow();
  /// Waits until it serves. unavailable: it has ended, or is not ready in a minute.
  base::Result<> await_ready();

 private:
  Successor(int socket, int process) : socket_(socket), process_(process) {}
  base::Result<> await(char word);

  int socket_;
  int process_;
  bool is_ready_ = false;
};

/// In the new process: the old one.
class Predecessor {
 public:
  /// Nothing where this process replaces no other. invalid: what it was passed cannot be.
  static base::Result<std::optional<Predecessor>> find();
  Predecessor(Predecessor&& other) noexcept;
  Predecessor& operator=(Predecessor&&) = delete;
  ~Predecessor();

  const std::vector<int>& listeners() const { return listeners_; }
  base::Result<> ask_for_database();  ///< waits until it has let go of it
  void say_ready();

 private:
  Predecessor(int socket, std::vector<int> listeners) : socket_(socket), listeners_(std::move(listeners)) {}

  int socket_;
  std::vector<int> listeners_;
};

}  // namespace smartmove::app
