@0xa7c41e9d52b83f60;
# Words that indicators, series and returns share.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".label;

$Cxx.namespace("closeloop::measures");

enum CountingUnit {
  # What one of the count is. Different units are never added together.
  unset    @0 $label("Not said");
  child    @1 $label("Children");
  episode  @2 $label("Episodes");
  incident @3 $label("Incidents");
  referral @4 $label("Referrals");
  plan     @5 $label("Plans");
  assessment @6 $label("Assessments");
  caseSeen @7 $label("Cases");
  person   @8 $label("People who are not children");
  agency   @9 $label("Agencies");
  service  @10 $label("Services");
  record   @11 $label("Records of this board");
}

enum Unit {
  unset     @0 $label("Not said");
  count     @1 $label("Count");
  percent   @2 $label("%");
  per10000  @3 $label("per 10,000");
  ratio     @4 $label("Ratio");
  days      @5 $label("Days");
  nOfN      @6 $label("So many of so many");
  status    @7 $label("Status, in words");
}

enum PeriodKind {
  # Periods of different kinds are never in one series.
  unset      @0 $label("Not said");
  month      @1 $label("Month");
  quarter    @2 $label("Quarter");
  halfYear   @3 $label("Half-year");
  year       @4 $label("Year");
  snapshot   @5 $label("On one day");
  perAudit   @6 $label("Each audit");
}

enum Direction {
  unset   @0 $label("Not said");
  higher  @1 $label("Higher is better");
  lower   @2 $label("Lower is better");
  neutral @3 $label("Neither: context");
}

enum Breakdown {
  unset        @0 $label("Not broken down");
  agency       @1 $label("Agency");
  locality     @2 $label("Locality");
  ageBand      @3 $label("Age band");
  journeyStage @4 $label("Stage of the child's journey");
  riskLevel    @5 $label("Risk level");
  factor       @6 $label("Factor or issue");
  outcome      @7 $label("Outcome");
  audience     @8 $label("Audience");
}

enum Grade {
  # Of the quality of data.
  unset @0 $label("Not graded");
  a     @1 $label("A: complete and checked");
  b     @2 $label("B: small gaps, fit for use");
  c     @3 $label("C: use with care");
  d     @4 $label("D: not fit for judgement");
}
