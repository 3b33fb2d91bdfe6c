#include "base/loaded_library.hpp"

#include <dlfcn.h>

#ifdef __SANITIZE_ADDRESS__
// The leak checker looks for the thread-local storage of libraries that were opened later where it is not, and dies.
extern "C" const char* __asan_default_options() { return "intercept_tls_get_addr=0"; }
#endif

namespace smartmove::base {

LoadedLibrary::LoadedLibrary(const char* name) : library_(::dlopen(name, RTLD_LAZY | RTLD_LOCAL)) {
  if (library_ == nullptr) missing_ = ::dlerror();
}

void* LoadedLibrary::address(const char* name) {
  if (library_ == nullptr) return nullptr;
  void* found = ::dlsym(library_, name);
  if (found == nullptr && missing_.empty()) missing_ = std::string("no ") + name;
  return found;
}

}  // namespace smartmove::base
