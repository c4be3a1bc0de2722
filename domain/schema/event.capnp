@0xc0d1f5a6b7e84200;
# The payload of every event of Closeloop: the union names the aggregate, and the
# aggregate's own union the event, so the bytes need no type name beside them.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".label;
using Review = import "review.capnp";
using Finding = import "finding.capnp";
using Learning = import "learning.capnp";
using Recommendation = import "recommendation.capnp";
using Action = import "action.capnp";
using Evidence = import "evidence.capnp";
using Agency = import "agency.capnp";
using Person = import "person.capnp";
using Board = import "board.capnp";
using Indicator = import "indicator.capnp";
using Series = import "series.capnp";
using DataReturn = import "data_return.capnp";
using Question = import "question.capnp";
using Service = import "service.capnp";
using Strategy = import "strategy.capnp";
using CodeList = import "code_list.capnp";

$Cxx.namespace("closeloop");

struct Event $label("Event") {
  union {
    review         @0 :Review.Event         $label("Review");
    finding        @1 :Finding.Event        $label("Finding");
    learning       @2 :Learning.Event       $label("Learning point");
    recommendation @3 :Recommendation.Event $label("Recommendation");
    action         @4 :Action.Event         $label("Action");
    evidence       @5 :Evidence.Event       $label("Evidence");
    agency         @6 :Agency.Event         $label("Agency");
    person         @7 :Person.Event         $label("Person");
    board          @8 :Board.Event          $label("Board");
    indicator      @9 :Indicator.Event      $label("Indicator");
    series        @10 :Series.Event         $label("Series");
    dataReturn    @11 :DataReturn.Event     $label("Return");
    question      @12 :Question.Event       $label("Question");
    service       @13 :Service.Event        $label("Service");
    strategy      @14 :Strategy.Event       $label("Strategy");
    codeList      @15 :CodeList.Event       $label("Code list");
  }
}
