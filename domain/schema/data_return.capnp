@0xd8b1760c3e5fa294;
# What can happen to a return: the figures that an agency owes the board for a period.
# Each struct is at once the event on disk, the request that asks for it, and its form.
# Fields, events and enumerants are added with the next number; never renamed or removed.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".label;
using import "/eventstore/schema/annotations.capnp".help;
using import "/eventstore/schema/annotations.capnp".required;
using import "/eventstore/schema/annotations.capnp".maxLength;
using import "/eventstore/schema/annotations.capnp".decided;
using import "/eventstore/schema/annotations.capnp".reasoned;
using import "/eventstore/schema/annotations.capnp".resource;
using import "/eventstore/schema/annotations.capnp".prefix;
using import "/eventstore/schema/annotations.capnp".intent;
using import "/eventstore/schema/annotations.capnp".creates;
using import "/eventstore/schema/values.capnp".Date;
using Ids = import "ids.capnp";
using Measures = import "measures.capnp";

$Cxx.namespace("closeloop::data_return");

struct Event $label("Return") $resource("returns") $prefix("DR") {
  union {
    requested @0 :Requested $intent("request") $label("Return requested") $creates;
    received  @1 :Received  $intent("receive") $label("Return received");
    accepted  @2 :Accepted  $intent("accept")  $label("Return accepted");
    rejected  @3 :Rejected  $intent("reject")  $label("Return rejected") $reasoned;
  }
}

struct Requested $label("Request a return") {
  agency     @0 :Ids.AgencyId $label("Agency") $required;
  period     @1 :Text $label("Period") $required $maxLength(40)
                 $help("Such as: 2017-18, 2017-18 Q3, 2017-11 or, for a day, 2018-03-31.");
  periodKind @2 :Measures.PeriodKind $label("Kind of period") $required;
  indicators @3 :List(Ids.IndicatorId) $label("Indicators") $required;
  dueOn      @4 :Date $label("Due on") $required;
  ends       @5 :Date $label("Last day of the period") $decided;
}

struct Received $label("Receive a return") {
  file   @0 :Text $label("Name of the file") $maxLength(200);
  sha256 @1 :Text $label("SHA-256 of the file") $maxLength(64);
  values @2 :UInt32 $label("Values in it");
  note   @3 :Text $label("Note") $maxLength(1000);
}

struct Accepted $label("Accept a return") {
  grade @0 :Measures.Grade $label("Quality of the data") $required;
  note  @1 :Text $label("Note") $maxLength(1000);
}

struct Rejected $label("Reject a return") {
  what @0 :Text $label("What has to be put right") $required $maxLength(2000);
}
