@0xe16b90c4f3a7d258;
# What can happen to a strategy of the Board. That it is in place and that it works well are two
# things, and the second needs outcome evidence (R09).
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

$Cxx.namespace("closeloop::strategy");

struct Event $label("Strategy") $resource("strategies") $prefix("ST") {
  union {
    adopted             @0 :Version             $intent("adopt")               $label("Strategy adopted") $creates;
    revised             @1 :Version             $intent("revise")              $label("Strategy revised") $reasoned;
    effectivenessStated @2 :EffectivenessStated $intent("state-effectiveness") $label("Effectiveness stated");
    withdrawn           @3 :Withdrawn           $intent("withdraw")            $label("Strategy withdrawn") $reasoned $ends;
  }
}

struct Version $label("Adopt a strategy") {
  # Whole each time: a revision says all of it anew.
  title        @0 :Text $label("Title") $required $maxLength(200);
  version      @1 :Text $label("Version") $required $maxLength(40);
  priorityArea @2 :Ids.PriorityAreaId $label("Priority area") $required;
  approvedOn   @3 :Date $label("Approved on") $help("Left out: it is a draft.");
  reviewOn     @4 :Date $label("To be reviewed by") $required;
  actions      @5 :List(Ids.ActionId) $label("Actions that deliver it");
  reference    @6 :Text $label("Where it is kept") $maxLength(500);
}

struct EffectivenessStated $label("Say how well a strategy works") {
  level     @0 :Level $label("It works") $required;
  statement @1 :Text $label("What shows it") $required $maxLength(2000);
  evidence  @2 :List(Ids.EvidenceId) $label("On which evidence");

  enum Level {
    unset @0 $label("Not said");
    well  @1 $label("Well");
    partly @2 $label("Partly");
    badly @3 $label("Not well");
  }
}

struct Withdrawn $label("Withdraw a strategy") {
  replacedBy @0 :Ids.StrategyId $label("Replaced by");
}
