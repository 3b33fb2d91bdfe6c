#include "content/shared_json.hpp"

namespace smartmove::content {
namespace {

// Of a member, an element or a string: what Boost.JSON and the allocator add, and a struct's share.
constexpr std::size_t per_value = 64;
constexpr std::size_t forms = 3;  // as JSON, as a struct, what the struct made of it

std::size_t bytes_of(const boost::json::value& value) {
  if (const auto* text = value.if_string()) return per_value + text->size();
  std::size_t sum = per_value;
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) sum += member.key().size() + bytes_of(member.value());
  } else if (const auto* array = value.if_array()) {
    for (const auto& element : *array) sum += bytes_of(element);
  }
  return sum;
}

}  // namespace

SharedJson::SharedJson() {
  static const SharedJson empty{boost::json::object()};
  state_ = empty.state_;
}

SharedJson::SharedJson(boost::json::value value) : state_(std::make_shared<State>(std::move(value))) {}

std::size_t weight_of(const boost::json::value& value) { return forms * bytes_of(value); }

}  // namespace smartmove::content
