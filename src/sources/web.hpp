#pragma once

#include <map>
#include <string>
#include <string_view>

#include "fetch/patience.hpp"

namespace smartmove::sources {

/// What a service said an answer is known by (RFC 9110, 8.8).
struct Validator {
  std::string etag;
  std::string last_modified;

  friend bool operator==(const Validator&, const Validator&) = default;
};
using Validators = std::map<std::string, Validator>;  ///< by address

/// One service while it is asked; remembers by what its answers are known.
class Web {
 public:
  /// `base` is put before every path. `known`: answers that were taken before.
  Web(std::string base, fetch::ClientSettings settings, fetch::Patience patience, fetch::Wait wait, Validators known);

  struct Answer {
    std::string body;
    bool not_modified = false;  ///< it is as it was; no body
  };
  /// A path below the base, or a whole address.
  base::Result<std::string> get(const std::string& path);
  base::Result<Answer> get_if_modified(const std::string& path);
  base::Result<std::string> post_json(const std::string& path, std::string body);

  /// Where `next`, an address that the service names, is on the service's own host, whatever host it says.
  base::Result<std::string> at_same_host(const std::string& next) const;

  const Validators& seen() const { return seen_; }

 private:
  std::string url(const std::string& path) const;

  std::string base_;
  fetch::PatientClient client_;
  Validators known_;
  Validators seen_{};
};

}  // namespace smartmove::sources
