#include "api/answer_schemas.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include "api/exports/tables.h"
#include "api/measure_queries.h"

namespace closeloop::api {
namespace {

namespace json = boost::json;

/// The members of one object, in few words: a name, `?` if it may be missing, and after a colon
/// what it holds, if that is not a text: int, bool, date, moment, any, another shape by its name,
/// [one of these] for a list, {one of these} for an object of any names, |null. `*` stands for
/// every other name.
struct Shape {
  std::string_view name;
  std::string_view title;
  std::string_view members;
};

/// What every answer says beside what was asked for.
constexpr std::string_view of_every_answer = " position:int asAt:AsAt";

constexpr std::string_view of_progress =
    " stage?:Named brag?:Named due?:date dueSoon?:bool overdue?:bool daysOverdue?:int"
    " timesMoved?:int firstDue?:date deliveredOn?:date verifiedOn?:date sourceStatus?:SourceStatus";

constexpr std::string_view of_a_record =
    " kind resource id title self page version:int reference? gaps:[Gap] loop?:LinkedRecord"
    " stands?:bool withdrawn?:bool challenged?:bool accepted?:bool declined?:bool ended?:bool"
    " tokens?:[TokenState] succeededBy? focus?:Named";

constexpr Shape parts[] = {
    {"AsAt", "The moment that was asked about",
     "askedOn:date knownAt?:date trueOn?:date position?:int"},
    {"Named", "A word for programs, and how people say it", "name label"},
    {"LinkedRecord", "A record, and where it is", "kind id label self page"},
    {"Gap", "A place where the loop is broken", "name label since:date ageDays:int"},
    {"Counted", "How many there are of something",
     "name label count:int atLeast?:bool selected?:bool"},
    {"Facet", "What one can filter by", "id label count:int"},
    {"SourceStatus", "What the imported plan itself says of it",
     "status? on?:date inSource? completedInSource? completedOn?:date sentence"},
    {"CommandLink", "A command that would help", "method path label"},
    {"Field", "A field for people", "label value page name?"},
    {"TokenState", "A token for programs, without the token",
     "id expires:date revoked:bool usable:bool"},
    {"LinkGroup", "Links of one kind", "label direction count:int records:[LinkedRecord]"},
    {"FieldChange", "One field that was corrected", "field label from?:any to:any"},
    {"Correction", "A correction of the record",
     "version:int corrects:int|null position:int effectiveOn:date reason changes:[FieldChange]"},
    {"Somebody", "Who did it", "id name page?"},
    {"TextPiece", "A piece of a text, and whether it is what was looked for", "text found:bool"},
    {"SearchKind", "A kind of record that can be chosen", "value label selected:bool"},
    {"FoundRow", "A record that was found",
     "kind kindLabel id title self page on?:date agency?:FoundAgency titlePieces:[TextPiece]"
     " snippet:[TextPiece]"},
    {"FoundAgency", "Whose the record is", "id label"},
    {"EventRecord", "The record that an event is about", "id page self"},
    {"EventLine", "One line of an event, for an auditor", "label text depth:int page name?"},
    {"RecordedEvent", "An event, whole: data is as its type says",
     "position:int stream version:int type label title recordedAt:moment effectiveOn:date"
     " actor:Somebody onBehalfOf?:Somebody record:EventRecord self page reason? correlation?"
     " causation?:int data:any lines:[EventLine]"},
    {"LoopNode", "A node of a loop's graph",
     "kind key column:int id label page self? state broken theme? onPath?:bool records?:int"
     " alsoServes?:[LinkedRecord]"},
    {"LoopLink", "An edge of a graph, by the keys of its ends", "from to onPath?:bool"},
    {"LoopFocus", "The record whose way through the loop is marked", "id label page"},
    {"FoldedGraph", "A large graph, folded by theme: fewer nodes, each of many records",
     "nodes:[LoopNode] links:[LoopLink]"},
    {"LoopCell", "A cell of a loop's table", "label id page state? broken"},
    {"LoopCells", "A row of a loop's table", "cells:[LoopCell]"},
    {"LoopColumn", "A column of a loop's graph and table", "label"},
    {"MissingTest", "What a loop lacks before it can close",
     "test sentence command:CommandLink record?:LinkedRecord waitsFor?"},
    {"LoopPrompt", "What a loop asks somebody to do",
     "because sentence command:CommandLink finding?:LinkedRecord indicator?:LinkedRecord"
     " measurePage? period? rule?"},
    {"FigureProposal", "What figures say of actions: proposed as evidence, or why not",
     "proposed:bool verdict sentence actions:[LinkedRecord] indicator:LinkedRecord measurePage"
     " series? chartPage? deliveredOn?:date points?:int ruleset? observedFrom?:date"
     " observedTo?:date strength? evidence?:EvidenceRecorded recorded?:LinkedRecord"
     " command?:CommandLink"},
    {"LoopRow", "A loop, or a record that breaks one, in a list",
     "id kind title page self reference? gaps:[Gap] loop?:LinkedRecord"},
    {"GapRow", "A record at which a loop is broken",
     "kind id label self page title reference since:date ageDays:int findings?:[LinkedRecord]"},
    {"GapRows", "The broken places of one kind",
     "name label count:int atLeast?:bool rows:[GapRow] next?"},
    {"WorkCount", "How much is on a work list", "list count:int self atLeast?:bool"},
    {"WorkAgency", "Who leads", "id label"},
    {"WorkRow", "An action or another thing to do",
     "id kind title page self reference owner? leadAgency?:WorkAgency loops:[LinkedRecord] status"
     " figures?"},
    {"Measure", "A loop measure; null where nothing can be measured yet",
     "id label numerator?:int denominator?:int counts value:int|null unit? sentence"
     " datesMoved?:int closedWithoutImprovement?:int"},
    {"OldestLoop", "The loop that is open longest", "kind id label self page ageDays:int"},
    {"PlanSummary", "What one plan says and lacks; lists hold references",
     "plan_id? title? findings:int actions:int actions_complete:int actions_by_status:{int}"
     " *:[text]"},
    {"RecordRow", "A record in a list", of_a_record},
    {"KeptAsText", "What a file says that was kept as it stands, as a text or a note",
     "place column? text"},
    {"OddValue", "What of a file looks wrong, and was taken as it is", "place column? what"},
    {"ChangedText", "What of a file was put differently, and how", "place column? how"},
    {"RefusedRow", "What a file says that can't be taken, and why", "place column? why"},
    {"RecordKindRow", "A kind of record, and how many there are",
     "resource label self page count:int"},
    {"PersonRow", "A person, and what they sign in as",
     "id name page role post? agency?:FoundAgency ended:bool signInName?"},
    {"AgencyPerson", "One of an agency's people", "id name page role post?"},
    {"AgencyRow", "An agency with its people",
     "id name page succeededBy?:FoundAgency focus?:Named people:[AgencyPerson]"},
    {"SignalOf", "What a measure comes to, and why", "name label reason"},
    {"LatestFigure", "The newest figure: its value, or the flag in its place",
     "period shown outOf?"},
    {"ChartPoint", "A period of a series; null is a gap, for which the flag says why",
     "period label ends?:date value:number|null shown flag type rule numerator? denominator?"
     " version?:int target? written?"},
    {"ChartCause",
     "Why limits begin anew: kind rebase or break, what changed, why in the words of who said so, "
     "the event; id, text and href of an action that changed it",
     "kind what reason? event? id? text? href?"},
    {"ChartSegment", "The limits of a part of the series",
     "first:int count:int kind mean:number lower:number upper:number trial:bool lowerShown:bool"
     " cause?:ChartCause"},
    {"ChartMarker", "Where an action was delivered", "index:int number:int label href"},
    {"ChartTarget", "The target, or a benchmark where neither way is better",
     "value:number shown label source?"},
    {"ChartBreak",
     "Where figures can't be compared with those before: what changed, why in the words of who "
     "said so, and the event",
     "index:int what reason? event?"},
    {"Chart", "What a chart is drawn from",
     "id title description unit kind direction points:[ChartPoint] segments:[ChartSegment]"
     " markers:[ChartMarker] caption source? median?:number target?:ChartTarget "
     "benchmarks?:[Benchmark]"
     " breaks:[ChartBreak]"},
    {"MeasureRow", "A measure on a scorecard",
     "id title page self availability group? source? base? restricted?:bool series? points?:int"
     " latest?:LatestFigure quality?:Quality assurance?:SignalOf narrative?:Narrative chart?:Chart"
     " signal:SignalOf narrativeWanted?:WantedNarrative then?:MeasureThen"},
    {"Quality", "How good the data are; the grade is empty if they were not graded", "grade label"},
    {"MeasureThen", "What a measure showed on an earlier day",
     "defined:bool signal:SignalOf latest?:LatestFigure"},
    {"Comparison", "How many measures changed since an earlier day",
     "on:date sentence measures:int signals:int figures:int"},
    {"LateFigure", "A figure that came late, or changed since: what was known, and what is held",
     "series title page period what known held event? recordedOn?:date"},
    {"JourneyCount", "Findings and measures at a stage of the child's journey",
     "name label findings:int measures:int atLeast?:bool selected?:bool"},
    {"BreakdownCell", "A category in a period: its value, or the words in its place",
     "period shown flag? n? outOf?"},
    {"BreakdownRow", "A category of a breakdown",
     "category agency? series? page? scale? cells:[BreakdownCell]"},
    {"BreakdownPeriod", "A period", "period"},
    {"PartSum", "A published total that its parts do not add up to", "period parts total sentence"},
    {"Breakdown", "The figures of a measure by one breakdown, the newest eight periods",
     "name label counts restricted:bool canRestrict:bool sentence? scale?"
     " periods:[BreakdownPeriod] rows:[BreakdownRow] total?:BreakdownRow sums:[PartSum]"},
    {"Breach", "A figure that a rule does not allow", "period whose shown page event"},
    {"DirectionOf", "Which way is better", "name label"},
    {"WorkedOutPart", "A measure that another is worked out from", "id page label"},
    {"WorkedOutFrom", "What a measure is worked out from: two others, or what is recorded here",
     "sentence of?:WorkedOutPart to?:WorkedOutPart"},
    {"ThemeCount", "How many findings have a theme", "id label count:int"},
    {"InventoryStatus", "How many measures have such an answer",
     "name label count:int self selected?:bool"},
    {"InventoryRow", "What is available of a measure",
     "id title page self scorecard status:Named source? askedOn?:date contact? note? event?"},
    {"ScorecardSection", "The measures under one question or heading",
     "heading questionPage? measures:[MeasureRow]"},
    {"GroupMeasure", "A measure in a group", "id title page signal:SignalOf"},
    {"MeasureGroup", "The measures of one group, and what is said of its questions",
     "group count:int sentence? measures:[GroupMeasure] voices:[LinkedRecord]"},
    {"ScorecardRow", "A scorecard in the list", "id title page self sentence signals:{int}"},
    {"OtherSeries", "Another series of the measure",
     "id title page area category agency signal:SignalOf latest?:LatestFigure"},
    {"Benchmark", "A published figure to compare with",
     "area period value:number shown publishedOn:date source event"},
    {"Narrative", "What was said of a signal",
     "period narrative on:date event by?:Somebody onBehalfOf?:Somebody"},
    {"MeasureAction", "An action that is meant to move the measure",
     "kind id label self page stage?:Named brag?:Named due?:date dueSoon?:bool overdue?:bool"
     " daysOverdue?:int timesMoved?:int firstDue?:date deliveredOn?:date verifiedOn?:date"
     " sourceStatus?:SourceStatus"},
    {"AreaWanted", "That the board has not said which area is its own", "sentence label page"},
    {"WantedNarrative", "That a signal wants words", "sentence page"},
    {"SmallNumbersOpened", "By whom small numbers were opened, and when", "sentence by at event"},
    {"OpenSmallNumbers", "Where who may open small numbers does so, and then sees them",
     "page shown?"},
    {"SpecialPoint",
     "A figure that meets a rule; judged: whether its part of the series has points enough to say "
     "so",
     "index:int judged:bool period value:number rule type"},
    {"RevisedValue", "What was held of a period before", "period version:int value?"},
    {"AuditRow", "A finding that bears on the question",
     "kind id label self page stage?:Named brag?:Named"},
    {"Claim", "Something said to have made a difference, with the evidence that it rests on",
     "kind id label page sentence evidence:[LinkedRecord]"},
    {"BoardAnswer", "What the Board answered, and what that rests on",
     "answer confidence on:date by?:Somebody event findings:[LinkedRecord]"
     " evidence:[CitedEvidence] series:[LinkedRecord]"},
    {"CitedEvidence", "Evidence that something rests on, and whether it still stands",
     "kind id label self page stands:bool standing:Named"},
    {"WhoAsked", "Who asked the question, and when", "by? meeting? on?:date"},
    {"Assurance", "How far the Board said that it is assured, as it stands now",
     "level:Named sentence basis on:date by?:Somebody event expires?:date lapsed:bool stands:bool"
     " changes:[MeasureAction] evidence:[CitedEvidence]"},
    {"AreaOf", "A priority area", "id label"},
    {"ServiceMeasure", "A figure of one service",
     "id title page self indicator? signal:SignalOf latest?:LatestFigure"},
    {"ServiceRow", "A service, with its capacity, the wait for it and what it achieves",
     "kind id label self page audiences:[Named] priorityAreas:[AreaOf] running:bool status"
     " startsOn:date endsOn?:date provider? commissioner? capacity?:int capacityNote?"
     " waits:[ServiceMeasure] results:[ServiceMeasure]"},
    {"ServiceGap", "An audience of a priority area for which no service runs",
     "sentence priorityArea:AreaOf audience?:Named services:[LinkedRecord]"},
    {"QuestionServices", "The services that a question asks about",
     "page services:[ServiceRow] gaps:[ServiceGap]"},
    {"StrategyRow", "A strategy: in place is one thing, working another",
     "kind id label self page version priorityArea:AreaOf approvedOn?:date reviewOn:date"
     " inPlace:Named reviewLate?:int working:Named statement? statedOn?:date event?"
     " evidence:[CitedEvidence] actions:[MeasureAction]"},
    {"CodeRow", "A code, and when it is valid", "code label validFrom:date validTo?:date"},
    {"CodeListRow", "A code list: its codes on the day, before it and after it",
     "kind id label self page breakdown:Named valid:[CodeRow] earlier:[CodeRow] later:[CodeRow]"
     " usedBy:[LinkedRecord]"},
    {"ReturnRow", "A return that was asked for",
     "kind id label self page agency period due:date status missing:bool receivedOn?:date"
     " late?:bool valuesPage? grade?"},
    {"ReturnValue", "A value that came with a return",
     "series:LinkedRecord chart period shown counts:bool numerator? denominator?"},
    {"ExportDefinition", "The definition in force of a measure that a file holds figures of",
     "id title validFrom:date numerator? denominator? sourceAgency? sourceSystem?"
     " nationalDataset?"},
    {"ExportAbout", "What a file says of itself: for whom, as known when, and by which rules",
     "board title address asked:{text} askedOn:date audience position:int"
     " recordedAt?:moment ruleset source definitions:[ExportDefinition] flags:{text}"},
    {"RoleCommand", "Who may give a command", "resource intent roles:[text]"},
};

constexpr Shape answers[] = {
    {"SearchAnswer", "The records that were found",
     "title query kind sentence count:int more:bool searchedTo:int notLevel? kinds:[SearchKind]"
     " rows:[FoundRow] next?"},
    {"LoopList", "Loops by stage and gap",
     "title sentence filter:{text} stages:[Counted] gaps:[Counted] open:int closed:int broken:int"
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
     " definition:[Field] scorecard direction:DirectionOf base? source? periodMeaning? lag?"
     " quality?:Quality assurance?:SignalOf workedOut?:WorkedOutFrom breakdowns:[Breakdown]"
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
     "title sentence askedOn:date due:int inTime:int goodInTime:int goodInTimeSentence owed:int"
     " overdue:int returns:[ReturnRow]"},
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
  for (const auto& [name, title, members] : parts) {
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
