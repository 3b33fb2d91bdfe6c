#include "storage/session.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <chrono>
#include <thread>

#include "storage/testing.hpp"

namespace smartmove::storage {
namespace {

using base::ErrorKind;
using testing::must;
using testing::query;

enum class Colour { red, blue };
BOOST_DESCRIBE_ENUM(Colour, red, blue)

using ThingId = base::Id<struct ThingTag>;

struct Thing {
  ThingId id;
  std::string name;
  bool visible = false;
  std::int64_t big = 0;
  int small = 0;
  double ratio = 0;
  base::Instant at;
  base::Date day;
  Colour colour = Colour::red;
  boost::json::value extra;
  std::optional<std::string> note;
  std::optional<Colour> other_colour;
};
BOOST_DESCRIBE_STRUCT(Thing, (), (id, name, visible, big, small, ratio, at, day, colour, extra, note, other_colour))

constexpr const char* create_thing =
    "CREATE TABLE thing (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, visible INTEGER NOT NULL, big BIGINT NOT NULL,"
    "small INTEGER NOT NULL CHECK (small < 100), ratio DOUBLE PRECISION NOT NULL, at BIGINT NOT NULL, day TEXT NOT "
    "NULL,"
    "colour TEXT NOT NULL, extra TEXT NOT NULL, note TEXT, other_colour TEXT);"
    "CREATE TABLE part (thing_id TEXT NOT NULL REFERENCES thing (id), number INTEGER NOT NULL);";

constexpr Query insert_thing = query(
    "INSERT INTO thing VALUES (:id, :name, :visible, :big, :small, :ratio, :at, :day, :colour, :extra, :note, :other)");
constexpr Query select_things = query("SELECT * FROM thing ORDER BY name");
constexpr Query count_things = query("SELECT count(*) FROM thing");
constexpr Query insert_part = query("INSERT INTO part VALUES (:thing_id, :number)");

Thing example(std::string name) {
  return {.id = ThingId::generate(),
          .name = std::move(name),
          .visible = true,
          .big = std::numeric_limits<std::int64_t>::max(),
          .small = -7,
          .ratio = 0.1 + 0.2,
          .at = base::now(),
          .day = {2028, 2, 29},
          .colour = Colour::blue,
          .extra = {{"a", {1, 2, nullptr}}},
          .note = std::nullopt,
          .other_colour = Colour::red};
}

base::Result<std::int64_t> insert(Session& session, const Thing& t) {
  return session.execute(insert_thing, t.id, t.name, t.visible, t.big, t.small, t.ratio, t.at, t.day, t.colour, t.extra,
                         t.note, t.other_colour);
}

class SessionTest : public testing::DatabaseTest {
 protected:
  void set_up() override { run_script(create_thing); }

  base::Result<std::int64_t> save(const Thing& thing) {
    return database().write([&](Session& session) { return insert(session, thing); });
  }
  std::vector<Thing> things() {
    return must(database().read([&](Session& session) { return session.all<Thing>(select_things); }));
  }
  template <class Row, class... Args>
  base::Result<std::optional<Row>> ask(const Query& query, const Args&... args) {
    return database().read([&](Session& session) { return session.one<Row>(query, args...); });
  }
};

TEST_P(SessionTest, gives_back_every_type_as_it_was) {
  const Thing saved =
      example("Örebro län – åäö ÅÄÖ 🏡👩‍👩‍👧 'quoted' \"twice\" :name $1 \\ \n");
  EXPECT_EQ(must(save(saved)), 1);
  const auto found = things();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, saved.id);
  EXPECT_EQ(found[0].name, saved.name);
  EXPECT_EQ(found[0].visible, true);
  EXPECT_EQ(found[0].big, saved.big);
  EXPECT_EQ(found[0].small, -7);
  EXPECT_EQ(found[0].ratio, saved.ratio);
  EXPECT_EQ(found[0].at, saved.at);
  EXPECT_EQ(found[0].day, saved.day);
  EXPECT_EQ(found[0].colour, Colour::blue);
  EXPECT_EQ(found[0].extra, saved.extra);
  EXPECT_EQ(found[0].note, std::nullopt);
  EXPECT_EQ(found[0].other_colour, Colour::red);
}

TEST_P(SessionTest, keeps_extreme_numbers) {
  for (const double number : {0.1, 1e-300, 1.7976931348623157e308, -0.0, 3.141592653589793}) {
    EXPECT_EQ(must(ask<double>(query("SELECT CAST(:x AS DOUBLE PRECISION)"), number)), number);
  }
  EXPECT_EQ(must(ask<std::int64_t>(query("SELECT CAST(:x AS BIGINT)"), std::numeric_limits<std::int64_t>::min())),
            std::numeric_limits<std::int64_t>::min());
}

TEST_P(SessionTest, takes_a_repeated_parameter_once) {
  EXPECT_EQ(must(ask<int>(query("SELECT CAST(:a AS INTEGER) * 10 + CAST(:b AS INTEGER) * CAST(:a AS INTEGER)"), 2, 3)),
            26);
  must(save(example("a")));
  const auto by_optional_name = query("SELECT count(*) FROM thing WHERE (CAST(:name AS TEXT) IS NULL OR name = :name)");
  EXPECT_EQ(must(ask<int>(by_optional_name, std::optional<std::string>())), 1);
  EXPECT_EQ(must(ask<int>(by_optional_name, std::nullopt)), 1);
  EXPECT_EQ(must(ask<int>(by_optional_name, "a")), 1);
  EXPECT_EQ(must(ask<int>(by_optional_name, std::string_view("b"))), 0);
}

TEST_P(SessionTest, reads_comparisons_as_bool) {
  EXPECT_EQ(must(ask<bool>(query("SELECT 1 = 1"))), true);
  EXPECT_EQ(must(ask<bool>(query("SELECT 1 = 2"))), false);
  EXPECT_EQ(must(ask<bool>(query("SELECT EXISTS (SELECT 1 FROM thing)"))), false);
  EXPECT_EQ(must(ask<bool>(query("SELECT 1"))), true);
}

TEST_P(SessionTest, tells_null_from_no_row) {
  const auto null = query("SELECT CAST(NULL AS TEXT)");
  const auto found = must(ask<std::optional<std::string>>(null));
  ASSERT_TRUE(found.has_value());
  EXPECT_FALSE(found->has_value());
  EXPECT_EQ(must(ask<std::string>(query("SELECT name FROM thing"))), std::nullopt);
  const auto refused = ask<std::string>(null);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::internal);
  EXPECT_NE(refused.error().cause.find("NULL"), std::string::npos);
}

TEST_P(SessionTest, names_the_column_that_does_not_fit) {
  must(save(example("a")));
  run_script("UPDATE thing SET colour = 'green'");
  const auto refused = database().read([&](Session& session) { return session.all<Thing>(select_things); });
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().cause.find("column colour"), std::string::npos) << refused.error().cause;
  EXPECT_NE(refused.error().cause.find("green"), std::string::npos) << refused.error().cause;
  const auto too_big = ask<std::int8_t>(query("SELECT 128"));
  ASSERT_FALSE(too_big);
  EXPECT_NE(too_big.error().cause.find("128"), std::string::npos);
}

TEST_P(SessionTest, refuses_a_wrong_number_of_columns_and_arguments) {
  EXPECT_FALSE(ask<Thing>(query("SELECT name FROM thing")));
  EXPECT_FALSE(ask<std::string>(query("SELECT name, id FROM thing")));
  EXPECT_FALSE(ask<std::string>(query("SELECT name FROM thing WHERE id = :id")));
  EXPECT_FALSE(ask<std::string>(query("SELECT name FROM thing"), 1));
}

TEST_P(SessionTest, refuses_text_that_one_database_cannot_hold) {
  for (const std::string& bad : {std::string("a\0b", 3), std::string("\xff"), std::string("\xed\xa0\x80")}) {
    const auto refused = save(example(bad));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  }
  Thing thing = example("a");
  thing.ratio = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(save(thing).error().kind, ErrorKind::invalid);
  EXPECT_TRUE(things().empty());
}

TEST_P(SessionTest, says_conflict_for_a_key_that_exists) {
  const Thing thing = example("a");
  must(save(thing));
  const auto same_id = save(thing);
  ASSERT_FALSE(same_id);
  EXPECT_EQ(same_id.error().kind, ErrorKind::conflict);
  const auto same_name = save(example("a"));
  ASSERT_FALSE(same_name);
  EXPECT_EQ(same_name.error().kind, ErrorKind::conflict);
  EXPECT_EQ(same_name.error().cause.find(thing.id.to_string()), std::string::npos) << same_name.error().cause;
  EXPECT_EQ(things().size(), 1u);
}

TEST_P(SessionTest, says_invalid_for_a_broken_rule) {
  Thing thing = example("a");
  thing.small = 100;
  const auto check = save(thing);
  ASSERT_FALSE(check);
  EXPECT_EQ(check.error().kind, ErrorKind::invalid);
  const auto reference =
      database().write([&](Session& session) { return session.execute(insert_part, ThingId::generate(), 1); });
  ASSERT_FALSE(reference);
  EXPECT_EQ(reference.error().kind, ErrorKind::invalid);
  const auto null = database().write([&](Session& session) { return session.execute(insert_part, std::nullopt, 1); });
  ASSERT_FALSE(null);
  EXPECT_EQ(null.error().kind, ErrorKind::invalid);
}

TEST_P(SessionTest, keeps_values_out_of_causes) {
  Thing thing = example("hemlig@example.org");
  must(save(thing));
  const auto refused = save(thing);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().cause.find("hemlig"), std::string::npos) << refused.error().cause;
}

TEST_P(SessionTest, says_internal_for_sql_that_is_wrong) {
  const auto refused = ask<int>(query("SELECT id FROM nowhere"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::internal);
  EXPECT_NE(refused.error().cause.find("nowhere"), std::string::npos) << refused.error().cause;
}

TEST_P(SessionTest, a_failed_statement_ends_the_transaction) {
  const Thing thing = example("a");
  const auto result = database().write([&](Session& session) -> base::Result<> {
    must(insert(session, thing));
    EXPECT_EQ(insert(session, thing).error().kind, ErrorKind::conflict);
    EXPECT_EQ(session.one<int>(count_things).error().kind, ErrorKind::conflict);
    return {};
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::conflict);
  EXPECT_TRUE(things().empty());
}

TEST_P(SessionTest, counts_changed_rows) {
  for (const char* name : {"a", "b", "c"}) must(save(example(name)));
  must(database().write([&](Session& session) -> base::Result<> {
    EXPECT_EQ(must(session.execute(query("UPDATE thing SET small = 1 WHERE name <> :name"), "a")), 2);
    EXPECT_EQ(must(session.execute(query("UPDATE thing SET small = 1 WHERE name = 'z'"))), 0);
    EXPECT_EQ(
        must(session.execute(query("INSERT INTO thing SELECT * FROM thing WHERE name = 'a' ON CONFLICT DO NOTHING"))),
        0);
    EXPECT_EQ(must(session.execute(query("DELETE FROM thing"))), 3);
    return {};
  }));
}

TEST_P(SessionTest, gives_what_a_statement_returns) {
  must(save(example("a")));
  const auto changed = must(database().write([&](Session& session) {
    return session.one<int>(query("UPDATE thing SET small = small + :more RETURNING small"), 10);
  }));
  EXPECT_EQ(changed, 3);
  EXPECT_EQ(things()[0].small, 3);
}

TEST_P(SessionTest, stops_where_it_is_told) {
  for (const char* name : {"a", "b", "c"}) must(save(example(name)));
  std::vector<std::string> seen;
  must(database().read([&](Session& session) {
    return session.each<Thing>(select_things, [&](Thing&& thing) {
      seen.push_back(thing.name);
      return seen.size() < 2;
    });
  }));
  EXPECT_EQ(seen, (std::vector<std::string>{"a", "b"}));
  must(save(example("d")));  // the reader left nothing locked
}

TEST_P(SessionTest, inserts_20000_rows_at_once_and_fast) {
  std::vector<std::tuple<std::string, int>> rows;
  const Thing thing = example("a");
  for (int number = 0; number < 20'000; ++number) rows.emplace_back(thing.id.to_string(), number);
  const auto start = std::chrono::steady_clock::now();
  const auto inserted = database().write([&](Session& session) -> base::Result<std::int64_t> {
    TRY(insert(session, thing));
    return session.execute_each(insert_part, rows);
  });
  const auto took = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(must(inserted), 20'000);
  EXPECT_EQ(must(ask<int>(query("SELECT count(*) FROM part"))), 20'000);
  EXPECT_EQ(must(ask<std::int64_t>(query("SELECT sum(number) FROM part"))), 199'990'000);
  RecordProperty("milliseconds", static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
  EXPECT_LT(took, std::chrono::seconds(30));
}

TEST_P(SessionTest, a_bulk_with_one_bad_row_changes_nothing) {
  const std::vector<std::tuple<ThingId, int>> rows{{ThingId::generate(), 1}};
  const auto result = database().write([&](Session& session) -> base::Result<std::int64_t> {
    TRY(insert(session, example("a")));
    return session.execute_each(insert_part, rows);
  });
  EXPECT_EQ(result.error().kind, ErrorKind::invalid);
  EXPECT_TRUE(things().empty());
}

INSTANTIATE_TEST_SUITE_P(databases, SessionTest, testing::each_database(), testing::database_name);

}  // namespace
}  // namespace smartmove::storage
