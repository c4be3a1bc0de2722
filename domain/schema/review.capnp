@0xc0d1f5a6b7e84201;
# What can happen to a review: where findings come from.
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
using import "/eventstore/schema/annotations.capnp".creates;
using import "/eventstore/schema/annotations.capnp".reasoned;
using import "/eventstore/schema/values.capnp".Date;
using Ids = import "ids.capnp";

$Cxx.namespace("closeloop::review");

struct Event $label("Review") $resource("reviews") $prefix("R") {
  union {
    opened    @0 :Opened    $intent("open")    $label("Review opened") $creates;
    corrected @1 :Corrected $intent("correct") $label("Review corrected") $reasoned;
  }
}

enum Kind {
  # domain 1.2
  unset                  @0  $label("Not said");
  seriousCaseReview      @1  $label("Serious case review");
  rapidReview            @2  $label("Rapid review");
  localPracticeReview    @3  $label("Local child safeguarding practice review");
  practiceLearningReview @4  $label("Critical incident or practice learning review");
  multiAgencyAudit       @5  $label("Multi-agency case audit");
  singleAgencyAudit      @6  $label("Single-agency audit");
  section11              @7  $label("Section 11 self-assessment");
  childDeathReview       @8  $label("Child death review");
  indicatorSignal        @9  $label("Indicator signal");
  feedbackTheme          @10 $label("Theme from children, parents or practitioners");
  inspection             @11 $label("Inspection or peer diagnostic");
  nationalReview         @12 $label("National review or research");
  challenge              @13 $label("Challenge");
  other                  @14 $label("Other");
}

struct Opened $label("Open a review") {
  kind         @0  :Kind $label("Kind of review") $required;
  title        @1  :Text $label("Title") $required $maxLength(300);
  reference    @2  :Text $label("Reference") $maxLength(100) $help("A pseudonym. No child's name.");
  board        @3  :Text $label("Board or agency") $maxLength(200);
  heldOn       @4  :Date $label("Date of the review");
  priorityAreas @5 :List(Ids.PriorityAreaId) $label("Priority areas");
  themes       @6  :List(Ids.ThemeId) $label("Themes");
  kindInSource @7  :Text $label("Kind, in the source's words") $fromSource $maxLength(200);
  dateInSource @8  :Text $label("Date, in the source's words") $fromSource $maxLength(100);
  sourceUrl    @9  :Text $label("Published at") $fromSource $maxLength(2000);
  sourceDigest @10 :Text $label("Digest of what was imported") $decided $maxLength(64);
  notes        @11 :List(Ids.SourceNote) $label("Notes from the source") $fromSource;
}

struct Corrected $label("Correct a review") {
  corrects      @0 :UInt64 $label("Version that is corrected") $required;
  title         @1 :Text $label("Title") $maxLength(300);
  reference     @2 :Text $label("Reference") $maxLength(100);
  kind          @3 :Kind $label("Kind of review");
  heldOn        @4 :Date $label("Date of the review");
}
