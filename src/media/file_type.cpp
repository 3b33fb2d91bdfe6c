#include "media/file_type.hpp"

#include <algorithm>
#include <array>

namespace smartmove::media {
namespace {

using std::string_view_literals::operator""sv;

struct Kind {
  FileType type;
  std::string_view content_type;
  std::string_view extension;
};

constexpr std::array kinds{
    Kind{FileType::jpeg, "image/jpeg", "jpg"},  Kind{FileType::png, "image/png", "png"},
    Kind{FileType::webp, "image/webp", "webp"}, Kind{FileType::avif, "image/avif", "avif"},
    Kind{FileType::gif, "image/gif", "gif"},    Kind{FileType::svg, "image/svg+xml", "svg"},
};

const Kind& kind_of(FileType type) { return kinds[static_cast<std::size_t>(type)]; }

/// Whether an ISO media file (ISO/IEC 14496-12) says that it is AVIF, as its major or a compatible brand.
bool is_avif(std::string_view bytes) {
  if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp") return false;
  std::size_t size = 0;
  for (const char c : bytes.substr(0, 4)) size = size << 8 | static_cast<unsigned char>(c);
  const auto brands = bytes.substr(8, std::min<std::size_t>(size, 256) - std::min<std::size_t>(size, 8));
  for (std::size_t at = 0; at + 4 <= brands.size(); at += 4) {
    if (at != 4 && (brands.substr(at, 4) == "avif" || brands.substr(at, 4) == "avis")) return true;
  }
  return false;
}

std::string_view without(std::string_view text, std::string_view closing) {
  const auto end = text.find(closing);
  return end == std::string_view::npos ? std::string_view{} : text.substr(end + closing.size());
}

/// Whether the first element is `svg`: what may stand before it is passed over.
bool is_svg(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (true) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return false;
    text.remove_prefix(begin);
    if (text.starts_with("<?")) {
      text = without(text, "?>");
    } else if (text.starts_with("<!--")) {
      text = without(text, "-->");
    } else if (text.starts_with("<!DOCTYPE")) {
      const auto subset = text.find('[');
      text = without(text, subset < text.find('>') ? "]>" : ">");
    } else {
      return text.starts_with("<svg") && text.size() > 4 && " \t\r\n>/"sv.find(text[4]) != std::string_view::npos;
    }
  }
}

}  // namespace

std::optional<FileType> sniff(std::string_view bytes) {
  if (bytes.starts_with("\xff\xd8\xff"sv)) return FileType::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return FileType::png;
  if (bytes.starts_with("RIFF"sv) && bytes.size() >= 16 && bytes.substr(8, 4) == "WEBP") return FileType::webp;
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return FileType::gif;
  if (is_avif(bytes)) return FileType::avif;
  if (is_svg(bytes)) return FileType::svg;
  return std::nullopt;
}

std::string_view content_type(FileType type) { return kind_of(type).content_type; }
std::string_view extension(FileType type) { return kind_of(type).extension; }

std::optional<FileType> type_of_extension(std::string_view extension) {
  for (const auto& kind : kinds) {
    if (kind.extension == extension) return kind.type;
  }
  return std::nullopt;
}

}  // namespace smartmove::media
