#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <memory>
#include <mutex>
#include <typeindex>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "storage/wire.hpp"

namespace smartmove::content {

/// JSON that never changes: copies share it, and what it means as a struct is read once, however many ask.
/// Thread-safe.
class SharedJson {
 public:
  SharedJson();                          ///< an empty object
  SharedJson(boost::json::value value);  // implicit: wherever JSON is given
  SharedJson(boost::json::object value) : SharedJson(boost::json::value(std::move(value))) {}

  const boost::json::value& json() const { return state_->json; }
  operator const boost::json::value&() const { return state_->json; }

  /// Never null. The errors are those of base::from_json().
  template <class T>
  base::Result<std::shared_ptr<const T>> as() const {
    const std::lock_guard lock(state_->mutex);
    for (const auto& [type, value] : state_->read) {
      if (type == std::type_index(typeid(T))) return std::static_pointer_cast<const T>(value);
    }
    auto value = std::make_shared<const T>(TRY(base::from_json<T>(state_->json)));
    state_->read.emplace_back(typeid(T), value);
    return value;
  }

 private:
  struct State {
    explicit State(boost::json::value value) : json(std::move(value)) {}
    const boost::json::value json;
    std::mutex mutex{};
    std::vector<std::pair<std::type_index, std::shared_ptr<const void>>> read{};
  };
  std::shared_ptr<State> state_;
};

/// Roughly the memory that it takes, in bytes, as JSON and read.
std::size_t weight_of(const boost::json::value& value);

}  // namespace smartmove::content

namespace smartmove::base {

template <>
struct JsonCodec<content::SharedJson> {
  static void read(const boost::json::value& value, JsonReader&, content::SharedJson& out) { out = value; }
  static boost::json::value write(const content::SharedJson& value) { return value.json(); }
  static boost::json::object schema() { return json_schema<boost::json::value>(); }
};

}  // namespace smartmove::base

namespace smartmove::storage {

template <>
struct Codec<content::SharedJson> {
  static constexpr Wire column = Wire::text;
  static base::Result<content::SharedJson> decode(const Slot& slot) { return TRY(decode_json(slot.text)); }
};

}  // namespace smartmove::storage
