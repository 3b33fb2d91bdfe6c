#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sources/pull.hpp"

/// What `smartmove facts` prints.
namespace smartmove::app {

/// A line of the table: a source, and what came of its pull.
using PullLine = std::pair<std::string, base::Result<sources::Pulled>>;

void print_pulls(const std::vector<PullLine>& lines, sources::PullMode mode);
void print_runs(const std::vector<sources::Run>& runs);
void print_run(const sources::Run& run, const std::vector<sources::RunRow>& rows);
std::string runs_as_json(const std::vector<sources::Run>& runs);

/// Draws on stderr how far a pull has come, where that is a terminal; takes it away again at the end.
class ProgressBar {
 public:
  explicit ProgressBar(std::string name);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  void show(std::size_t done, std::size_t total);

 private:
  std::string name_;
  bool is_terminal_;
};

}  // namespace smartmove::app
