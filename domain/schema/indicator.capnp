@0xb5d20f8e6a914c71;
# What can happen to an indicator: the definition of something that is measured.
# Each struct is at once the event on disk, the request that asks for it, and its form.
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
using import "/eventstore/schema/values.capnp".Decimal;
using Ids = import "ids.capnp";
using Measures = import "measures.capnp";

$Cxx.namespace("closeloop::indicator");

struct Event $label("Indicator") $resource("indicators") $prefix("I") {
  union {
    defined         @0 :Definition      $intent("define")           $label("Indicator defined") $creates;
    revised         @1 :Definition      $intent("revise")           $label("Indicator revised") $reasoned;
    availabilitySet @2 :AvailabilitySet $intent("set-availability") $label("Availability of data set");
    actionLinked    @3 :ActionLinked    $intent("link-action")      $label("Action linked to the indicator");
    actionUnlinked  @4 :ActionUnlinked  $intent("unlink-action")    $label("Action no longer linked to the indicator") $reasoned;
    benchmarkLoaded @5 :BenchmarkLoaded $intent("load-benchmark")   $label("Benchmark loaded");
    retired         @6 :Retired         $intent("retire")           $label("Indicator retired") $reasoned $ends;
    smallNumbersOpened @7 :SmallNumbersOpened $intent("open-small-numbers") $label("Small numbers opened");
  }
}

struct Definition $label("Define an indicator") {
  # The definition record (domain 2), whole each time: a revision says all of it anew.
  title            @0  :Text $label("Title") $required $maxLength(200);
  priorityArea     @1  :Ids.PriorityAreaId $label("Priority area")
                       $help("Whose scorecard it stands on. Left out: indicators of the loops and the system.");
  group            @2  :Text $label("Heading on the scorecard") $maxLength(100)
                       $help("Such as: Extent, Nature, Identified, Helped, Protected.");
  questions        @3  :List(Ids.QuestionId) $label("Questions that it helps to answer");
  numerator        @4  :Text $label("Numerator") $maxLength(500) $help("What is counted.");
  denominator      @5  :Text $label("Denominator") $maxLength(500) $help("Out of what, if out of anything.");
  unit             @6  :Measures.Unit $label("Unit") $required;
  countingUnit     @7  :Measures.CountingUnit $label("What one of the count is") $required;
  frequency        @8  :Measures.PeriodKind $label("How often") $required;
  taken            @9  :Taken $label("Taken") $required;
  inclusion        @10 :Text $label("What is included") $maxLength(1000);
  exclusion        @11 :Text $label("What is left out") $maxLength(1000);
  breakdowns       @12 :List(Measures.Breakdown) $label("Broken down by");
  sourceAgency     @13 :Text $label("Agency that holds it") $maxLength(200);
  sourceSystem     @14 :Text $label("System it comes from") $maxLength(200);
  nationalDataset  @15 :Text $label("National dataset") $maxLength(200);
  nationalCode     @16 :Text $label("Code there") $maxLength(100);
  lagDays          @17 :UInt32 $label("Days after the period until it can be known");
  direction        @18 :Measures.Direction $label("Which way is better") $required;
  directionNote    @19 :Text $label("What to mind about the direction") $maxLength(500);
  target           @20 :Decimal $label("Target");
  targetBasis      @21 :Text $label("Where the target comes from") $maxLength(500);
  balancedBy       @22 :List(Ids.IndicatorId) $label("Balancing indicators")
                       $help("A change is an improvement only if these are not getting worse.");
  suppression      @23 :Suppression $label("Small numbers") $required;
  chart            @24 :Chart $label("Chart") $required;
  grade            @25 :Measures.Grade $label("Quality of the data");
  owner            @26 :Ids.PostId $label("Owner") $help("The post that answers for it, not a person.");
  handling         @27 :Handling $label("Who may see its figures");
  journeyStages    @28 :List(Ids.JourneyStage) $label("Stages of the child's journey");
  validFrom        @29 :Date $label("Valid from") $help("Left out: from the day it is recorded as true.");
  alsoKnownAs      @30 :List(Text) $label("Other titles of it") $maxLength(300)
                       $help("As returns or published tables name it: their figures are taken for this indicator.");
  breaksSeries     @31 :Bool $label("Figures before it can't be compared")
                       $help("A changed definition breaks the series where it begins.");
  basis            @32 :Text $label("Where the definition comes from") $maxLength(500);
  seedQuestion     @33 :Text $label("The Board's question") $maxLength(300);
  periodMeaning    @34 :Text $label("What its period is of") $maxLength(200)
                       $help("If not of what happened in it, such as: the year in which the offence was charged.");
  codeLists        @35 :List(Ids.CodeListId) $label("Code lists of its categories")
                       $help("Figures of a category are taken only if one of these lists has it for their period.");
  alsoInGroups     @36 :List(Text) $label("Other headings that it belongs under") $maxLength(100);
  ratioOf          @37 :Ids.IndicatorId $label("Worked out from the count of")
                       $help("If nobody supplies it: the indicator whose count is the numerator.");
  ratioTo          @38 :Ids.IndicatorId $label("Divided by the count of");
  patternOf        @39 :List(Ids.IndicatorId) $label("A pattern of")
                       $help("If it has no number of its own: it improves only if all of these do.");
  patternStage     @40 :Ids.JourneyStage $label("Of those, the share at one stage of the child's journey")
                       $help("Of an indicator that is broken down by stage, this share is read instead of the whole.");

  enum Taken {
    unset    @0 $label("Not said");
    snapshot @1 $label("On one day");
    flow     @2 $label("Over a period");
  }
  enum Suppression {
    unset       @0 $label("Not said");
    smallCounts @1 $label("Counts of 1 to 5 are hidden");
    none        @2 $label("Nothing is hidden: it counts no people");
  }
  enum Chart {
    unset     @0 $label("Not said");
    xmr       @1 $label("XmR chart");
    tableOnly @2 $label("Table only");
  }
  enum Handling {
    unset      @0 $label("Everyone who may see scorecards");
    restricted @1 $label("Restricted: MARAC and MAPPA");
  }
}

struct AvailabilitySet $label("Say what is available") {
  status  @0 :Status $label("Availability") $required;
  askedOn @1 :Date $label("Asked on");
  contact @2 :Text $label("Whom to ask") $maxLength(200) $help("A post or a mailbox, not a person.");
  note    @3 :Text $label("Note") $maxLength(1000);

  enum Status {
    # The inventory of existing data (domain, end of section 2).
    unset           @0 $label("Not asked yet");
    onScorecard     @1 $label("Already on an existing scorecard");
    elsewhere       @2 $label("Available to the Board elsewhere");
    heldNotSupplied @3 $label("Held by the agency, not supplied");
    notCollected    @4 $label("Not collected");
    notCollectable  @5 $label("Can't be collected");
  }
}

struct ActionLinked $label("Link an action that is meant to move it") {
  action   @0 :Ids.ActionId $label("Action") $required;
  expected @1 :Text $label("What should change") $maxLength(500);
}

struct ActionUnlinked $label("Take back the link to an action") {
  action @0 :Ids.ActionId $label("Action") $required;
}

struct BenchmarkLoaded $label("Load a benchmark") {
  area        @0 :Text $label("Area") $required $maxLength(100) $help("Such as: England, or statistical neighbours.");
  period      @1 :Text $label("Period") $required $maxLength(40);
  periodKind  @2 :Measures.PeriodKind $label("Kind of period") $required;
  value       @3 :Decimal $label("Value") $required;
  publishedOn @4 :Date $label("Published on") $required
                  $help("A view of an earlier day uses only what was published by then.");
  source      @5 :Text $label("Source") $required $maxLength(500);
}

struct SmallNumbersOpened $label("Open small numbers") {
  # Whoever looks at figures of 1 to 5 says so first: that they were looked at is on record.
  purpose @0 :Text $label("What they are needed for") $required $maxLength(500);
}

struct Retired $label("Retire an indicator") {
  replacedBy @0 :Ids.IndicatorId $label("Replaced by");
}
