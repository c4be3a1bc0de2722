@0xc0d1f5a6b7e84206;
# What can happen to a piece of evidence: that an action was done, or that something changed.
# Each struct is at once the event on disk, the request that asks for it, and its form.
# Fields, events and enumerants are added with the next number; never renamed or removed.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".label;
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

$Cxx.namespace("closeloop::evidence");

struct Event $label("Evidence") $resource("evidence") $prefix("E") {
  union {
    recorded   @0 :Recorded   $intent("record")            $label("Evidence recorded") $creates;
    challenged @1 :Challenged $intent("challenge")         $label("Evidence challenged") $reasoned;
    upheld     @2 :Upheld     $intent("uphold")            $label("Evidence upheld") $reasoned;
    withdrawn  @3 :Withdrawn  $intent("withdraw")          $label("Evidence withdrawn") $reasoned $ends;
    corrected  @4 :Corrected  $intent("correct")           $label("Evidence corrected") $reasoned;
  }
}

enum Kind {
  unset   @0 $label("Not said");
  output  @1 $label("Output: the action was done");
  outcome @2 $label("Outcome: practice or children's experience changed");
}

enum Method {
  # domain 1.7
  unset              @0  $label("Not said");
  reAudit            @1  $label("Re-audit");
  dipSample          @2  $label("Dip sample");
  dataShift          @3  $label("Data shift");
  practitionerSurvey @4  $label("Practitioner survey");
  trainingImpact     @5  $label("Training impact");
  voice              @6  $label("Voice of children or parents");
  assuranceStatement @7  $label("Assurance statement by the agency");
  externalView       @8  $label("Section 11, inspection or peer challenge");
  document           @9  $label("Document");
  statedInSource     @10 $label("Stated in the source");
}

enum Strength {
  unset  @0 $label("Not said");
  weak   @1 $label("Weak");
  medium @2 $label("Medium");
  strong @3 $label("Strong");
}

enum Voice {
  unset        @0 $label("Nobody's view");
  child        @1 $label("A child or young person");
  parent       @2 $label("A parent or carer");
  practitioner @3 $label("A practitioner");
}

struct Recorded $label("Record evidence") {
  kind         @0  :Kind $label("Output or outcome") $required;
  title        @1  :Text $label("What it is") $required $maxLength(500);
  actions      @2  :List(Ids.ActionId) $label("Actions it is about");
  findings     @3  :List(Ids.FindingId) $label("Findings it is about");
  method       @4  :Method $label("How it was got") $required;
  strength     @5  :Strength $label("Strength") $required;
  contradicts  @6  :Bool $label("It contradicts the improvement");
  observedFrom @7  :Date $label("Observed from") $help("For an outcome: after delivery.");
  observedTo   @8  :Date $label("Observed to");
  detail       @9  :Sealed $label("What it shows") $maxLength(4000) $help("No names.");
  reference    @10 :Text $label("Where it is kept") $maxLength(500);
  sha256       @11 :Text $label("SHA-256 of the document") $maxLength(64);
  voiceOf      @12 :Voice $label("Whose view it gives");
  series       @13 :Ids.SeriesId $label("Series that shows it")
                   $help("For a data shift: figures after delivery, by the rules of its chart.");
  signal       @14 :Text $label("What the rules said") $decided $maxLength(500);
}

struct Challenged $label("Challenge evidence") {}
struct Upheld $label("Uphold evidence against a challenge") {}
struct Withdrawn $label("Withdraw evidence") {}

struct Corrected $label("Correct evidence") {
  corrects     @0 :UInt64 $label("Version that is corrected") $required;
  title        @1 :Text $label("What it is") $maxLength(500);
  strength     @2 :Strength $label("Strength");
  observedFrom @3 :Date $label("Observed from");
  observedTo   @4 :Date $label("Observed to");
  reference    @5 :Text $label("Where it is kept") $maxLength(500);
  sha256       @6 :Text $label("SHA-256 of the document") $maxLength(64);
}
