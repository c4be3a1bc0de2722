#include "api/answer_schemas.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/answer_parts.h"
#include "api/exports/tables.h"
#include "api/measure_queries.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

/// What every answer says beside what was asked for.
constexpr std::string_view of_every_answer = " position:int asAt:AsAt";

constexpr std::string_view of_progress =
    " stage?:Named brag?:Named due?:date dueSoon?:bool overdue?:bool daysOverdue?:int"
    " timesMoved?:int firstDue?:date deliveredOn?:date verifiedOn?:date sourceStatus?:SourceStatus";

constexpr Shape answers[] = {
    {"SearchAnswer", "The records that were found",
     "title query kind sentence count:int more:bool searchedTo:int notLevel? ofToday? "
     "kinds:[SearchKind]"
     " rows:[FoundRow] next?"},
    {"LoopList", "Loops by stage and gap",
     "title sentence filter:{text} stages:[Counted] gaps:[Counted] open:int closed:int broken:int"
     " lookAgain:LookAgain"
     " agencies:[Facet] priorityAreas:[Facet] themes:[Facet] journeyStages:[Facet] listTitle? "
     "rows:[LoopRow] next?"},
    {"Loop", "One finding's loop",
     "id title reference self page legend sentence gaps:[Gap] reviews:[LinkedRecord]"
     " columns:[LoopColumn] nodes:[LoopNode] links:[LoopLink] rows:[LoopCells] recordCount:int"
     " focus?:LoopFocus folded?:FoldedGraph "
     "brokenCount:int"
     " missing:[MissingTest] mayClose:bool figures:[FigureProposal] prompts:[LoopPrompt] "
     "recurrences:[LinkedRecord]"
     " fields:[Field]"},
    {"GapList", "Broken places by kind",
     "title sentence filter:{text} total:int gaps:[GapRows] next?"},
    {"WorkList", "What there is to do",
     "title list filter:{text} counts:[WorkCount] count:int atLeast?:bool late?:int sentence"
     " rows:[WorkRow] next?"},
    {"Measures", "The loop measures",
     "title sentence measures:[Measure] stages:[Counted] oldestOpen?:OldestLoop"},
    {"Summary", "Imported plans, each and all", "plans:[PlanSummary] all:PlanSummary"},
    {"RecordList", "Records of one kind",
     "title sentence filter:{text} count:int rows:[RecordRow] next?"},
    {"PeopleDirectory", "Those who have access, or had it",
     "title sentence holding:int ended:int count:int rows:[PersonRow] next?"},
    {"AgencyDirectory", "The agencies with their people",
     "title sentence count:int rows:[AgencyRow] next?"},
    {"RecordKinds", "The kinds of records", "title sentence count:int kinds:[RecordKindRow]"},
    {"Trace", "What a record is connected with",
     "kind id label self page title sentence back:[LinkedRecord] forward:[LinkedRecord]"
     " links:[LoopLink] gaps:[Gap] cut?"},
    {"Activity", "What happened, newest first", "title sentence rows:[RecordedEvent] next?"},
    {"RecordActivity", "What happened to a record, newest first",
     "kind id label self page title sentence rows:[RecordedEvent] next?"},
    {"Feed", "Events after a position, oldest first",
     "title sentence events:[RecordedEvent] after:int head:int"},
    {"Event", "One event", "event:RecordedEvent"},
    {"ScorecardList", "The scorecards", "title sentence askedOn:date scorecards:[ScorecardRow]"},
    {"Scorecard", "One scorecard",
     "id title page self askedOn:date sentence signals:{int} sections:[ScorecardSection]"
     " journey:[JourneyCount] groups:[MeasureGroup] comparison?:Comparison lateSentence?"
     " late?:[LateFigure] areaWanted?:AreaWanted"},
    {"Inventory", "The inventory of existing data",
     "title page self sentence askedOn:date measures:int asked:int statuses:[InventoryStatus]"
     " rows:[InventoryRow]"},
    {"MeasureOf", "One measure",
     "id title page self record askedOn:date sentence availability availabilityAskedOn?:date"
     " definition:[Field] notSaid? scorecard direction:DirectionOf base? source? periodMeaning? "
     "lag?"
     " quality?:Quality assurance?:SignalOf workedOut?:WorkedOutFrom pattern?:PatternFrom "
     "breakdowns:[Breakdown]"
     " breaches?:[Breach] lateSentence? late?:[LateFigure]"
     " series?:LinkedRecord chartPage? signal:SignalOf chart?:Chart"
     " narratives?:[Narrative] narrativeWanted?:WantedNarrative others:[OtherSeries]"
     " benchmarks:[Benchmark] actions:[MeasureAction] figures:[FigureProposal]"
     " audience smallNumbersOpened?:SmallNumbersOpened openSmallNumbers?:OpenSmallNumbers"},
    {"SeriesChart", "One series as a chart",
     "id title page self record area askedOn:date sentence signal:SignalOf points:int ruleset"
     " screenOutliers:bool special:[SpecialPoint] revisions:[RevisedValue] chart:Chart"
     " mean?:number lpl?:number upl?:number trial?:bool indicator?:LinkedRecord measurePage?"
     " assurance?:SignalOf lateSentence? late?:[LateFigure]"
     " audience smallNumbersOpened?:SmallNumbersOpened openSmallNumbers?:OpenSmallNumbers"},
    {"QuestionPanels", "A question with its three panels and its answers",
     "id title page self record scorecard askedOn:date sentence coverage measures:[MeasureRow]"
     " themes:[ThemeCount] audits:[AuditRow] voices:[LinkedRecord] claims:[Claim] asked:WhoAsked"
     " answers:[BoardAnswer] assurance?:Assurance services?:QuestionServices"},
    {"DataReturns", "Who owes what",
     "title sentence askedOn:date requested:int due:int inTime:int goodInTime:int"
     " goodInTimeSentence owed:int overdue:int statuses:[ReturnStatus] rows:[ReturnRow] next?"},
    {"ReturnValues", "What came with a return",
     "id title page self record agency period due:date askedOn:date sentence values:[ReturnValue]"
     " missing:[LinkedRecord]"},
    {"ServiceRegister", "The services, and the audiences without any",
     "title sentence askedOn:date count:int runningCount:int audiences:[Counted]"
     " priorityAreas:[Counted] standings:[Counted] gaps:[ServiceGap] services:[ServiceRow]"},
    {"StrategyRegister", "The strategies",
     "title sentence askedOn:date count:int inPlaceCount:int workingWellCount:int"
     " reviewsOverdue:int priorityAreas:[Counted] strategies:[StrategyRow]"},
    {"CodeRegister", "The code lists",
     "title sentence askedOn:date count:int validCount:int codeLists:[CodeListRow]"},
};

constexpr Shape without_position[] = {
    {"Roles", "The roles, and who may give which command",
     "sentence roles:[Named] commands:[RoleCommand]"},
    {"ImportReport", "What an import takes, or would take; all or nothing",
     "dryRun:bool sentence taken:{int} givenAgain:int reviews:[text] findings:[text]"
     " unchanged:[text] keptAsText:[KeptAsText] changed:[ChangedText] odd:[OddValue]"
     " refused:[RefusedRow] position?:int"},
    {"Health", "How far the log and the views are", "status position:int viewsPosition:int"},
};

json::object schema_of(std::string_view type) {
  if (type.ends_with("|null")) {
    auto schema = schema_of(type.substr(0, type.size() - 5));
    schema["type"] = json::array{schema.at("type"), "null"};
    return schema;
  }
  const auto inner = type.substr(1, type.size() - 2);
  if (type.starts_with('[')) return {{"type", "array"}, {"items", schema_of(inner)}};
  if (type.starts_with('{'))
    return {{"type", "object"}, {"additionalProperties", schema_of(inner)}};
  if (type == "text") return {{"type", "string"}};
  if (type == "int") return {{"type", "integer"}};
  if (type == "number") return {{"type", "number"}};
  if (type == "bool") return {{"type", "boolean"}};
  if (type == "date") return {{"type", "string"}, {"format", "date"}};
  if (type == "moment") return {{"type", "string"}, {"format", "date-time"}};
  if (type == "any") return {};
  return {{"$ref", fmt::format("#/components/schemas/{}", type)}};
}

json::object object_of(std::string_view title, std::string_view members) {
  json::object properties;
  json::array required;
  json::object schema{{"type", "object"}, {"title", title}};
  while (true) {
    members.remove_prefix(std::min(members.find_first_not_of(' '), members.size()));
    if (members.empty()) break;
    const auto member = members.substr(0, members.find(' '));
    members.remove_prefix(member.size());
    const auto colon = member.find(':');
    auto name = member.substr(0, colon);
    auto type = colon == std::string_view::npos ? json::object{{"type", "string"}}
                                                : schema_of(member.substr(colon + 1));
    if (name == "*") {
      schema["additionalProperties"] = std::move(type);
      continue;
    }
    if (name.ends_with('?')) {
      name.remove_suffix(1);
    } else {
      required.emplace_back(name);
    }
    properties[name] = std::move(type);
  }
  schema["properties"] = std::move(properties);
  schema["required"] = std::move(required);
  return schema;
}

/// What a part has beside its own members.
std::string_view more_of(std::string_view part) {
  const bool progresses = part == "LoopNode" || part == "LoopRow" || part == "GapRow" ||
                          part == "WorkRow" || part == "RecordRow" || part == "FoundRow" ||
                          part == "Loop";
  return progresses ? of_progress : "";
}

}  // namespace

json::object answer_schemas() {
  json::object schemas;
  for (const auto& [name, title, members] : answer_parts()) {
    schemas[name] = object_of(title, fmt::format("{}{}", members, more_of(name)));
  }
  for (const auto& [name, title, members] : answers) {
    schemas[name] =
        object_of(title, fmt::format("{}{}{}", members, more_of(name), of_every_answer));
  }
  for (const auto& question : measure_questions()) {
    if (!exports::find_layout(question.answers)) continue;  // It does not come as a file.
    schemas.at(question.answers).at("properties").as_object()["about"] = schema_of("ExportAbout");
  }
  for (const auto& resource : resource_kinds()) {
    const auto& created = resource.events.front();
    schemas[record_answer(resource)] =
        object_of(fmt::format("One {}: its fields, what is derived, its links", resource.kind),
                  fmt::format("sentence data:{} fields:[Field] links:[LinkGroup] "
                              "inLoops?:[LinkedRecord] corrections:[Correction] "
                              "figures?:[FigureProposal]"
                              "{}{}{}",
                              created.type, of_a_record, of_progress, of_every_answer));
  }
  for (const auto& [name, title, members] : without_position) {
    schemas[name] = object_of(title, members);
  }
  return schemas;
}

std::string record_answer(const ResourceKind& resource) {
  return resource.events.front().type + "Record";
}

}  // namespace closeloop::api
