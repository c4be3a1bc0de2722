// Names, numbers and types of everything that is on disk or in JSON. Cap'n Proto's own check of
// compatibility does not see a rename; this does.

#include <map>
#include <set>
#include <sstream>

#include <capnp/schema.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "domain/schema/event.capnp.h"
#include "eventstore/schema/envelope.capnp.h"
#include "tests/golden/files.h"

namespace closeloop {
namespace {

/// Lines of the form "action.DateMoved.newDate @0 = values.Date at pointer 0".
class Description {
 public:
  void add(capnp::StructSchema schema) {
    const auto name = name_of(schema);
    if (!seen_.insert(name).second) return;
    const auto node = schema.getProto().getStruct();
    if (node.getDiscriminantCount() > 0) {
      lines[name] = fmt::format("union at {}", node.getDiscriminantOffset());
    } else {
      lines[name] = "struct";
    }
    for (const auto field : schema.getFields()) {
      const auto proto = field.getProto();
      auto what = fmt::format("@{} = {} at {}", proto.getOrdinal().getExplicit(),
                              type_of(field.getType()), proto.getSlot().getOffset());
      if (proto.getDiscriminantValue() != capnp::schema::Field::NO_DISCRIMINANT) {
        what += fmt::format(", variant {}", proto.getDiscriminantValue());
      }
      if (proto.getSlot().getHadExplicitDefault()) what += ", with a default";
      lines[name + "." + proto.getName().cStr()] = what;
    }
  }

  std::map<std::string, std::string> lines;

 private:
  static std::string name_of(capnp::Schema schema) {
    const std::string name = schema.getProto().getDisplayName().cStr();
    const auto file = name.substr(name.rfind('/', name.find(':')) + 1);
    return file.substr(0, file.find('.')) + "." + file.substr(file.find(':') + 1);
  }

  void add(capnp::EnumSchema schema) {
    const auto name = name_of(schema);
    lines[name] = "enum";
    for (const auto enumerant : schema.getEnumerants()) {
      lines[name + "." + enumerant.getProto().getName().cStr()] =
          fmt::format("@{}", enumerant.getOrdinal());
    }
  }

  std::string type_of(capnp::Type type) {
    if (type.isList()) return fmt::format("List({})", type_of(type.asList().getElementType()));
    if (type.isStruct()) {
      add(type.asStruct());
      return name_of(type.asStruct());
    }
    if (type.isEnum()) {
      add(type.asEnum());
      return name_of(type.asEnum());
    }
    static const std::map<capnp::schema::Type::Which, std::string> names{
        {capnp::schema::Type::BOOL, "Bool"},     {capnp::schema::Type::INT8, "Int8"},
        {capnp::schema::Type::INT16, "Int16"},   {capnp::schema::Type::INT32, "Int32"},
        {capnp::schema::Type::INT64, "Int64"},   {capnp::schema::Type::UINT8, "UInt8"},
        {capnp::schema::Type::UINT16, "UInt16"}, {capnp::schema::Type::UINT32, "UInt32"},
        {capnp::schema::Type::UINT64, "UInt64"}, {capnp::schema::Type::TEXT, "Text"},
        {capnp::schema::Type::DATA, "Data"}};
    return names.at(type.which());
  }

  std::set<std::string> seen_;
};

std::map<std::string, std::string> today() {
  Description description;
  description.add(capnp::Schema::from<Event>());
  description.add(capnp::Schema::from<eventstore::schema::Envelope>());
  description.add(capnp::Schema::from<eventstore::schema::Common>());
  return std::move(description.lines);
}

std::map<std::string, std::string> released() {
  std::map<std::string, std::string> lines;
  std::istringstream file{golden::read(golden::folder() / "schema.txt")};
  for (std::string line; std::getline(file, line);) {
    const auto space = line.find(' ');
    lines[line.substr(0, space)] = line.substr(space + 1);
  }
  return lines;
}

TEST(GoldenSchema, NeverLosesRenamesRenumbersOrRetypesAnything) {
  const auto now = today();
  for (const auto& [name, was] : released()) {
    const auto found = now.find(name);
    ASSERT_NE(found, now.end()) << name << " (" << was << ") was removed or renamed";
    EXPECT_EQ(found->second, was) << name << " was changed";
  }
}

TEST(GoldenSchema, KnowsEverythingThatIsThere) {
  auto known = released();
  if (golden::may_write()) {
    known.merge(today());
    std::string text;
    for (const auto& [name, what] : known) text += name + " " + what + "\n";
    golden::write(golden::folder() / "schema.txt", text);
  }
  for (const auto& [name, what] : today()) {
    EXPECT_TRUE(known.contains(name))
        << name << " is new: run the test once with CLOSELOOP_WRITE_GOLDEN=1 and commit";
  }
}

}  // namespace
}  // namespace closeloop
