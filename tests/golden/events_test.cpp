// The bytes and the JSON of every event type, as they were when it was new. Whatever becomes
// of the program, it reads them as it did.

#include <set>

#include "domain/schema/event.capnp.h"
#include "eventstore/schema/dynamic.h"
#include "eventstore/schema/render.h"
#include "tests/golden/files.h"
#include "tests/support/codec.h"
#include "tests/support/fill.h"
#include "tests/support/hex.h"

namespace closeloop {
namespace {

namespace json = boost::json;
using eventstore::Catalogue;
using eventstore::EventKind;
using eventstore::KeylessSealer;
using eventstore::Kind;
using eventstore::Opener;
using eventstore::Shape;
using eventstore::shape_of;

const Catalogue& catalogue() {
  static const Catalogue all{shape_of<Event>()};
  return all;
}

struct Golden {
  std::string name;  // "ActionDateMoved", or "ActionDateMoved.2" once it had gained fields.
  std::string json;
  eventstore::Bytes bytes;

  [[nodiscard]] std::string type() const { return name.substr(0, name.find('.')); }
};

std::vector<Golden> all_golden() {
  std::vector<Golden> all;
  const auto folder = golden::folder() / "events";
  if (!std::filesystem::exists(folder)) return all;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() != ".json") continue;
    auto hex = entry.path();
    hex.replace_extension(".hex");
    all.push_back({entry.path().stem(), golden::read(entry.path()),
                   eventstore::testing::from_hex_lines(golden::read(hex))});
  }
  std::ranges::sort(all, {}, &Golden::name);
  return all;
}

/// The fields that hold something, as "notes.name".
void fields_in(const json::value& value, const std::string& path, std::set<std::string>& found) {
  if (const auto* array = value.if_array()) {
    for (const auto& each : *array) fields_in(each, path, found);
  } else if (const auto* object = value.if_object()) {
    for (const auto& [name, each] : *object) {
      const auto below = path.empty() ? std::string{name} : path + "." + std::string{name};
      found.insert(below);
      fields_in(each, below, found);
    }
  }
}

std::set<std::string> fields_in(const json::value& event) {
  std::set<std::string> found;
  fields_in(event, "", found);
  return found;
}

std::set<std::string> fields_of_golden(const EventKind& kind) {
  std::set<std::string> found;
  for (const auto& each : all_golden()) {
    if (each.type() != kind.type) continue;
    found.merge(fields_in(json::parse(each.json).at(kind.aggregate->name).at(kind.event->name)));
  }
  return found;
}

bool has_golden(const EventKind& kind) {
  return std::ranges::any_of(all_golden(),
                             [&](const Golden& each) { return each.type() == kind.type; });
}

void write_golden(const EventKind& kind) {
  const auto payload = eventstore::testing::filled(kind);
  auto path = golden::folder() / "events" / (kind.type + ".json");
  for (int i = 2; std::filesystem::exists(path); ++i) {
    path.replace_filename(kind.type + "." + std::to_string(i) + ".json");
  }
  golden::write(path, json::serialize(payload) + "\n");
  path.replace_extension(".hex");
  golden::write(path, eventstore::testing::to_hex_lines(
                          eventstore::testing::message<Event>(json::serialize(payload)).bytes()));
}

TEST(GoldenEvents, HoldEveryFieldOfEveryEventType) {
  for (const auto& kind : catalogue().all()) {
    const auto wanted = fields_in(eventstore::testing::filled(*kind.event->record));
    const auto complete = [&] {
      return has_golden(kind) && std::ranges::includes(fields_of_golden(kind), wanted);
    };
    if (!complete() && golden::may_write()) write_golden(kind);
    EXPECT_TRUE(complete()) << kind.type
                            << " is new or has new fields: run the test once with "
                               "CLOSELOOP_WRITE_GOLDEN=1 and commit what it adds";
  }
}

TEST(GoldenEvents, AreOfTypesThatThereAre) {
  for (const auto& each : all_golden()) {
    EXPECT_NE(catalogue().of_type(each.type()), nullptr)
        << each.name << ": an event type is never renamed or removed";
  }
}

TEST(GoldenEvents, BecomeTheSameBytes) {
  for (const auto& each : all_golden()) {
    EXPECT_EQ(eventstore::testing::message<Event>(each.json).bytes(), each.bytes) << each.name;
  }
}

/// What was there is as it was; what came later has nothing in it.
void expect_kept(const json::value& was, const json::value& is, const std::string& where) {
  if (const auto* object = was.if_object()) {
    ASSERT_TRUE(is.is_object()) << where;
    for (const auto& [name, value] : *object) {
      ASSERT_TRUE(is.get_object().contains(name)) << where << "/" << name;
      expect_kept(value, is.at(name), where + "/" + std::string{name});
    }
    for (const auto& [name, value] : is.get_object()) {
      EXPECT_TRUE(object->contains(name) || value == 0 || value == false) << where << "/" << name;
    }
  } else if (const auto* array = was.if_array()) {
    ASSERT_TRUE(is.is_array() && is.get_array().size() == array->size()) << where;
    for (std::size_t i = 0; i < array->size(); ++i) {
      expect_kept((*array)[i], is.get_array()[i], where + "/" + std::to_string(i));
    }
  } else {
    EXPECT_EQ(was, is) << where;
  }
}

TEST(GoldenEvents, AreReadAsTheyWere) {
  for (const auto& each : all_golden()) {
    json::value read;
    std::string type;
    std::size_t lines = 0;
    eventstore::Bytes again;
    const auto opened = Opener{}.open<Event>(each.bytes, [&](Event::Reader event) {
      read = to_json(shape_of<Event>(), event, KeylessSealer{});
      type = catalogue().of(event)->type;
      lines = render(shape_of<Event>(), event, KeylessSealer{}).size();
      again = eventstore::Draft<Event>{event}.bytes();
    });
    ASSERT_TRUE(opened.has_value()) << each.name << ": " << opened.error().message;
    expect_kept(json::parse(each.json), read, each.name);
    EXPECT_EQ(type, each.type());
    EXPECT_GE(lines, 2U) << each.name;
    EXPECT_EQ(again, each.bytes) << each.name;
  }
}

}  // namespace
}  // namespace closeloop
