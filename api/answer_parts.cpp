#include "api/answer_parts.h"

namespace closeloop::api {
namespace {

constexpr std::string_view record_members =
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
     "because label sentence command:CommandLink finding?:LinkedRecord indicator?:LinkedRecord"
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
    {"LookAgain", "How many closed loops should be looked at again, and where they are listed",
     "count:int atLeast?:bool sentence page self"},
    {"WorkAgency", "Who leads", "id label"},
    {"WorkRow", "An action or another thing to do",
     "id kind title page self reference owner? leadAgency?:WorkAgency loops:[LinkedRecord] status"
     " figures? since?:date command?:CommandLink because? prompts?:[LoopPrompt]"},
    {"Measure", "A loop measure; null where nothing can be measured yet",
     "id label numerator?:int denominator?:int counts value:int|null unit? sentence"
     " datesMoved?:int closedWithoutImprovement?:int"},
    {"OldestLoop", "The loop that is open longest", "kind id label self page ageDays:int"},
    {"PlanSummary", "What one plan says and lacks; lists hold references",
     "plan_id? title? findings:int actions:int actions_complete:int actions_by_status:{int}"
     " *:[text]"},
    {"RecordRow", "A record in a list", record_members},
    {"KeptAsText", "What a file says that was kept as it stands, as a text or a note",
     "place column? text"},
    {"OddValue", "What of a file looks wrong, and was taken as it is", "place column? what"},
    {"ChangedText", "What of a file was put differently, and how", "place column? how"},
    {"RefusedRow", "What a file says that can't be taken, and why", "place column? why"},
    {"RecordKindRow", "A kind of record, and how many there are",
     "resource label self page count:int"},
    {"PersonRow", "A person, and what they sign in as",
     "id name page role post? postLabel? agency?:FoundAgency ended:bool signInName?"},
    {"AgencyPerson", "One of an agency's people", "id name page role post? postLabel?"},
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
    {"PatternFrom", "The measures that one without a number is read from, and what balances them",
     "sentence parts:[PatternPart] balancedBy:[PatternPart]"},
    {"PatternPart", "A measure, or its share at one stage, by its newest figure",
     "id title page share? signal:SignalOf latest?:LatestFigure chart?:Chart"},
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
    {"ReturnStatus", "How many returns stand so", "name label count:int self selected?:bool"},
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

}  // namespace

const std::string_view of_a_record = record_members;

std::span<const Shape> answer_parts() { return parts; }

}  // namespace closeloop::api
