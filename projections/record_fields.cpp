#include "projections/record_fields.h"

#include <fmt/format.h>

#include "eventstore/schema/json.h"
#include "eventstore/schema/render.h"
#include "eventstore/schema/sealer.h"
#include "eventstore/schema/shape.h"
#include "projections/describe.h"

namespace closeloop {
namespace {

using boost::json::array;
using boost::json::object;

const eventstore::KeylessSealer sealer;

/// The union's member as JSON: {"corrected": {...}} is ("corrected", {...}).
struct Said {
  const eventstore::Field* event;  ///< Null if this program does not know it.
  object fields;
};

template <typename Aggregate>
Said said(typename Aggregate::Event::Reader event) {
  const auto& shape = eventstore::shape_of<typename Aggregate::Event>();
  auto json = eventstore::to_json(shape, event, sealer);
  if (json.empty()) return {nullptr, {}};
  const auto member = json.begin();
  const auto* const field = shape.find(member->key());
  return {field, member->value().is_object() ? std::move(member->value().as_object()) : object{}};
}

/// An event that says all that the creation said, anew: an indicator revised, a question reworded.
bool describes_anew(const eventstore::Shape& events, const eventstore::Field& event) {
  return event.record->schema == events.fields.front().record->schema;
}

/// Calls `use(name of the event, its fields, kept)` for what describes the record: its creation,
/// its corrections, and what describes it anew.
template <typename Use>
void for_each_description(const Board::Records& records, Number number, Use&& use) {
  with_aggregate(records.store[number].kind, [&](auto aggregate) {
    using Aggregate = decltype(aggregate);
    for_each_kept<Aggregate>(records, number, [&](auto event, const KeptEvent& kept) {
      auto one = said<Aggregate>(event);
      if (one.event == nullptr) return;
      const bool creates = static_cast<std::uint16_t>(event.which()) == 0;
      const auto& shape = eventstore::shape_of<typename Aggregate::Event>();
      if (!creates && one.event->name != "corrected" && !describes_anew(shape, *one.event)) return;
      use(*one.event, std::move(one.fields), kept);
    });
  });
}

void overlay(object& fields, const object& corrected) {
  for (const auto& [name, value] : corrected) {
    if (name == "corrects") continue;
    if (value.is_array() && value.as_array().empty()) continue;
    fields[name] = value;
  }
}

std::string page_of_reference(const std::string& kind, const std::string& id) {
  static const std::array<RecordKind, kind_count> kinds{
      RecordKind::REVIEW,   RecordKind::FINDING,   RecordKind::LEARNING, RecordKind::RECOMMENDATION,
      RecordKind::ACTION,   RecordKind::EVIDENCE,  RecordKind::AGENCY,   RecordKind::PERSON,
      RecordKind::BOARD,    RecordKind::INDICATOR, RecordKind::SERIES,   RecordKind::DATA_RETURN,
      RecordKind::QUESTION, RecordKind::SERVICE,   RecordKind::STRATEGY, RecordKind::CODE_LIST};
  for (const auto candidate : kinds) {
    if (word_of(candidate) == kind) return fmt::format("/{}/{}", resource_of(candidate), id);
  }
  return {};
}

/// The action of that number if its due date was moved; else null.
const action::State* moved_action(const Board::Records& records, Number number) {
  const auto& record = records.store[number];
  if (record.kind != RecordKind::ACTION || !record.exists) return nullptr;
  const auto& state = records.action(number);
  return state.times_moved > 0 && state.due ? &state : nullptr;
}

}  // namespace

object fields_of(const Board::Records& records, Number number) {
  object fields;
  for_each_description(records, number, [&](const auto& event, object one, const KeptEvent&) {
    if (event.name == "corrected") {
      overlay(fields, one);
    } else {
      fields = std::move(one);
    }
  });
  return fields;
}

void add_reference(const Board::Records& records, std::string_view refers_to,
                   const std::string& value, object& line) {
  line["page"] = page_of_reference(std::string{refers_to}, value);
  for (const auto kind : {RecordKind::AGENCY, RecordKind::PERSON}) {
    if (refers_to != word_of(kind)) continue;
    const auto number = records.store.find(kind, value);
    if (number != 0 && records.store[number].exists) line["name"] = text_of(records, number);
  }
  for (const auto& [word, kind] :
       {std::pair{"post", FacetKind::post}, std::pair{"theme", FacetKind::theme},
        std::pair{"priority area", FacetKind::priority_area}}) {
    const auto facet = refers_to == word ? records.store.find_facet(kind, value) : 0;
    if (facet != 0) line["name"] = facet_label(records, facet);
  }
}

array fields_json(const Board::Records& records, Number number) {
  auto fields = fields_of(records, number);
  array lines;
  const auto* const moved = moved_action(records, number);
  if (moved != nullptr) fields["due"] = iso(*moved->due);
  with_aggregate(records.store[number].kind, [&](auto aggregate) {
    using Union = typename decltype(aggregate)::Event;
    const auto& shape = eventstore::shape_of<Union>();
    const auto& creates = shape.fields.front();
    Draft<Union> draft;
    // What the events said was checked when it was recorded; here it only changes its form.
    (void)eventstore::from_json(shape, object{{creates.name, fields}}, eventstore::Source::record,
                                sealer, *draft);
    // A count of none says something only if there was anything to count.
    const auto* reviewed = fields.if_contains("casesReviewed");
    const bool counted = reviewed != nullptr && *reviewed != 0;
    for (const auto& line : eventstore::render(shape, draft.reader(), sealer)) {
      if (line.value.empty() || (line.value == "0" && !counted)) continue;
      object field{{"label", line.label}, {"value", line.value}};
      add_reference(records, line.refers_to, line.value, field);
      lines.push_back(std::move(field));
    }
  });
  if (moved != nullptr && moved->first_due) {
    lines.push_back(
        object{{"label", "Due at first"}, {"value", long_form(*moved->first_due)}, {"page", ""}});
  }
  return lines;
}

array corrections_json(const Board::Records& records, Number number) {
  array corrections;
  object before;
  for_each_description(
      records, number, [&](const eventstore::Field& event, object one, const KeptEvent& kept) {
        if (before.empty()) {
          before = std::move(one);
          return;
        }
        array changes;
        for (const auto& [name, value] : one) {
          if (name == "corrects") continue;
          if (value.is_array() && value.as_array().empty()) continue;
          const auto* const field = event.record->find(name);
          object change{{"field", name},
                        {"label", field == nullptr ? std::string_view{name} : field->label},
                        {"to", value}};
          if (const auto* was = before.if_contains(name)) change["from"] = *was;
          changes.push_back(std::move(change));
        }
        const auto* const corrects = one.if_contains("corrects");
        corrections.push_back(
            object{{"version", kept.version},
                   {"corrects", corrects == nullptr ? boost::json::value{} : *corrects},
                   {"position", kept.position},
                   {"effectiveOn", iso(kept.effective())},
                   {"reason", kept.reason()},
                   {"changes", std::move(changes)}});
        if (event.name == "corrected") {
          overlay(before, one);
        } else {
          before = std::move(one);
        }
      });
  return corrections;
}

}  // namespace closeloop
