// Any JSON is refused or taken; what is taken is given back as it was.

#include "domain/schema/event.capnp.h"
#include "eventstore/schema/catalogue.h"
#include "eventstore/schema/form.h"
#include "eventstore/schema/request.h"
#include "tests/support/codec.h"
#include "tests/support/random.h"

namespace eventstore {
namespace {

namespace json = boost::json;
using testing::Random;

const Catalogue& catalogue() {
  static const Catalogue all{shape_of<closeloop::Event>()};
  return all;
}

constexpr std::string_view texts[] = {"",           " ",   "x",    "A-1",  "2017-03-31",
                                      "2017-02-30", "é…😀", "a\nb", "true", "unset",
                                      "<b>&\"'",    "1e3", "\x7f"};

json::value anything(Random& random, int depth = 0) {
  switch (random.below(depth > 3 ? 5 : 7)) {
    case 0: return nullptr;
    case 1: return random.once_in(2);
    case 2: return random.once_in(2) ? random.number() : random.number() % 10;
    case 3: return static_cast<double>(random.number()) / 1e10;
    case 4: return json::value(random.any_of(texts));
    case 5: {
      json::array array;
      for (auto size = random.below(4); size > 0; --size) {
        array.push_back(anything(random, depth + 1));
      }
      return array;
    }
    default: {
      json::object object;
      for (auto size = random.below(4); size > 0; --size) {
        object[random.any_of(texts)] = anything(random, depth + 1);
      }
      return object;
    }
  }
}

json::object record_of(const Shape& shape, Random& random, std::size_t wrong);

/// What the field wants, but once in `wrong` times anything.
json::value value_of(const Field& field, Random& random, std::size_t wrong) {
  if (random.once_in(wrong)) return anything(random);
  switch (field.kind) {
    case Kind::text:
    case Kind::sealed: return json::value(random.any_of(texts));
    case Kind::flag: return random.once_in(2);
    case Kind::whole: return std::int64_t{static_cast<std::int64_t>(random.below(100))};
    case Kind::choice: return json::value(random.any_of(field.choices).name);
    case Kind::id: return json::value("X-" + std::to_string(random.below(10)));
    case Kind::date: return json::value("2017-03-" + std::to_string(10 + random.below(20)));
    case Kind::moment: return "2017-03-31T09:30:00.250Z";
    case Kind::decimal: return json::value(std::to_string(random.below(1000)) + ".50");
    case Kind::record: return record_of(*field.record, random, wrong);
  }
  return nullptr;
}

json::object record_of(const Shape& shape, Random& random, std::size_t wrong) {
  json::object object;
  for (const auto& field : shape.fields) {
    if (random.once_in(field.required ? 20 : 2)) continue;
    if (!field.list) {
      object[field.name] = value_of(field, random, wrong);
      continue;
    }
    json::array list;
    for (auto size = random.below(4); size > 0; --size) {
      list.push_back(value_of(field, random, wrong));
    }
    object[field.name] = std::move(list);
  }
  if (random.once_in(wrong)) object[random.any_of(texts)] = anything(random);
  return object;
}

TEST(RandomJson, IsRefusedOrGivenBack) {
  Random random;
  SCOPED_TRACE("CLOSELOOP_SEED=" + std::to_string(testing::seed()));
  const KeylessSealer sealer;
  std::size_t taken = 0;
  std::size_t refused = 0;
  for (int round = 0; round < 200; ++round) {
    for (const auto& kind : catalogue().all()) {
      const auto& shape = *kind.event->record;
      const auto body = record_of(request_shape(*kind.event), random, 10 + random.below(200));
      Draft<closeloop::Event> draft;
      capnp::DynamicStruct::Builder payload = *draft;
      auto aggregate = payload.init(kind.aggregate->schema).as<capnp::DynamicStruct>();
      const auto result = decode_request(*kind.event, body, sealer, aggregate);
      if (result.has_error()) {
        EXPECT_FALSE(result.error().problems.empty());
        for (const auto& problem : result.error().problems) {
          EXPECT_FALSE(problem.code.empty() || problem.message.empty());
        }
        ++refused;
        continue;
      }
      ++taken;
      const auto bytes = draft.bytes();
      EXPECT_LE(bytes.size(), payload_bytes_max);
      ASSERT_TRUE(Opener{}.open<closeloop::Event>(bytes, [&](closeloop::Event::Reader event) {
        EXPECT_EQ(catalogue().of(event), &kind);
        const auto whole = to_json(shape_of<closeloop::Event>(), event, sealer);
        const auto again = testing::message<closeloop::Event>(json::serialize(whole));
        EXPECT_EQ(again.bytes(), bytes) << json::serialize(whole);
        EXPECT_EQ(testing::json_of<closeloop::Event>(again.reader()), json::serialize(whole));
        // What was asked for is there, unless it was blank.
        const auto& event_json = whole.at(kind.aggregate->name).at(kind.event->name).as_object();
        for (const auto& [name, value] : body) {
          const auto* field = shape.find(std::string_view{name.data(), name.size()});
          const bool blank = value == "" || value == " " || value == json::array{};
          if (!field || blank || field->kind == Kind::record) continue;
          ASSERT_TRUE(event_json.contains(name)) << name;
          EXPECT_EQ(event_json.at(name), value) << name;
        }
      }));
    }
  }
  EXPECT_GT(taken, 1000U);
  EXPECT_GT(refused, 1000U);
}

TEST(RandomJson, OfNoKindAtAllIsRefusedOrTaken) {
  Random random;
  SCOPED_TRACE("CLOSELOOP_SEED=" + std::to_string(testing::seed()));
  for (int i = 0; i < 20'000; ++i) {
    Draft<closeloop::Event> draft;
    (void)from_json(shape_of<closeloop::Event>(), anything(random), Source::request,
                    KeylessSealer{}, *draft);
  }
}

TEST(RandomJson, AsTextIsReadAsAnyParserReadsIt) {
  Random random;
  SCOPED_TRACE("CLOSELOOP_SEED=" + std::to_string(testing::seed()));
  std::size_t read = 0;
  for (int i = 0; i < 20'000; ++i) {
    auto text = json::serialize(anything(random));
    if (random.once_in(2)) text[random.below(text.size())] = static_cast<char>(random.below(256));
    const auto ours = parse_json(text);
    boost::system::error_code wrong;
    const auto theirs = json::parse(text, wrong);
    if (ours) {
      EXPECT_FALSE(wrong) << text;
      EXPECT_EQ(json::serialize(ours.value()), json::serialize(theirs)) << text;
      ++read;
    } else if (ours.error().problems.empty()) {
      EXPECT_TRUE(wrong) << text;
    } else {
      EXPECT_FALSE(wrong) << text;  // Only a name given twice.
    }
  }
  EXPECT_GT(read, 5000U);
}

TEST(RandomForm, IsRefusedOrTaken) {
  Random random;
  SCOPED_TRACE("CLOSELOOP_SEED=" + std::to_string(testing::seed()));
  constexpr std::string_view pieces[] = {"findings", "notes", ".",   "0",   "1",   "name",
                                         "=",        "&",     "%",   "+",   "due", "-day",
                                         "-year",    "%00",   "%C3", "%A9", "x",   "\xff"};
  for (int i = 0; i < 20'000; ++i) {
    std::string body;
    for (auto size = random.below(30); size > 0; --size) body += random.any_of(pieces);
    const auto& event = *catalogue().of_type("ActionAgreed")->event;
    Draft<closeloop::action::Event> draft;
    const auto result =
        decode_request(event, form_to_json(request_shape(event), body), KeylessSealer{}, *draft);
    ASSERT_TRUE(result.has_error());  // Too much is required for chance to give it.
    for (const auto& problem : result.error().problems) {
      EXPECT_TRUE(parse_json(json::serialize(json::value(problem.pointer))).has_value());
      EXPECT_TRUE(parse_json(json::serialize(json::value(problem.message))).has_value());
    }
  }
}

}  // namespace
}  // namespace eventstore
