#include "base/build_id.hpp"

#include <cstring>
#include <elf.h>
#include <fmt/format.h>
#include <link.h>
#include <span>

namespace smartmove::base {
namespace {

constexpr std::size_t align(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

/// The build id among the notes of a segment (elf(5)), or nothing.
std::string find_build_id(std::span<const unsigned char> notes) {
  while (notes.size() >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) note{};
    std::memcpy(&note, notes.data(), sizeof(note));
    const auto name_at = sizeof(note);
    const auto text_at = name_at + align(note.n_namesz);
    const auto end = text_at + align(note.n_descsz);
    if (end > notes.size()) break;
    const bool is_gnu = note.n_namesz == 4 && std::memcmp(notes.data() + name_at, "GNU", 4) == 0;
    if (is_gnu && note.n_type == NT_GNU_BUILD_ID) {
      std::string text;
      for (const auto byte : notes.subspan(text_at, note.n_descsz)) text += fmt::format("{:02x}", byte);
      return text;
    }
    notes = notes.subspan(end);
  }
  return {};
}

/// The first object that is told of is the program itself.
int look_at(dl_phdr_info* object, std::size_t, void* found) {
  for (const auto& segment : std::span(object->dlpi_phdr, object->dlpi_phnum)) {
    if (segment.p_type != PT_NOTE) continue;
    const auto* bytes = reinterpret_cast<const unsigned char*>(object->dlpi_addr + segment.p_vaddr);  // NOLINT
    auto& text = *static_cast<std::string*>(found);
    if (text.empty()) text = find_build_id({bytes, segment.p_memsz});
  }
  return 1;
}

}  // namespace

std::string build_id() {
  std::string found;
  dl_iterate_phdr(look_at, &found);
  return found.empty() ? SMARTMOVE_VERSION : found;
}

}  // namespace smartmove::base
