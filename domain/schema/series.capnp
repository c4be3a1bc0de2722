@0xc9e83a1f7d4b5062;
# What can happen to a series: the figures of one indicator, in one area or category, for periods
# of one kind. Each struct is at once the event on disk, the request that asks for it, and its form.
# Fields, events and enumerants are added with the next number; never renamed or removed.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".label;
using import "/eventstore/schema/annotations.capnp".help;
using import "/eventstore/schema/annotations.capnp".required;
using import "/eventstore/schema/annotations.capnp".maxLength;
using import "/eventstore/schema/annotations.capnp".decided;
using import "/eventstore/schema/annotations.capnp".fromSource;
using import "/eventstore/schema/annotations.capnp".reasoned;
using import "/eventstore/schema/annotations.capnp".resource;
using import "/eventstore/schema/annotations.capnp".prefix;
using import "/eventstore/schema/annotations.capnp".intent;
using import "/eventstore/schema/annotations.capnp".creates;
using import "/eventstore/schema/values.capnp".Date;
using import "/eventstore/schema/values.capnp".Decimal;
using Ids = import "ids.capnp";
using Measures = import "measures.capnp";

$Cxx.namespace("closeloop::series");

struct Event $label("Series") $resource("series") $prefix("S") {
  union {
    opened           @0 :Opened           $intent("open")             $label("Series opened") $creates;
    measured         @1 :Measured         $intent("measure")          $label("Value measured");
    remeasured       @2 :Measured         $intent("revise-value")     $label("Value revised") $reasoned;
    rebased          @3 :Rebased          $intent("rebase")           $label("Limits worked out anew from a period on") $reasoned;
    broken           @4 :Broken           $intent("break")            $label("Series broken") $reasoned;
    chartSet         @5 :ChartSet         $intent("set-chart")        $label("Chart set");
    narrativeWritten @6 :NarrativeWritten $intent("write-narrative")  $label("Narrative written");
    indicatorSet     @7 :IndicatorSet     $intent("set-indicator")    $label("Indicator of the series set");
  }
}

struct Opened $label("Open a series") {
  title        @0  :Text $label("Title") $required $maxLength(300);
  indicator    @1  :Ids.IndicatorId $label("Indicator");
  area         @2  :Text $label("Area") $required $maxLength(100);
  areaCode     @3  :Text $label("Code of the area") $maxLength(20);
  breakdown    @4  :Measures.Breakdown $label("Broken down by");
  category     @5  :Text $label("Which of them") $maxLength(100)
                   $help("Such as the age band or the risk level, if the figures are of one only.");
  agency       @6  :Ids.AgencyId $label("Agency") $help("If the figures are of one agency only.");
  periodKind   @7  :Measures.PeriodKind $label("Kind of period") $required;
  unit         @8  :Measures.Unit $label("Unit") $required;
  countingUnit @9  :Measures.CountingUnit $label("What one of the count is");
  theme        @10 :Text $label("Theme in the source") $fromSource $maxLength(100);
  unitInSource @11 :Text $label("Unit in the source") $fromSource $maxLength(100);
  idInSource   @12 :Text $label("Its id in the source") $fromSource $maxLength(100);
  definition   @13 :Text $label("Version of the definition") $maxLength(100)
                   $help("Such as the version of the risk scale, or of the code list.");
  service      @14 :Ids.ServiceId $label("Service") $help("If the figures are of one service only.");
}

struct Measured $label("Record a value") {
  period      @0  :Text $label("Period") $required $maxLength(40)
                  $help("Such as: 2017-18, 2017-18 Q3, 2017-11 or, for a day, 2018-03-31.");
  numerator   @1  :Decimal $label("Numerator");
  denominator @2  :Decimal $label("Denominator");
  value       @3  :Decimal $label("Value") $help("As published. Left out: worked out from the two counts.");
  flag        @4  :Flag $label("Flag") $help("Why there is no value, or what to mind about it.");
  target      @5  :Text $label("Target, as the source says it") $maxLength(40) $fromSource;
  worked      @6  :Worked $label("The value is") $fromSource;
  note        @7  :Text $label("Note") $maxLength(1000);
  source      @8  :Text $label("Source") $maxLength(1000) $fromSource;
  dataReturn  @9  :Ids.DataReturnId $label("Return it came with");
  starts      @10 :Date $label("First day of the period") $decided;
  ends        @11 :Date $label("Last day of the period") $decided;

  enum Flag {
    unset        @0 $label("None");
    suppressed   @1 $label("c: suppressed at the source");
    notAvailable @2 $label("x: not available");
    notApplicable @3 $label("z: not applicable");
    lowReliability @4 $label("u: low reliability");
    notHeld      @5 $label("Not held");
    notSupplied  @6 $label("Not supplied");
    provisional  @7 $label("p: provisional");
  }
  enum Worked {
    unset      @0 $label("Not said");
    published  @1 $label("As published");
    calculated @2 $label("Calculated from published counts");
  }
}

struct Rebased $label("Work out the limits anew from a period on") {
  period @0 :Text $label("First period of the new limits") $required $maxLength(40);
  action @1 :Ids.ActionId $label("The action that changed it");
}

struct Broken $label("Break the series") {
  period @0 :Text $label("First period that can't be compared with those before") $required $maxLength(40);
  what   @1 :What $label("What changed") $required;

  enum What {
    unset      @0 $label("Not said");
    definition @1 $label("The definition");
    area       @2 $label("The area");
    system     @3 $label("The system it comes from");
  }
}

struct ChartSet $label("Set how the chart is worked out") {
  screenOutliers  @0 :Bool $label("Leave outlying moving ranges out of the limits");
  baselinePoints  @1 :UInt32 $label("Limits from the first so many points") $help("Left out or 0: from all.");
}

struct NarrativeWritten $label("Say what a signal means") {
  period    @0 :Text $label("Period") $required $maxLength(40);
  narrative @1 :Text $label("What it means, and what is done about it") $required $maxLength(2000);
}

struct IndicatorSet $label("Say which indicator it measures") {
  indicator @0 :Ids.IndicatorId $label("Indicator") $required;
}
