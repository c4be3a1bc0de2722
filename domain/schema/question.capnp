@0xe3a95c2d184f7b06;
# What can happen to a question of the Board: asked at a meeting, answered from numbers, audits
# and voices. Each struct is at once the event on disk, the request that asks for it, and its form.
# Fields, events and enumerants are added with the next number; never renamed or removed.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".label;
using import "/eventstore/schema/annotations.capnp".help;
using import "/eventstore/schema/annotations.capnp".required;
using import "/eventstore/schema/annotations.capnp".maxLength;
using import "/eventstore/schema/annotations.capnp".reasoned;
using import "/eventstore/schema/annotations.capnp".ends;
using import "/eventstore/schema/annotations.capnp".resource;
using import "/eventstore/schema/annotations.capnp".prefix;
using import "/eventstore/schema/annotations.capnp".intent;
using import "/eventstore/schema/annotations.capnp".creates;
using import "/eventstore/schema/values.capnp".Date;
using Ids = import "ids.capnp";

$Cxx.namespace("closeloop::question");

struct Event $label("Question") $resource("questions") $prefix("Q") {
  union {
    asked     @0 :Asked     $intent("ask")      $label("Question asked") $creates;
    reworded  @1 :Asked     $intent("reword")   $label("Question reworded") $reasoned;
    answered  @2 :Answered  $intent("answer")   $label("Question answered");
    withdrawn @3 :Withdrawn $intent("withdraw") $label("Question withdrawn") $reasoned $ends;
    assuranceSet @4 :AssuranceSet $intent("set-assurance") $label("Assurance set");
  }
}

struct Asked $label("Ask a question") {
  question     @0 :Text $label("Question") $required $maxLength(500);
  priorityArea @1 :Ids.PriorityAreaId $label("Priority area") $required;
  number       @2 :UInt32 $label("Its place on the scorecard");
  group        @3 :Text $label("Part of the scorecard") $maxLength(100)
                   $help("Such as: Extent, Nature, Impact on children.");
  askedBy      @4 :Text $label("Asked by") $maxLength(200) $help("A body or a post, not a person.");
  askedOn      @5 :Date $label("Asked on");
  meeting      @6 :Text $label("At which meeting") $maxLength(200);
  themes       @7 :List(Ids.ThemeId) $label("Themes of audit findings that bear on it");
}

struct Answered $label("Answer a question") {
  answer     @0 :Text $label("Answer") $required $maxLength(2000);
  confidence @1 :Confidence $label("How sure the Board is") $required;
  findings   @2 :List(Ids.FindingId) $label("Findings it rests on");
  evidence   @3 :List(Ids.EvidenceId) $label("Evidence it rests on");
  series     @4 :List(Ids.SeriesId) $label("Figures it rests on");

  enum Confidence {
    unset  @0 $label("Not said");
    low    @1 $label("Low: it can't be told");
    medium @2 $label("Medium: signs, with gaps");
    high   @3 $label("High: figures, audits and voices agree");
  }
}

struct AssuranceSet $label("Say how far the Board is assured") {
  level    @0 :Level $label("Level of assurance") $required;
  basis    @1 :Text $label("What it rests on, in words") $required $maxLength(2000);
  changes  @2 :List(Ids.ActionId) $label("Changes made because of what was heard or found");
  evidence @3 :List(Ids.EvidenceId) $label("Evidence it rests on");
  expires  @4 :Date $label("Holds until");

  enum Level {
    unset       @0 $label("Not said");
    full        @1 $label("Full");
    substantial @2 $label("Substantial");
    partial     @3 $label("Partial");
    limited     @4 $label("Limited");
    none        @5 $label("None");
  }
}

struct Withdrawn $label("Withdraw a question") {
  replacedBy @0 :Ids.QuestionId $label("Replaced by");
}
