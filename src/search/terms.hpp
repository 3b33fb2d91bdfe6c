#pragma once

#include <string>
#include <string_view>
#include <xapian.h>

namespace smartmove::search {

/// What stands before a term of the index says what it is. Words themselves are folded (base::fold) and have nothing
/// before them.
namespace prefix {
constexpr std::string_view reference = "Q";
constexpr std::string_view kind = "K";
constexpr std::string_view audience = "A";
constexpr std::string_view place = "P";
constexpr std::string_view stem = "Z";
constexpr std::string_view title = "S";   ///< a stem in the title
constexpr std::string_view exact = "XE";  ///< a word as it is written, where that is another than folded
}  // namespace prefix

namespace slot {
constexpr Xapian::valueno stamp = 0;  ///< `reference␟stamp`
constexpr Xapian::valueno kind = 1;
constexpr Xapian::valueno audiences = 2;  ///< keys with ␟ between
constexpr Xapian::valueno place = 3;
}  // namespace slot

constexpr char separator = '\x1f';

/// A term that names something. Longer than the index can hold: its beginning and a hash of the whole.
std::string name_term(std::string_view prefix, std::string_view name);

/// A word as the index has it, and as it was written.
struct WordTerms {
  std::string folded;
  std::string stem;   ///< with its prefix
  std::string exact;  ///< with its prefix; empty where writing it folded loses nothing
};

/// Makes terms of the words of one language: Swedish and English ones are cut down to their stem, others stay as they
/// are. Belongs to one thread.
class Terms {
 public:
  explicit Terms(std::string_view language);

  WordTerms of(std::string_view word) const;

 private:
  Xapian::Stem stem_;
};

}  // namespace smartmove::search
