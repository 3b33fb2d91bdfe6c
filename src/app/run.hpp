#pragma once

namespace smartmove::app {

/// The program: reads the command line, runs one subcommand. 0 done, 1 failed, 2 wrong use; failures are one sentence
/// on stderr that says what to do, mistakes in somebody's files a line each.
int run(int argc, char** argv);

}  // namespace smartmove::app
