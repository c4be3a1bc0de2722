@0xc0d1f5a6b7e84203;
# What can happen to a learning point: why a finding matters, beyond its case.
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
using import "/eventstore/schema/annotations.capnp".creates;
using import "/eventstore/schema/annotations.capnp".reasoned;
using Ids = import "ids.capnp";

$Cxx.namespace("closeloop::learning");

struct Event $label("Learning point") $resource("learning-points") $prefix("L") {
  union {
    agreed    @0 :Agreed    $intent("agree")   $label("Learning agreed") $creates;
    corrected @1 :Corrected $intent("correct") $label("Learning point corrected") $reasoned;
    linked    @2 :Linked    $intent("link")    $label("Learning point linked");
  }
}

struct Agreed $label("Agree a learning point") {
  statement @0 :Text $label("Learning point") $required $maxLength(2000)
                     $help("So what do we now know?");
  findings  @1 :List(Ids.FindingId) $label("Findings it comes from") $required;
  reviews   @2 :List(Ids.ReviewId) $label("Reviews it comes from");
  themes    @3 :List(Ids.ThemeId) $label("Themes");
  audience  @4 :Text $label("For whom") $maxLength(300);
  reference @5 :Text $label("Reference in the source") $fromSource $maxLength(100);
}

struct Corrected $label("Correct a learning point") {
  corrects  @0 :UInt64 $label("Version that is corrected") $required;
  statement @1 :Text $label("Learning point") $maxLength(2000);
  findings  @2 :List(Ids.FindingId) $label("Findings it comes from");
  themes    @3 :List(Ids.ThemeId) $label("Themes");
  audience  @4 :Text $label("For whom") $maxLength(300);
}

struct Linked $label("Link a learning point") {
  findings @0 :List(Ids.FindingId) $label("Findings it also comes from");
  reviews  @1 :List(Ids.ReviewId) $label("Reviews it also comes from");
}
