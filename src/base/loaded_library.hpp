#pragma once

#include <string>

namespace smartmove::base {

/// A shared library that is loaded when it is first needed, and its functions by name. Never closed: what these
/// libraries stand on (glib) cannot be unloaded.
class LoadedLibrary {
 public:
  /// `name` as the loader knows it: `librsvg-2.so.2`.
  explicit LoadedLibrary(const char* name);

  template <class Function>
  void find(Function& function, const char* name) {
    function = reinterpret_cast<Function>(address(name));
  }

  /// The first thing that was not there, in the loader's words; empty: all was.
  const std::string& missing() const { return missing_; }

 private:
  void* address(const char* name);

  void* library_;
  std::string missing_;
};

}  // namespace smartmove::base
