@0xf382652a266d2de0;
# One union as it was, and as it became: a field, an event and an enumerant later.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".label;
using import "/eventstore/schema/annotations.capnp".required;
using import "/eventstore/schema/annotations.capnp".maxLength;
using import "/eventstore/schema/values.capnp".Date;
$Cxx.namespace("eventstore::evolution");

struct Before {
  union {
    moved @0 :Moved $label("Moved");
    ended @1 :Ended $label("Ended");
  }
  struct Moved {
    to     @0 :Date   $label("To");
    reason @1 :Reason $label("Reason");
  }
  struct Ended {}
  enum Reason {
    unset @0 $label("Not said");
    staff @1 $label("Staff");
  }
}

struct After {
  union {
    moved    @0 :Moved    $label("Moved");
    ended    @1 :Ended    $label("Ended");
    reopened @2 :Reopened $label("Reopened");
  }
  struct Moved {
    to       @0 :Date   $label("To");
    reason   @1 :Reason $label("Reason");
    approver @2 :Text   $label("Approver") $required;
    urgent   @3 :Bool = true $label("Urgent");
  }
  struct Ended { why @0 :Text $label("Why"); }
  struct Reopened { by @0 :Text $label("By"); }
  enum Reason {
    unset   @0 $label("Not said");
    staff   @1 $label("Staff");
    weather @2 $label("Weather");
  }
}

struct Everything {
  # One field of every kind a schema may have, alone and in lists.
  text    @0  :Text $label("Text") $maxLength(20);
  flag    @1  :Bool $label("Flag");
  small   @2  :Int8 $label("Small");
  count   @3  :UInt16 $label("Count");
  large   @4  :UInt64 $label("Large");
  signed  @5  :Int64 $label("Signed");
  choice  @6  :After.Reason $label("Choice");
  day     @7  :Date $label("Day");
  moment  @8  :import "/eventstore/schema/values.capnp".Moment $label("Moment");
  sealed  @9  :import "/eventstore/schema/values.capnp".Sealed $label("Sealed");
  record  @10 :After.Moved $label("Record");
  texts   @11 :List(Text) $label("Texts") $maxLength(5);
  flags   @12 :List(Bool) $label("Flags");
  counts  @13 :List(UInt16) $label("Counts");
  choices @14 :List(After.Reason) $label("Choices");
  days    @15 :List(Date) $label("Days");
  records @16 :List(After.Moved) $label("Records");
  sealeds @17 :List(import "/eventstore/schema/values.capnp".Sealed) $label("Sealed texts");
}

struct Unlabelled { text @0 :Text; }
struct Floating { number @0 :Float64 $label("Number"); }
struct Endless { within @0 :Endless $label("Within"); }
struct ListOfLists { lists @0 :List(List(Text)) $label("Lists"); }
