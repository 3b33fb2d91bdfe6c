#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <type_traits>
#include <utility>
#include <vector>

namespace smartmove::base {

/// What kind of failure it is; `web/` maps each to an HTTP status.
enum class ErrorKind {
  invalid,       ///< input breaks a rule; `problems` lists each breach
  not_found,     ///< nothing there
  gone,          ///< was there, will not come back
  forbidden,     ///< known who you are, not allowed
  conflict,      ///< somebody else changed it, or it exists already
  too_large,     ///< over a limit
  rate_limited,  ///< too often
  unavailable,   ///< cannot be served now, can be tried again
  internal,      ///< our fault
};

/// One breach of a rule in somebody's input.
struct Problem {
  std::string where;     ///< `file:line`, `file#/json/pointer`, a field's or a setting's name
  std::string found;     ///< what stood there, shortened
  std::string expected;  ///< what would have been right, as a phrase

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// An expected failure. `message` is a whole sentence for the person; `cause` is for the log only.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string message;
  std::string cause{};
  std::vector<Problem> problems{};
};

using Failure = tl::unexpected<Error>;

inline Failure fail(Error error) { return Failure(std::move(error)); }
inline Failure fail(ErrorKind kind, std::string message, std::string cause = {}) {
  return Failure(Error{kind, std::move(message), std::move(cause), {}});
}

/// A value or an Error. Exceptions are for a broken world; whatever can be expected to fail returns this.
template <class T = void>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

/// What a successful Result holds; nothing for Result<>.
template <class T>
T take(Result<T>&& result) {
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

/// `where: found …, expected …` lines, one a problem.
std::string format_problems(const std::vector<Problem>& problems);

}  // namespace smartmove::base

/// The value of a Result, or returns its Error from the enclosing function (which returns a Result).
#define TRY(...)                                                                      \
  ({                                                                                  \
    auto try_result_ = (__VA_ARGS__);                                                 \
    if (!try_result_) return ::smartmove::base::fail(std::move(try_result_).error()); \
    ::smartmove::base::take(std::move(try_result_));                                  \
  })
