#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "domain/schema/event.capnp.h"
#include "eventstore/schema/annotations.capnp.h"
#include "eventstore/schema/catalogue.h"
#include "eventstore/schema/envelope.capnp.h"
#include "eventstore/schema/values.h"
#include "tests/unit/eventstore/schema/evolution.capnp.h"

namespace eventstore {
namespace {

void visit(const Shape& shape, const std::function<void(const Shape&, const Field&)>& look) {
  for (const auto& field : shape.fields) {
    look(shape, field);
    if (field.record) visit(*field.record, look);
  }
}

// Every event there is hangs below the payload, so a new one is checked without a new test.
const Shape& everything() { return shape_of<closeloop::Event>(); }

TEST(Schema, IsSomethingTheOutsideWorldCanBeShown) { EXPECT_NO_THROW((void)everything()); }

TEST(Schema, IsRefusedIfTheOutsideWorldCannotBeShownIt) {
  EXPECT_THROW((void)shape_of<evolution::Unlabelled>(), std::logic_error);
  EXPECT_THROW((void)shape_of<evolution::Floating>(), std::logic_error);
  EXPECT_THROW((void)shape_of<evolution::Endless>(), std::logic_error);
  EXPECT_THROW((void)shape_of<evolution::ListOfLists>(), std::logic_error);
  EXPECT_THROW(Catalogue{shape_of<evolution::After>()}, std::logic_error);
}

TEST(Schema, LabelsEveryFieldAndChoice) {
  EXPECT_FALSE(everything().label.empty());
  visit(everything(), [](const Shape& shape, const Field& field) {
    EXPECT_FALSE(field.label.empty()) << shape.name << "." << field.name;
    EXPECT_TRUE(!field.record || !field.record->label.empty()) << field.name;
    EXPECT_TRUE(field.kind != Kind::choice || !field.choices.empty()) << field.name;
    for (const auto& choice : field.choices) {
      EXPECT_FALSE(choice.label.empty()) << shape.name << "." << field.name << "." << choice.name;
    }
  });
}

TEST(Schema, KeepsTheFirstOfEveryEnumForAbsence) {
  visit(everything(), [](const Shape&, const Field& field) {
    if (field.kind != Kind::choice) return;
    const auto type = field.schema.getType();
    const auto of = field.list ? type.asList().getEnumElementType() : type.asEnum();
    EXPECT_STREQ(of.getEnumerants()[0].getProto().getName().cStr(), "unset") << field.name;
  });
}

TEST(Schema, LetsNoEventHoldWhatItsEnvelopeHolds) {
  std::set<std::string> common;
  for (const auto& field : shape_of<schema::Common>().fields) common.insert(field.name);
  EXPECT_EQ(common, (std::set<std::string>{"effectiveOn", "reason", "onBehalfOf"}));
  visit(everything(), [&](const Shape& shape, const Field& field) {
    EXPECT_FALSE(common.contains(field.name)) << shape.name << "." << field.name;
  });
}

TEST(Schema, GivesEveryAggregateAnAddressAndAPrefixOfItsOwn) {
  std::set<std::string> resources;
  std::set<std::string> prefixes;
  for (const auto& aggregate : everything().fields) {
    const auto& [resource, prefix] =
        std::pair{aggregate.record->resource, aggregate.record->prefix};
    EXPECT_TRUE(!resource.empty() && resources.insert(resource).second) << aggregate.name;
    EXPECT_TRUE(!prefix.empty() && prefixes.insert(prefix).second) << aggregate.name;
  }
}

TEST(Schema, GivesEveryEventAnIntentOfItsOwn) {
  for (const auto& aggregate : everything().fields) {
    std::set<std::string> seen;
    for (const auto& event : aggregate.record->fields) {
      EXPECT_TRUE(event.variant) << event.name;
      EXPECT_EQ(event.kind, Kind::record) << event.name << " could never gain a field";
      EXPECT_TRUE(!event.intent.empty() && seen.insert(event.intent).second) << event.name;
      for (const char c : event.intent) {
        EXPECT_TRUE((c >= 'a' && c <= 'z') || c == '-') << event.intent;
      }
    }
  }
}

TEST(Schema, LetsExactlyTheFirstEventCreateItsRecord) {
  for (const auto& aggregate : everything().fields) {
    for (const auto& event : aggregate.record->fields) {
      EXPECT_EQ(event.creates, event.schema.getProto().getDiscriminantValue() == 0)
          << aggregate.name << "." << event.name;
    }
  }
}

TEST(Schema, NamesItsAnnotationsAsCppDoes) {
  // The ids in C++ are those of the declarations if what they mark is found.
  const auto& action = shape_of<closeloop::action::Event>();
  EXPECT_EQ(action.label, "Action");
  EXPECT_EQ(action.resource, "actions");
  EXPECT_EQ(action.prefix, "A");
  EXPECT_EQ(action.find("dateMoved")->label, "Due date moved");
  EXPECT_EQ(action.find("dateMoved")->intent, "move-date");
  EXPECT_TRUE(action.find("dateMoved")->reasoned);
  EXPECT_FALSE(action.find("accepted")->reasoned);
  EXPECT_TRUE(action.find("withdrawn")->ends);
  EXPECT_FALSE(action.find("delivered")->ends);
  EXPECT_TRUE(action.find("agreed")->creates);
  const auto& agreed = shape_of<closeloop::action::Agreed>();
  EXPECT_TRUE(agreed.find("due")->required);
  EXPECT_EQ(agreed.find("statement")->max_length, 2000U);
  EXPECT_EQ(agreed.find("findings")->refers_to, "finding");
  EXPECT_EQ(agreed.find("findings")->kind, Kind::id);
  EXPECT_EQ(agreed.find("owner")->help, "A post, not a person.");
  EXPECT_TRUE(shape_of<closeloop::action::DateMoved>().find("oldDate")->decided);
}

TEST(Catalogue, FindsEveryEventByItsNames) {
  const Catalogue catalogue{everything()};
  EXPECT_GE(catalogue.all().size(), 50U);
  for (const auto& kind : catalogue.all()) {
    EXPECT_EQ(catalogue.of_type(kind.type), &kind);
    EXPECT_EQ(catalogue.of_intent(kind.resource(), kind.event->intent), &kind);
  }
  EXPECT_EQ(catalogue.creating("actions")->type, "ActionAgreed");
  EXPECT_EQ(catalogue.of_intent("actions", "move-date")->type, "ActionDateMoved");
  EXPECT_EQ(catalogue.of_type("ActionBurnt"), nullptr);
  EXPECT_EQ(catalogue.of_intent("actions", ""), nullptr);
  EXPECT_EQ(catalogue.of_intent("agencies", "move-date"), nullptr);
  EXPECT_EQ(catalogue.creating("nothings"), nullptr);
}

// Ids of one kind do not pass for another.
template <typename A, typename B>
concept Comparable = requires(const Id<A>& a, const Id<B>& b) {
  a == b;
};
static_assert(Comparable<closeloop::PostId, closeloop::PostId>);
static_assert(!Comparable<closeloop::PostId, closeloop::PersonId>);
static_assert(!std::is_constructible_v<Id<closeloop::PostId>, closeloop::PersonId::Reader>);

}  // namespace
}  // namespace eventstore
