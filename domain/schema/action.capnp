@0xc0d1f5a6b7e84205;
# What can happen to an action: who does what by when. Delivered is not yet improved.
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
using import "/eventstore/schema/values.capnp".Sealed;
using Ids = import "ids.capnp";

$Cxx.namespace("closeloop::action");

struct Event $label("Action") $resource("actions") $prefix("A") {
  union {
    agreed               @0  :Agreed               $intent("agree")           $label("Action agreed") $creates;
    accepted             @1  :Accepted             $intent("accept")          $label("Action accepted");
    progressed           @2  :Progressed           $intent("report-progress") $label("Progress reported");
    dateMoved            @3  :DateMoved            $intent("move-date")       $label("Due date moved") $reasoned;
    blocked              @4  :Blocked              $intent("block")           $label("Action blocked") $reasoned;
    delivered            @5  :Delivered            $intent("deliver")         $label("Action delivered");
    deliveryVerified     @6  :DeliveryVerified     $intent("verify-delivery") $label("Delivery verified");
    returned             @7  :Returned             $intent("return")          $label("Delivery returned") $reasoned;
    superseded           @8  :Superseded           $intent("supersede")       $label("Action superseded") $ends;
    withdrawn            @9  :Withdrawn            $intent("withdraw")        $label("Action withdrawn") $reasoned $ends;
    reopened             @10 :Reopened             $intent("reopen")          $label("Action reopened") $reasoned;
    corrected            @11 :Corrected            $intent("correct")         $label("Action corrected") $reasoned;
    linked               @12 :Linked               $intent("link")            $label("Action linked");
    sourceStatusReported @13 :SourceStatusReported $intent("report-source-status") $label("Status at the source reported");
    unblocked            @14 :Unblocked            $intent("unblock")         $label("Action unblocked");
    declined             @15 :Declined             $intent("decline")         $label("Action declined") $reasoned $ends;
  }
}

struct Agreed $label("Agree an action") {
  statement          @0  :Text $label("Action") $required $maxLength(2000);
  findings           @1  :List(Ids.FindingId) $label("Findings it answers");
  learningPoints     @2  :List(Ids.LearningPointId) $label("Learning points it rests on");
  recommendations    @3  :List(Ids.RecommendationId) $label("Recommendations it answers");
  leadAgency         @4  :Ids.AgencyId $label("Lead agency") $required;
  supportingAgencies @5  :List(Ids.AgencyId) $label("Supporting agencies");
  owner              @6  :Ids.PostId $label("Owner") $required $help("A post, not a person.");
  start              @7  :Date $label("Start");
  due                @8  :Date $label("Due") $required
                               $help("A date. Recurrent work is a series of dated actions.");
  successCriterion   @9  :Text $label("Success criterion") $required $maxLength(1000);
  childWouldNotice   @10 :Text $label("What would a child notice?") $required $maxLength(1000);
  themes             @11 :List(Ids.ThemeId) $label("Themes");
  priorityAreas      @12 :List(Ids.PriorityAreaId) $label("Priority areas");
  reviews            @13 :List(Ids.ReviewId) $label("Reviews it comes from");
  leadInSource       @14 :Text $label("Lead, in the source's words") $fromSource $maxLength(500);
  dueInSource        @15 :Text $label("Due, in the source's words") $fromSource $maxLength(500);
  reference          @16 :Text $label("Reference in the source") $fromSource $maxLength(100);
  notes              @17 :List(Ids.SourceNote) $label("Notes from the source") $fromSource;
}

struct Accepted $label("Accept an action") {
  by @0 :Ids.PersonId $label("Accepted by") $decided;
}

struct Progressed $label("Report progress") {
  note @0 :Sealed $label("Note") $required $maxLength(4000) $help("No names.");
}

struct DateMoved $label("Move the due date") {
  newDate @0 :Date $label("New date") $required;
  oldDate @1 :Date $label("Old date") $decided;
  count   @2 :UInt32 $label("Times moved") $decided;
}

struct Blocked $label("Report an action as blocked") {}
struct Unblocked $label("Report an action as no longer blocked") {}

struct Delivered $label("Deliver an action") {
  on       @0 :Date $label("Delivered on") $required;
  evidence @1 :List(Ids.EvidenceId) $label("Evidence that it was done");
  by       @2 :Ids.PersonId $label("Delivered by") $decided;
}

struct DeliveryVerified $label("Verify a delivery") {
  by @0 :Ids.PersonId $label("Verified by") $decided;
}

struct Returned $label("Return a delivery") {}

struct Superseded $label("Supersede an action") {
  by @0 :Ids.ActionId $label("Superseded by") $required;
}

struct Withdrawn $label("Withdraw an action") {}
struct Reopened $label("Reopen an action") {}
struct Declined $label("Decline an action") {}

struct Corrected $label("Correct an action") {
  corrects           @0 :UInt64 $label("Version that is corrected") $required;
  statement          @1 :Text $label("Action") $maxLength(2000);
  leadAgency         @2 :Ids.AgencyId $label("Lead agency");
  supportingAgencies @3 :List(Ids.AgencyId) $label("Supporting agencies");
  owner              @4 :Ids.PostId $label("Owner");
  start              @5 :Date $label("Start");
  successCriterion   @6 :Text $label("Success criterion") $maxLength(1000);
  childWouldNotice   @7 :Text $label("What would a child notice?") $maxLength(1000);
  themes             @8 :List(Ids.ThemeId) $label("Themes");
  priorityAreas      @9 :List(Ids.PriorityAreaId) $label("Priority areas");
  findings           @10 :List(Ids.FindingId) $label("Findings it answers");
}

struct Linked $label("Link an action") {
  findings        @0 :List(Ids.FindingId) $label("Findings it also answers");
  learningPoints  @1 :List(Ids.LearningPointId) $label("Learning points it also rests on");
  recommendations @2 :List(Ids.RecommendationId) $label("Recommendations it also answers");
}

struct SourceStatusReported $label("Report the status at the source") {
  # Kept beside what we derive ourselves. Never taken for it.
  status      @0 :Text $label("Status, normalised") $required $maxLength(100)
                       $help("Such as complete, on_track, not_started.");
  inSource    @1 :Text $label("In the source's words") $maxLength(500);
  completedInSource @2 :Text $label("Completed, in the source's words") $maxLength(500);
  completedOn @3 :Date $label("Completed on, at the source");
}
