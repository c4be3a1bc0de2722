@0xc0d1f5a6b7e84204;
# What can happen to a recommendation: what should be achieved, not how.
# Each struct is at once the event on disk, the request that asks for it, and its form.
# Fields, events and enumerants are added with the next number; never renamed or removed.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".label;
using import "/eventstore/schema/annotations.capnp".fromSource;
using import "/eventstore/schema/annotations.capnp".help;
using import "/eventstore/schema/annotations.capnp".required;
using import "/eventstore/schema/annotations.capnp".maxLength;
using import "/eventstore/schema/annotations.capnp".resource;
using import "/eventstore/schema/annotations.capnp".prefix;
using import "/eventstore/schema/annotations.capnp".intent;
using import "/eventstore/schema/annotations.capnp".ends;
using import "/eventstore/schema/annotations.capnp".creates;
using import "/eventstore/schema/annotations.capnp".reasoned;
using Ids = import "ids.capnp";

$Cxx.namespace("closeloop::recommendation");

struct Event $label("Recommendation") $resource("recommendations") $prefix("RC") {
  union {
    made      @0 :Made      $intent("make")    $label("Recommendation made") $creates;
    accepted  @1 :Accepted  $intent("accept")  $label("Recommendation accepted");
    declined  @2 :Declined  $intent("decline") $label("Recommendation declined") $reasoned $ends;
    answered  @3 :Answered  $intent("answer")  $label("Recommendation answered by an existing action");
    corrected @4 :Corrected $intent("correct") $label("Recommendation corrected") $reasoned;
  }
}

struct Made $label("Make a recommendation") {
  statement      @0 :Text $label("Recommendation") $required $maxLength(2000)
                          $help("What should be achieved.");
  findings       @1 :List(Ids.FindingId) $label("Findings it answers");
  learningPoints @2 :List(Ids.LearningPointId) $label("Learning points it rests on");
  reviews        @3 :List(Ids.ReviewId) $label("Reviews that made it");
  to             @4 :List(Ids.AgencyId) $label("To which agencies");
  reference      @5 :Text $label("Reference in the source") $fromSource $maxLength(100);
}

struct Accepted $label("Accept a recommendation") {}
struct Declined $label("Decline a recommendation") {}

struct Answered $label("Answer a recommendation by an existing action") {
  actions @0 :List(Ids.ActionId) $label("Actions that answer it") $required;
}

struct Corrected $label("Correct a recommendation") {
  corrects       @0 :UInt64 $label("Version that is corrected") $required;
  statement      @1 :Text $label("Recommendation") $maxLength(2000);
  findings       @2 :List(Ids.FindingId) $label("Findings it answers");
  learningPoints @3 :List(Ids.LearningPointId) $label("Learning points it rests on");
}
