#include "api/import/plans_json.h"

#include <algorithm>
#include <initializer_list>

#include "api/import/number_texts.h"
#include "api/import/plain_text.h"
#include "api/import/source_date.h"
#include "eventstore/schema/json.h"

namespace closeloop::imports {
namespace {

namespace json = boost::json;

constexpr std::string_view blanks = " \t\r\n";

bool is_blank(std::string_view text) {
  return text.find_first_not_of(blanks) == std::string_view::npos;
}

std::string without_blanks_around(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return std::string{text.substr(first, text.find_last_not_of(blanks) - first + 1)};
}

/// One object of the file. Remembers which members were asked for: the others become notes.
class Member {
 public:
  Member(const json::object& object, std::string place, const NumberTexts& numbers,
         ImportReport& report)
      : object_{object}, place_{std::move(place)}, numbers_{numbers}, report_{report} {}

  [[nodiscard]] const std::string& place() const { return place_; }

  /// Empty if it is not there, null or blank.
  std::string text(std::string_view name) {
    const auto* value = find(name);
    if (!value) return {};
    if (!value->is_string()) {
      refuse(name, "This must be text, in quotes, or null.");
      return {};
    }
    return plain(name, value->get_string());
  }

  std::string required_text(std::string_view name) {
    const auto refused = report_.refused.size();
    auto text = this->text(name);
    if (text.empty() && refused == report_.refused.size()) refuse(name, "This must be filled in.");
    return text;
  }

  /// What something is referred to by: blanks around it are none of it.
  std::string id(std::string_view name) { return without_blanks_around(required_text(name)); }
  std::vector<std::string> ids(std::string_view name) {
    auto all = texts(name);
    for (auto& one : all) one = without_blanks_around(one);
    return all;
  }

  /// A list of texts; one text is a list of one, null is none.
  std::vector<std::string> texts(std::string_view name) {
    std::vector<std::string> all;
    const auto* value = find(name);
    if (!value) return all;
    const auto add = [&](std::string_view at, std::string_view text) {
      if (auto said = plain(at, text); !said.empty()) all.push_back(std::move(said));
    };
    if (value->is_string()) {
      add(name, value->get_string());
      return all;
    }
    if (!value->is_array()) {
      refuse(name, "This must be a list of texts.");
      return all;
    }
    std::size_t number = 0;
    for (const auto& item : value->get_array()) {
      const auto at = std::string{name} + "/" + std::to_string(number++);
      if (!item.is_string()) {
        refuse(at, "This must be text, in quotes.");
      } else {
        add(at, item.get_string());
      }
    }
    return all;
  }

  /// A list of objects, each given to `use` with its place.
  template <typename Use>
  void objects(std::string_view name, Use&& use) {
    const auto* value = find(name);
    if (!value) return;
    if (!value->is_array()) return refuse(name, "This must be a list.");
    std::size_t number = 0;
    for (const auto& item : value->get_array()) {
      const auto at = std::string{name} + "/" + std::to_string(number++);
      if (!item.is_object()) {
        refuse(at, "This must be an object, in braces.");
      } else {
        use(Member{item.get_object(), place_ + "/" + at, numbers_, report_});
      }
    }
  }

  /// A full date; other text is kept in `otherwise`, or in a note if that says something else.
  std::optional<eventstore::Day> date(std::string_view name, std::string& otherwise,
                                      std::vector<NoteDraft>& notes) {
    auto text = this->text(name);
    if (text.empty()) return std::nullopt;
    if (const auto day = full_date(text)) return day;
    report_.keep_as_text(place_, std::string{name}, text);
    if (otherwise.empty()) {
      otherwise = std::move(text);
    } else {
      notes.push_back({std::string{name}, std::move(text)});
    }
    return std::nullopt;
  }

  /// Everything that was not asked for and says something.
  void rest(std::vector<NoteDraft>& notes) {
    for (const auto& [name, value] : object_) {
      const bool asked = std::find(asked_.begin(), asked_.end(), name) != asked_.end();
      const bool empty = value.is_null() || (value.is_array() && value.get_array().empty()) ||
                         (value.is_object() && value.get_object().empty()) ||
                         (value.is_string() && is_blank(value.get_string()));
      if (asked || empty) continue;
      const auto called = plain(name, name);
      auto text = value.is_string() ? plain(name, value.get_string()) : numbers_.written(value);
      report_.keep_as_text(place_, called, text);
      notes.push_back({called, std::move(text)});
    }
  }
  void ignore(std::string_view name) { asked_.emplace_back(name); }

 private:
  const json::value* find(std::string_view name) {
    asked_.emplace_back(name);
    const auto* value = object_.if_contains(name);
    return value && !value->is_null() ? value : nullptr;
  }
  /// Empty if it is blank.
  std::string plain(std::string_view name, std::string_view text) {
    auto said = plain_text(text, place_, std::string{name}, report_);
    return is_blank(said) ? std::string{} : said;
  }
  void refuse(std::string_view name, std::string why) {
    report_.refuse(place_, std::string{name}, std::move(why));
  }

  const json::object& object_;
  std::string place_;
  const NumberTexts& numbers_;
  ImportReport& report_;
  std::vector<std::string> asked_;
};

FindingDraft read_finding(Member from) {
  FindingDraft finding;
  finding.place = from.place();
  finding.id = from.id("id");
  finding.kind = from.text("kind");
  finding.text = from.required_text("text");
  finding.themes = from.texts("theme");
  finding.outcome_stated = from.text("outcome_stated");
  from.rest(finding.notes);
  return finding;
}

ActionDraft read_action(Member from, ImportReport& report) {
  ActionDraft action;
  action.place = from.place();
  action.id = from.id("id");
  action.text = from.required_text("text");
  action.findings = from.ids("finding_ids");
  action.lead = from.text("lead");
  action.due_text = from.text("due_text");
  const auto due_text = action.due_text;
  action.due = from.date("due_date", action.due_text, action.notes);
  if (!due_text.empty() && !action.due) report.keep_as_text(action.place, "due_text", due_text);
  action.status = from.text("status");
  action.status_in_source = from.text("status_in_source");
  action.completed_text = from.text("completed_text");
  action.completed_on = from.date("completed_date", action.completed_text, action.notes);
  action.outputs = from.texts("evidence");
  action.outcomes = from.texts("outcome");
  from.rest(action.notes);
  return action;
}

PlanDraft read_plan(Member from, ImportReport& report) {
  PlanDraft plan;
  plan.place = from.place();
  plan.id = from.id("plan_id");
  plan.title = from.required_text("title");
  plan.kind = from.text("review_kind");
  plan.board = from.text("board");
  plan.date = from.text("date");
  plan.url = from.text("source_url");
  if (!plan.date.empty() && !full_date(plan.date)) {
    report.keep_as_text(plan.place, "date", plan.date);
  }
  from.objects("findings", [&](Member one) { plan.findings.push_back(read_finding(one)); });
  from.objects("actions", [&](Member one) { plan.actions.push_back(read_action(one, report)); });
  from.ignore("expected");
  from.rest(plan.notes);
  return plan;
}

}  // namespace

std::vector<PlanDraft> read_plans_json(std::string_view bytes, ImportReport& report) {
  std::vector<PlanDraft> plans;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto parsed = eventstore::parse_json(bytes);
  if (!parsed) {
    if (parsed.error().problems.empty()) report.refuse("", "", parsed.error().message);
    for (const auto& problem : parsed.error().problems) {
      report.refuse(problem.pointer, "", problem.message);
    }
    return plans;
  }
  const auto& root = parsed.value();
  const NumberTexts numbers{bytes, root};
  const auto read = [&](const json::value& value, std::string place) {
    if (!value.is_object()) {
      report.refuse(std::move(place), "", "A plan must be an object, in braces.");
      return;
    }
    plans.push_back(read_plan({value.get_object(), std::move(place), numbers, report}, report));
  };
  const auto read_all = [&](const json::array& list, const std::string& place) {
    std::size_t number = 0;
    for (const auto& item : list) read(item, place + "/" + std::to_string(number++));
    if (list.empty()) report.refuse(place, "", "There is no plan in this file.");
  };
  if (root.is_array()) {
    read_all(root.get_array(), "");
  } else if (const auto* object = root.if_object(); object && object->contains("plans")) {
    if (const auto* list = object->at("plans").if_array()) {
      read_all(*list, "/plans");
    } else {
      report.refuse("/plans", "", "This must be a list of plans.");
    }
  } else {
    read(root, "");
  }
  return plans;
}

}  // namespace closeloop::imports
