#include "api/import/take_catalogue.h"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "api/command_table.h"
#include "api/import/catalogue_table.h"
#include "api/import/deciding.h"
#include "api/import/recording.h"
#include "api/spreadsheet/csv_table.h"
#include "domain/permissions.h"
#include "domain/schema/code_list.capnp.h"
#include "domain/schema/indicator.capnp.h"
#include "domain/schema/question.capnp.h"
#include "eventstore/schema/json.h"
#include "eventstore/schema/sealer.h"

namespace closeloop::imports {
namespace {

namespace json = boost::json;

void refuse(const CatalogueEntry& entry, const Error& error, ImportReport& report) {
  const bool row = entry.columns.has_value();
  if (error.problems.empty()) report.refuse(entry.place, row ? "" : "event", error.message);
  for (const auto& problem : error.problems) {
    const auto column =
        problem.pointer.substr(1, problem.pointer.find('/', 1) - 1);  // "/questions/1"
    report.refuse(entry.place, row ? column : "event" + problem.pointer, problem.message);
  }
}

/// The body as it would be held: with what the schema fills in.
template <typename T>
json::object as_held(const json::object& body) {
  const eventstore::KeylessSealer sealer;
  const auto& shape = eventstore::shape_of<T>();
  Draft<T> draft;
  // What is wrong with it is said when the event is asked for.
  (void)eventstore::from_json(shape, json::value(body), eventstore::Source::record, sealer, *draft);
  return eventstore::to_json(shape, draft.reader(), sealer);
}

bool says_the_same(const CatalogueEntry& entry, const json::object& held) {
  return held == (entry.resource == "questions" ? as_held<question::Asked>(entry.body)
                                                : as_held<indicator::Definition>(entry.body));
}

std::optional<Day> day_in(const json::object& object, std::string_view name) {
  const auto* text = object.if_contains(name);
  return text == nullptr || !text->is_string() ? std::nullopt
                                               : eventstore::parse_day(text->get_string());
}

/// From when it is true: never in the future, and a revision changes nothing before today unless it
/// says so.
Day true_from(const CatalogueEntry& entry, const std::optional<json::object>& before, Day today) {
  const auto from = day_in(entry.body, "validFrom");
  if (before) return from && from != day_in(*before, "validFrom") ? std::min(*from, today) : today;
  return std::min(from.value_or(entry.effective_on.value_or(today)), today);
}

Asked asked_of(const CatalogueEntry& entry, const std::optional<json::object>& before, Day today) {
  const bool question = entry.resource == "questions";
  const auto* type = question ? (before ? "QuestionReworded" : "QuestionAsked")
                              : (before ? "IndicatorRevised" : "IndicatorDefined");
  return {entry.resource, entry.id, type, true_from(entry, before, today), entry.body};
}

/// A list is there from the day on which its first code is valid.
Day first_valid(const CatalogueEntry& list, Day today) {
  auto first = today;
  for (const auto& code : list.codes)
    first = std::min(first, day_in(code, "validFrom").value_or(today));
  return first;
}

/// Takes the entries one after another, and asks for what each comes to.
class Taker {
 public:
  Taker(const HeldCatalogue& held, const std::vector<CatalogueEntry>& entries, Deciding& deciding,
        Day today, std::string_view reason, ImportReport& report)
      : held_{held},
        entries_{entries},
        deciding_{deciding},
        today_{today},
        reason_{reason},
        report_{report} {}

  Result<void> take(const CatalogueEntry& entry) {
    if (entry.resource == "code-lists") return take_list(entry);
    const auto before = held_.fields(entry.resource, entry.id);
    auto whole = entry;
    if (entry.columns && !complete(whole, before)) return allowed();
    if (before && says_the_same(whole, *before)) {
      report_.unchanged.push_back(entry.id);
      return allowed();
    }
    if (entry.columns && before && !must_have_reason(entry)) return allowed();
    return ask(entry, asked_of(whole, before, today_),
               before ? "revised definitions" : entry.resource.c_str());
  }

  /// Why it was taken: each reason once.
  [[nodiscard]] std::string reason() const {
    std::string all;
    for (const auto& each : reasons_) all += (all.empty() ? "" : " ") + each;
    return all.empty() ? "Taken from a catalogue." : all;
  }

 private:
  Result<void> ask(const CatalogueEntry& entry, const Asked& event, const char* kind) {
    if (const auto asked = deciding_.ask(event); !asked) {
      if (!is_about_the_file(asked.error())) return asked.error();
      refuse(entry, asked.error(), report_);
    } else {
      ++report_.taken[kind];
    }
    return allowed();
  }

  /// A row with what is held beside its columns. False if something is amiss, which is reported.
  bool complete(CatalogueEntry& entry, const std::optional<json::object>& before) {
    const auto refused = report_.refused.size();
    if (before) {
      for (const auto& [name, value] : *before) {
        if (!entry.columns->contains(std::string{name})) entry.body[name] = value;
      }
    }
    for (const auto& field : eventstore::shape_of<indicator::Definition>().fields) {
      const auto* said = entry.body.if_contains(field.name);
      if (said == nullptr && field.required) {
        report_.refuse(entry.place, field.name, "This is left out.");
      } else if (said != nullptr && field.kind == eventstore::Kind::id) {
        must_exist(entry, field, *said);
      }
    }
    return report_.refused.size() == refused;
  }

  void must_exist(const CatalogueEntry& entry, const eventstore::Field& field,
                  const json::value& said) {
    const auto kind =
        std::ranges::find(api::resource_kinds(), field.refers_to, &api::ResourceKind::kind);
    if (kind == api::resource_kinds().end()) return;  // Posts and areas are words.
    const auto look = [&](const json::value& id) {
      const std::string text{id.is_string() ? std::string_view{id.get_string()} : ""};
      const bool here = std::ranges::any_of(entries_, [&](const CatalogueEntry& other) {
        return other.resource == kind->resource && other.id == text;
      });
      if (here || held_.fields(kind->resource, text)) return;
      report_.refuse(entry.place, field.name, "There is no " + field.refers_to + " " + text + ".");
    };
    if (const auto* list = said.if_array()) {
      for (const auto& id : *list) look(id);
    } else {
      look(said);
    }
  }

  bool must_have_reason(const CatalogueEntry& entry) {
    const auto why = entry.reason.empty() ? std::string{reason_} : entry.reason;
    if (why.empty()) {
      report_.refuse(entry.place, "reason",
                     entry.id + " is held with other words. Say why it is revised.");
      return false;
    }
    if (std::ranges::find(reasons_, why) == reasons_.end()) reasons_.push_back(why);
    return true;
  }

  Result<void> take_list(const CatalogueEntry& entry) {
    const auto before = held_.codes(entry.id);
    const auto events = report_.taken.size() + report_.refused.size();
    auto codes = std::size_t{0};
    if (!before) {
      BOOST_OUTCOME_TRY(
          ask(entry,
              {entry.resource, entry.id, "CodeListOpened", first_valid(entry, today_), entry.body},
              "code lists"));
    }
    for (const auto& code : entry.codes) {
      const auto event = event_of(entry, code, before);
      if (!event) continue;
      ++codes;
      BOOST_OUTCOME_TRY(ask(entry, *event, "codes"));
    }
    if (before && codes == 0 && events == report_.taken.size() + report_.refused.size()) {
      report_.unchanged.push_back(entry.id);
    }
    return allowed();
  }

  /// What a code comes to: added; ended, if it is held without a last day; or nothing.
  std::optional<Asked> event_of(const CatalogueEntry& entry, const json::object& code,
                                const std::optional<code_list::State>& before) const {
    Asked added{entry.resource, entry.id, "CodeListCodeAdded",
                std::min(day_in(code, "validFrom").value_or(today_), today_), code};
    Draft<code_list::CodeAdded> draft;
    const auto problems =
        eventstore::from_json(eventstore::shape_of<code_list::CodeAdded>(), json::value(code),
                              eventstore::Source::record, eventstore::KeylessSealer{}, *draft);
    if (!problems.empty() || !before) return added;  // What is wrong is said when it is asked for.
    const auto said = draft.reader();
    const auto held = std::ranges::find_if(before->codes, [&](const code_list::Code& one) {
      return one.code == eventstore::view(said.getCode()) &&
             one.label == eventstore::view(said.getLabel()) &&
             one.valid_from == day(said.getValidFrom());
    });
    if (held == before->codes.end()) return added;
    if (!said.hasValidTo() || held->valid_to == day(said.getValidTo())) return std::nullopt;
    return Asked{entry.resource,
                 entry.id,
                 "CodeListCodeEnded",
                 today_,
                 {{"code", held->code}, {"lastDay", eventstore::iso(day(said.getValidTo()))}}};
  }

  const HeldCatalogue& held_;
  const std::vector<CatalogueEntry>& entries_;
  Deciding& deciding_;
  Day today_;
  std::string_view reason_;
  ImportReport& report_;
  std::vector<std::string> reasons_;
};

bool read_codes(const json::object& object, CatalogueEntry& entry) {
  const auto* codes = object.if_contains("codes");
  if (codes == nullptr) return true;
  entry.resource = "code-lists";
  if (!codes->is_array()) return false;
  for (const auto& code : codes->get_array()) {
    if (!code.is_object()) return false;
    entry.codes.push_back(code.get_object());
  }
  return true;
}

std::vector<CatalogueEntry> read_json(std::string_view bytes, ImportReport& report) {
  std::vector<CatalogueEntry> entries;
  boost::system::error_code failed;
  const auto file = json::parse(bytes, failed);
  const auto* list = failed ? nullptr : file.if_array();
  if (list == nullptr) {
    report.refuse("", "", "A catalogue is a JSON list of objects with the members id and event.");
    return entries;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto place = "/" + std::to_string(i);
    const auto* object = (*list)[i].if_object();
    const auto* id = object == nullptr ? nullptr : object->if_contains("id");
    const auto* event = object == nullptr ? nullptr : object->if_contains("event");
    if (id == nullptr || !id->is_string() || event == nullptr || !event->is_object()) {
      report.refuse(place, "", "An entry has a text `id` and an object `event`.");
      continue;
    }
    CatalogueEntry entry{
        .place = place,
        .resource = event->get_object().contains("question") ? "questions" : "indicators",
        .id = std::string{id->get_string()},
        .body = event->get_object(),
        .codes = {},
        .columns = {},
        .reason = {},
        .effective_on = day_in(*object, "effectiveOn"),
        .is_whole = true};
    if (!read_codes(*object, entry)) {
      report.refuse(place, "codes", "The codes of a list are a list of objects.");
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

std::vector<CatalogueEntry> read_catalogue(std::string_view bytes, ImportReport& report) {
  const auto first = bytes.find_first_not_of(" \t\r\n");
  const bool is_json =
      first != std::string_view::npos && (bytes[first] == '[' || bytes[first] == '{');
  if (is_json) return read_json(bytes, report);
  return read_indicators(spreadsheet::read_table(bytes, report), report);
}

Result<void> take_catalogue(eventstore::EventLog& log, const eventstore::Clock& clock,
                            const HeldCatalogue& held, const std::vector<CatalogueEntry>& entries,
                            const Taking& taking, ImportReport& report) {
  report.dry_run = taking.dry_run;
  BOOST_OUTCOME_TRY(const auto before, was_taken_before(log, taking, report));
  if (before) return allowed();
  const auto today = std::chrono::floor<std::chrono::days>(clock.now());
  Deciding deciding{taking.actor, today, &log};
  Taker taker{held, entries, deciding, today, taking.reason, report};
  for (const auto& entry : entries) {
    if (!entry.is_whole) continue;
    BOOST_OUTCOME_TRY(taker.take(entry));
  }
  return record(log, clock, std::move(deciding), taking, taker.reason(), report);
}

Result<void> must_be_permitted_to_define(person::Role role) {
  constexpr std::pair<const char*, const char*> needed[] = {
      {"indicators", "define"}, {"indicators", "revise"}, {"questions", "ask"},
      {"questions", "reword"},  {"code-lists", "open"},   {"code-lists", "add-code"}};
  for (const auto& [resource, intent] : needed) {
    BOOST_OUTCOME_TRY(must_be_permitted(role, resource, intent));
  }
  return allowed();
}

}  // namespace closeloop::imports
