// Every rendition of every photograph named, as the server makes them: `renditions_bench THREADS FILE…` prints the
// seconds taken and the files made. script/bench_media compares it with the `vips` command line.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "media/imaging.hpp"
#include "media/intake.hpp"

using namespace smartmove;

namespace {

std::vector<media::Recipe> all_recipes(const media::Original& original) {
  std::vector<media::Recipe> recipes;
  for (const int width : media::widths_of(original.width)) {
    for (const auto format : media::formats_of(original.alpha)) {
      recipes.push_back({media::Shape::full, {}, width, format});
    }
  }
  return recipes;
}

std::size_t work_on(const std::string& name) {
  std::ifstream stream(name, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const auto original = media::take_in(bytes, {});
  if (!original) {
    std::fprintf(stderr, "%s: %s\n", name.c_str(), original.error().message.c_str());
    std::exit(1);
  }
  const auto made = media::render(original->bytes, original->type, all_recipes(*original));
  if (!made) {
    std::fprintf(stderr, "%s: %s %s\n", name.c_str(), made.error().message.c_str(), made.error().cause.c_str());
    std::exit(1);
  }
  return made->size();
}

}  // namespace

int main(int argc, char** argv) {
  const int threads = argc > 2 ? std::atoi(argv[1]) : 0;
  if (threads < 1) {
    std::fputs("use: renditions_bench THREADS FILE…\n", stderr);
    return 2;
  }
  const std::vector<std::string> names(argv + 2, argv + argc);
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> made{0};
  const auto began = std::chrono::steady_clock::now();
  std::vector<std::thread> workers;
  for (int i = 0; i < threads; ++i) {
    workers.emplace_back([&] {
      for (std::size_t at = next++; at < names.size(); at = next++) made += work_on(names[at]);
      media::forget_thread();
    });
  }
  for (auto& worker : workers) worker.join();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - began;
  std::printf("%.2f %zu\n", taken.count(), made.load());
  return 0;
}
