#pragma once

#include <array>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <span>
#include <string_view>
#include <utility>

#include "storage/wire.hpp"

/// Rows: a type with a Codec is a row of one column; a Boost.Describe'd struct is a row of its public members in the
/// order of their declaration, those of described base classes first.
namespace smartmove::storage {

template <class Row>
using RowMembers = boost::describe::describe_members<Row, boost::describe::mod_public | boost::describe::mod_inherited>;

template <class Row, class Member>
using MemberType = std::remove_cvref_t<decltype(std::declval<Row&>().*Member::pointer)>;

template <class Row>
constexpr auto column_wires() {
  if constexpr (Column<Row>) {
    return std::array{Codec<Row>::column};
  } else {
    return []<class... Members>(boost::mp11::mp_list<Members...>) {
      return std::array<Wire, sizeof...(Members)>{Codec<MemberType<Row, Members>>::column...};
    }(boost::mp11::mp_rename<RowMembers<Row>, boost::mp11::mp_list>{});
  }
}

/// A value of one column; NULL only into std::optional.
template <class T>
base::Result<> decode_column(const Slot& slot, T& value) {
  constexpr bool takes_null = requires { value.has_value(); };
  if (slot.null && !takes_null) return unexpected_value("a value", "NULL");
  value = TRY(Codec<T>::decode(slot));
  return {};
}

/// Decodes the columns into `row`. Of a failure, `column` is the member's name.
template <class Row>
base::Result<> decode_row(std::span<const Slot> slots, Row& row, std::string_view& column) {
  base::Result<> result;
  if constexpr (Column<Row>) {
    result = decode_column(slots[0], row);
  } else {
    std::size_t index = 0;
    boost::mp11::mp_for_each<RowMembers<Row>>([&](auto member) {
      const Slot& slot = slots[index++];
      if (!result) return;
      column = member.name;
      result = decode_column(slot, row.*member.pointer);
    });
  }
  return result;
}

}  // namespace smartmove::storage
