@0x9f4c27d81ab3e065;
# What can happen to a service for children, victims or perpetrators: the register of who is helped
# by whom (R12, R78, R83).
# Each struct is at once the event on disk, the request that asks for it, and its form.
# Fields, events and enumerants are added with the next number; never renamed or removed.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".label;
using import "/eventstore/schema/annotations.capnp".help;
using import "/eventstore/schema/annotations.capnp".required;
using import "/eventstore/schema/annotations.capnp".maxLength;
using import "/eventstore/schema/annotations.capnp".resource;
using import "/eventstore/schema/annotations.capnp".prefix;
using import "/eventstore/schema/annotations.capnp".intent;
using import "/eventstore/schema/annotations.capnp".creates;
using import "/eventstore/schema/annotations.capnp".reasoned;
using import "/eventstore/schema/annotations.capnp".ends;
using import "/eventstore/schema/values.capnp".Date;
using Ids = import "ids.capnp";

$Cxx.namespace("closeloop::service");

struct Event $label("Service") $resource("services") $prefix("SV") {
  union {
    registered @0 :Description $intent("register") $label("Service registered") $creates;
    changed    @1 :Description $intent("change")   $label("Service changed") $reasoned;
    ended      @2 :Ended       $intent("end")      $label("Service ended") $reasoned $ends;
  }
}

enum Audience {
  unset       @0 $label("Not said");
  children    @1 $label("Children and young people");
  victims     @2 $label("Adult victims");
  perpetrators @3 $label("Perpetrators");
  families    @4 $label("Parents and families");
}

struct Description $label("Register a service") {
  # Whole each time: a change says all of it anew.
  name          @0 :Text $label("Name") $required $maxLength(200);
  audiences     @1 :List(Audience) $label("For whom it is") $required;
  priorityAreas @2 :List(Ids.PriorityAreaId) $label("Priority areas") $required;
  provider      @3 :Text $label("Who provides it") $maxLength(200);
  commissioner  @4 :Text $label("Who commissions it") $maxLength(200);
  capacity      @5 :UInt32 $label("Places, or people a year") $help("Left out: not known.");
  capacityNote  @6 :Text $label("What the capacity counts") $maxLength(200);
  startsOn      @7 :Date $label("From") $required;
  endsOn        @8 :Date $label("Commissioned until");
  about         @9 :Text $label("What it does") $maxLength(1000);
}

struct Ended $label("End a service") {
  lastDay @0 :Date $label("Last day") $required;
}
