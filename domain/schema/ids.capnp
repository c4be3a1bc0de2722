@0xd2f6c1b0a9e84371;
# The kinds of record. An id is a struct of one text so that C++ can't take one for another.
# JSON: a string of letters, digits, dots, dashes and underscores.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".ref;
using import "/eventstore/schema/annotations.capnp".label;
using import "/eventstore/schema/annotations.capnp".maxLength;

$Cxx.namespace("closeloop");

struct ReviewId         $ref("review")         { text @0 :Text; }
struct FindingId        $ref("finding")        { text @0 :Text; }
struct LearningPointId  $ref("learning point") { text @0 :Text; }
struct RecommendationId $ref("recommendation") { text @0 :Text; }
struct ActionId         $ref("action")         { text @0 :Text; }
struct EvidenceId       $ref("evidence")       { text @0 :Text; }
struct AgencyId         $ref("agency")         { text @0 :Text; }
struct PersonId         $ref("person")         { text @0 :Text; }
struct PostId           $ref("post")           { text @0 :Text; }  # "head-of-early-help": people come and go.
struct ThemeId          $ref("theme")          { text @0 :Text; }  # "voice", "information-sharing"
struct PriorityAreaId   $ref("priority area")  { text @0 :Text; }  # "neglect"
struct IndicatorId      $ref("indicator")      { text @0 :Text; }  # "N04"
struct SeriesId         $ref("series")         { text @0 :Text; }
struct DataReturnId     $ref("return")         { text @0 :Text; }
struct QuestionId       $ref("question")       { text @0 :Text; }
struct ServiceId        $ref("service")        { text @0 :Text; }
struct StrategyId       $ref("strategy")       { text @0 :Text; }
struct CodeListId       $ref("code list")      { text @0 :Text; }

enum JourneyStage {
  # The child's journey (domain 1.4).
  unset           @0 $label("Not said");
  unborn          @1 $label("Unborn");
  universal       @2 $label("Universal");
  earlyHelp       @3 $label("Early help");
  childInNeed     @4 $label("Child in need");
  childProtection @5 $label("Child protection");
  lookedAfter     @6 $label("Looked after");
  careLeaver      @7 $label("Care leaver");
}

struct SourceNote $label("Note from the source") {
  # What a published source said that has no place of its own here.
  name @0 :Text $label("What it is") $maxLength(100);
  text @1 :Text $label("What it says") $maxLength(4000);
}
