@0xc0d1f5a6b7e84209;
# What can happen to the board itself.
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
using Ids = import "ids.capnp";

$Cxx.namespace("closeloop::board");

struct Event $label("Board") $resource("boards") $prefix("B") {
  union {
    opened          @0 :Opened          $intent("open")              $label("Board opened") $creates;
    priorityAreaSet @1 :PriorityAreaSet $intent("set-priority-area") $label("Priority area set");
    renamed         @2 :Renamed         $intent("rename")            $label("Board renamed");
    areaSet         @3 :AreaSet         $intent("set-area")          $label("Area of the board set");
  }
}

struct Opened $label("Open a board") {
  name @0 :Text $label("Name of the board") $required $maxLength(200);
}

struct Renamed $label("Rename the board") {
  name @0 :Text $label("New name") $required $maxLength(200);
}

struct AreaSet $label("Set the board's area") {
  name @0 :Text $label("Name of the area") $required $maxLength(100)
                $help("As returns name it, such as: Shropshire. Figures of other areas are shown for comparison.");
  code @1 :Text $label("Code of the area") $maxLength(20) $help("Such as: E06000051.");
}

struct PriorityAreaSet $label("Set a priority area") {
  priorityArea @0 :Ids.PriorityAreaId $label("Priority area") $required;
  name         @1 :Text $label("Name") $required $maxLength(200);
  origin       @2 :Text $label("Where it comes from") $required $maxLength(1000)
                        $help("The strategic objective, annual report or scrutiny behind it.");
}
