#include "app/run.hpp"

int main(int argc, char** argv) { return smartmove::app::run(argc, argv); }
