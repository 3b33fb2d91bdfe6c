#include "cards/typeface.hpp"

#include <fmt/format.h>
#include <initializer_list>
#include <iterator>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/text.hpp"
#include "cards/drawing_library.hpp"

namespace smartmove::cards {

struct Typeface::Font {
  Font(const DrawingLibrary& drawing, std::string_view truetype) : d(drawing) {
    auto* blob = d.blob_create(truetype.data(), static_cast<unsigned>(truetype.size()), HB_MEMORY_MODE_READONLY,
                               nullptr, nullptr);
    face = d.face_create(blob, 0);
    d.blob_destroy(blob);
    font = d.font_create(face);
    d.font_make_immutable(font);
  }
  ~Font() {
    d.font_destroy(font);
    d.face_destroy(face);
  }
  Font(const Font&) = delete;
  Font& operator=(const Font&) = delete;

  bool has(UChar32 character) const {
    hb_codepoint_t glyph = 0;
    return d.font_get_nominal_glyph(font, static_cast<hb_codepoint_t>(character), &glyph) != 0;
  }
  double units() const { return d.face_get_upem(face); }

  const DrawingLibrary& d;
  hb_face_t* face = nullptr;
  hb_font_t* font = nullptr;
};

namespace {

constexpr int most_characters = 300;

/// A line as HarfBuzz sets it, left to right: what other directions need has no letters in these fonts.
class ShapedLine {
 public:
  ShapedLine(const DrawingLibrary& d, hb_font_t* font, std::string_view line) : d_(d), buffer_(d.buffer_create()) {
    d.buffer_add_utf8(buffer_, line.data(), static_cast<int>(line.size()), 0, -1);
    d.buffer_set_direction(buffer_, HB_DIRECTION_LTR);
    d.buffer_set_script(buffer_, HB_SCRIPT_LATIN);
    d.shape(font, buffer_, nullptr, 0);
    infos_ = d.buffer_get_glyph_infos(buffer_, &count_);
    positions_ = d.buffer_get_glyph_positions(buffer_, &count_);
  }
  ~ShapedLine() { d_.buffer_destroy(buffer_); }
  ShapedLine(const ShapedLine&) = delete;
  ShapedLine& operator=(const ShapedLine&) = delete;

  unsigned size() const { return count_; }
  hb_codepoint_t glyph(unsigned i) const { return infos_[i].codepoint; }
  const hb_glyph_position_t& position(unsigned i) const { return positions_[i]; }

 private:
  const DrawingLibrary& d_;
  hb_buffer_t* buffer_;
  unsigned count_ = 0;
  const hb_glyph_info_t* infos_ = nullptr;
  const hb_glyph_position_t* positions_ = nullptr;
};

/// Writes a glyph's outline, in the font's units with y upwards, as path data.
struct Pen {
  std::string data;
  double scale;
  double x;
  double y;

  void write(char command, std::initializer_list<float> numbers) {
    data += command;
    bool is_x = true;
    for (const auto number : numbers) {
      const double value = is_x ? x + number * scale : y - number * scale;
      fmt::format_to(std::back_inserter(data), "{:.1f} ", value);
      is_x = !is_x;
    }
  }
};

Pen& pen(void* data) { return *static_cast<Pen*>(data); }

/// HarfBuzz's calls for the pieces of an outline. Written once, read by every thread.
hb_draw_funcs_t* make_pen_functions(const DrawingLibrary& d) {
  auto* made = d.draw_funcs_create();
  d.draw_funcs_set_move_to_func(
      made,
      [](auto*, void* p, auto*, float x, float y, void*) {
        pen(p).write('M', {x, y});
      },
      nullptr, nullptr);
  d.draw_funcs_set_line_to_func(
      made,
      [](auto*, void* p, auto*, float x, float y, void*) {
        pen(p).write('L', {x, y});
      },
      nullptr, nullptr);
  d.draw_funcs_set_quadratic_to_func(
      made,
      [](auto*, void* p, auto*, float cx, float cy, float x, float y, void*) {
        pen(p).write('Q', {cx, cy, x, y});
      },
      nullptr, nullptr);
  d.draw_funcs_set_cubic_to_func(
      made,
      [](auto*, void* p, auto*, float ax, float ay, float bx, float by, float x, float y, void*) {
        pen(p).write('C', {ax, ay, bx, by, x, y});
      },
      nullptr, nullptr);
  d.draw_funcs_set_close_path_func(
      made, [](auto*, void* p, auto*, void*) { pen(p).data += 'Z'; }, nullptr, nullptr);
  return made;
}

icu::UnicodeString composed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
  const auto valid = base::valid_utf8(text);
  auto units = icu::UnicodeString::fromUTF8(valid);
  if (U_FAILURE(status)) return units;
  auto made = normalizer->normalize(units, status);
  return U_FAILURE(status) ? units : made;
}

}  // namespace

base::Result<Typeface> Typeface::load(std::string_view truetype) {
  const auto* library = TRY(drawing_library());
  auto font = std::make_shared<const Font>(*library, truetype);
  if (library->face_get_glyph_count(font->face) == 0) {
    return base::fail(base::ErrorKind::internal, "The card could not be drawn.", "no font in the bytes of one");
  }
  return Typeface(std::move(font));
}

std::string Typeface::writable(std::string_view text) const {
  // Twenty bytes a character are more than any has; so nobody makes the server compose a book.
  const auto units = composed(text.substr(0, static_cast<std::size_t>(most_characters) * 20));
  icu::UnicodeString kept;
  int count = 0;
  bool space = false;
  for (int i = 0; i < units.length() && count < most_characters; i = units.moveIndex32(i, 1)) {
    const auto character = units.char32At(i);
    if (u_isUWhiteSpace(character) != 0) {
      space = count > 0;
    } else if (u_iscntrl(character) == 0 && font_->has(character)) {
      if (space) kept.append(static_cast<UChar32>(' '));
      count += space ? 2 : 1;
      space = false;
      kept.append(character);
    }
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

double Typeface::width(std::string_view line) const {
  const ShapedLine shaped(font_->d, font_->font, line);
  double units = 0;
  for (unsigned i = 0; i < shaped.size(); ++i) units += shaped.position(i).x_advance;
  return units / font_->units();
}

std::string Typeface::outline(std::string_view line, double size, double x, double y) const {
  static auto* const functions = make_pen_functions(font_->d);
  const ShapedLine shaped(font_->d, font_->font, line);
  Pen pen{{}, size / font_->units(), x, y};
  for (unsigned i = 0; i < shaped.size(); ++i) {
    const auto& position = shaped.position(i);
    const auto at = pen.x;
    pen.x = at + position.x_offset * pen.scale;
    font_->d.font_get_glyph_shape(font_->font, shaped.glyph(i), functions, &pen);
    pen.x = at + position.x_advance * pen.scale;
  }
  return pen.data;
}

}  // namespace smartmove::cards
