@0xc0d1f5a6b7e84202;
# What can happen to a finding, and to the loop that it opens.
# Each struct is at once the event on disk, the request that asks for it, and its form.
# Fields, events and enumerants are added with the next number; never renamed or removed.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".label;
using import "/eventstore/schema/annotations.capnp".fromSource;
using import "/eventstore/schema/annotations.capnp".help;
using import "/eventstore/schema/annotations.capnp".required;
using import "/eventstore/schema/annotations.capnp".maxLength;
using import "/eventstore/schema/annotations.capnp".decided;
using import "/eventstore/schema/annotations.capnp".resource;
using import "/eventstore/schema/annotations.capnp".prefix;
using import "/eventstore/schema/annotations.capnp".intent;
using import "/eventstore/schema/annotations.capnp".ends;
using import "/eventstore/schema/annotations.capnp".creates;
using import "/eventstore/schema/annotations.capnp".reasoned;
using import "/eventstore/schema/values.capnp".Date;
using Ids = import "ids.capnp";

$Cxx.namespace("closeloop::finding");

struct Event $label("Finding") $resource("findings") $prefix("F") {
  union {
    raised                   @0  :Raised                   $intent("raise")                     $label("Finding raised") $creates;
    corrected                @1  :Corrected                $intent("correct")                   $label("Finding corrected") $reasoned;
    improvementJudged        @2  :ImprovementJudged        $intent("judge-improvement")         $label("Improvement judged");
    sustainabilityCheckDue   @3  :SustainabilityCheckDue   $intent("book-sustainability-check") $label("Sustainability check due");
    closed                   @4  :Closed                   $intent("close")                     $label("Loop closed") $ends;
    closedWithoutImprovement @5  :ClosedWithoutImprovement $intent("close-without-improvement") $label("Closed without improvement") $reasoned $ends;
    sustainabilityPassed     @6  :SustainabilityPassed     $intent("pass-sustainability-check") $label("Sustainability check passed");
    sustainabilityFailed     @7  :SustainabilityFailed     $intent("fail-sustainability-check") $label("Sustainability check failed") $reasoned;
    reopened                 @8  :Reopened                 $intent("reopen")                    $label("Loop reopened") $reasoned;
  }
}

enum Nature {
  unset           @0 $label("Not said");
  concern         @1 $label("Concern");
  strength        @2 $label("Strength");
  expectedOutcome @3 $label("Expected outcome");
}

struct Raised $label("Raise a finding") {
  reviews       @0  :List(Ids.ReviewId) $label("Reviews") $required;
  nature        @1  :Nature $label("Strength or concern") $required;
  statement     @2  :Text $label("Finding") $required $maxLength(2000)
                          $help("What was seen. No names, no instruction.");
  criterion     @3  :Text $label("Criterion") $maxLength(500) $help("What it was held against.");
  evidenceSeen  @4  :Text $label("Evidence seen") $maxLength(2000);
  scope         @5  :Text $label("Scope") $maxLength(200) $help("Such as: 5 of 8 cases.");
  casesSeen     @6  :UInt32 $label("Cases in which it was seen");
  casesReviewed @7  :UInt32 $label("Cases reviewed");
  themes        @8  :List(Ids.ThemeId) $label("Themes");
  priorityAreas @9  :List(Ids.PriorityAreaId) $label("Priority areas");
  journeyStage  @10 :Ids.JourneyStage $label("Stage of the child's journey");
  kindInSource  @11 :Text $label("Kind, in the source's words") $fromSource $maxLength(200);
  reference     @12 :Text $label("Reference in the source") $fromSource $maxLength(100);
  outcomeStated @13 :Text $label("Outcome stated in the source") $fromSource $maxLength(4000);
  notes         @14 :List(Ids.SourceNote) $label("Notes from the source") $fromSource;
}

struct Corrected $label("Correct a finding") {
  corrects      @0 :UInt64 $label("Version that is corrected") $required;
  statement     @1 :Text $label("Finding") $maxLength(2000);
  criterion     @2 :Text $label("Criterion") $maxLength(500);
  evidenceSeen  @3 :Text $label("Evidence seen") $maxLength(2000);
  scope         @4 :Text $label("Scope") $maxLength(200);
  nature        @5 :Nature $label("Strength or concern");
  themes        @6 :List(Ids.ThemeId) $label("Themes");
  priorityAreas @7 :List(Ids.PriorityAreaId) $label("Priority areas");
  journeyStage  @8 :Ids.JourneyStage $label("Stage of the child's journey");
}

struct ImprovementJudged $label("Judge whether there is improvement") {
  result    @0 :Result $label("Is the success criterion met?") $required;
  evidence  @1 :List(Ids.EvidenceId) $label("On which evidence") $required;
  statement @2 :Text $label("So what?") $required $maxLength(2000)
                     $help("What would a child notice now?");
  judgedBy  @3 :Ids.PersonId $label("Judged by") $decided;

  enum Result {
    unset     @0 $label("Not said");
    met       @1 $label("Met");
    partlyMet @2 $label("Partly met");
    notMet    @3 $label("Not met");
  }
}

struct SustainabilityCheckDue $label("Book a sustainability check") {
  on @0 :Date $label("Check on") $required $help("6 or 12 months after closing, as a rule.");
}

struct Closed $label("Close the loop") {
  statement @0 :Text $label("What improved") $required $maxLength(2000);
  actions   @1 :List(Ids.ActionId) $label("Actions relied on") $decided;
  evidence  @2 :List(Ids.EvidenceId) $label("Evidence relied on") $decided;
}

struct ClosedWithoutImprovement $label("Close without improvement") {
  ground     @0 :Ground $label("Ground") $required;
  reviewOn   @1 :Date $label("Review on") $required;
  approvedBy @2 :Ids.PersonId $label("Approved by") $decided;

  enum Ground {
    unset         @0 $label("Not said");
    declined      @1 $label("Declined");
    overtaken     @2 $label("Overtaken by events");
    toleratedRisk @3 $label("Risk tolerated");
  }
}

struct SustainabilityPassed $label("Pass the sustainability check") {
  statement @0 :Text $label("What was checked, and seen") $required $maxLength(2000);
  evidence  @1 :List(Ids.EvidenceId) $label("On which evidence");
}

struct SustainabilityFailed $label("Fail the sustainability check") {
  evidence @0 :List(Ids.EvidenceId) $label("On which evidence");
}

struct Reopened $label("Reopen the loop") {
  because @0 :Because $label("What prompts it") $required;
  finding @1 :Ids.FindingId $label("The finding that recurred");

  enum Because {
    unset                 @0 $label("Not said");
    recurrence            @1 $label("The theme was found again");
    signal                @2 $label("An indicator gives concern");
    sustainabilityFailed  @3 $label("The sustainability check failed");
    contradictingEvidence @4 $label("Evidence contradicts the closure");
    other                 @5 $label("Something else");
  }
}
