@0xc0d1f5a6b7e84207;
# What can happen to an agency. It changes its name; history does not.
# Each struct is at once the event on disk, the request that asks for it, and its form.
# Fields, events and enumerants are added with the next number; never renamed or removed.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".label;
using import "/eventstore/schema/annotations.capnp".required;
using import "/eventstore/schema/annotations.capnp".maxLength;
using import "/eventstore/schema/annotations.capnp".resource;
using import "/eventstore/schema/annotations.capnp".prefix;
using import "/eventstore/schema/annotations.capnp".intent;
using import "/eventstore/schema/annotations.capnp".ends;
using import "/eventstore/schema/annotations.capnp".creates;
using Ids = import "ids.capnp";

$Cxx.namespace("closeloop::agency");

struct Event $label("Agency") $resource("agencies") $prefix("AG") {
  union {
    registered @0 :Registered $intent("register") $label("Agency registered") $creates;
    renamed    @1 :Renamed    $intent("rename")   $label("Agency renamed");
    succeeded  @2 :Succeeded  $intent("succeed")  $label("Agency succeeded by another") $ends;
    focusSet   @3 :FocusSet   $intent("set-focus") $label("Whom the agency works with set");
  }
}

struct Registered $label("Register an agency") {
  name @0 :Text $label("Name") $required $maxLength(200);
}

struct Renamed $label("Rename an agency") {
  name @0 :Text $label("New name") $required $maxLength(200);
}

struct Succeeded $label("Name the agency that succeeds") {
  by @0 :Ids.AgencyId $label("Succeeded by") $required;
}

struct FocusSet $label("Say whom the agency works with") {
  focus @0 :Focus $label("It mainly works with") $required;

  enum Focus {
    unset    @0 $label("Not said");
    children @1 $label("Children and families");
    others   @2 $label("Others: it does not mainly work with children");
  }
}
