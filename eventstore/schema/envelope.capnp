@0xcf6d3ab5b0876401;
# DO NOT RENUMBER: these are the bytes of every recorded event. See docs/data-format.md.

using Cxx = import "/capnp/c++.capnp";
using import "annotations.capnp".label;
using import "annotations.capnp".help;
using import "annotations.capnp".maxLength;
using import "annotations.capnp".ref;
using import "values.capnp".Date;
using import "values.capnp".Moment;

$Cxx.namespace("eventstore::schema");

struct ActorId $ref("person") { text @0 :Text; }

struct Envelope {
  # Who, when and why around what happened. What is in `payload` is not the log's affair.
  position      @0  :UInt64;   # In the log. From 1, without gaps.
  stream        @1  :Text;     # "actions/A-31"
  version       @2  :UInt64;   # In the stream. From 1, without gaps.
  type          @3  :Text;     # "ActionDateMoved"
  schemaVersion @4  :UInt16;
  recordedAt    @5  :Int64;    # When the log wrote it: ms since 1970-01-01T00:00:00Z.
  effectiveOn   @6  :Int32;    # When it was true: days since 1970-01-01.
  actor         @7  :Text;     # Who recorded it.
  onBehalfOf    @8  :Text;
  reason        @9  :Text;
  commandId     @10 :Data;     # 16 bytes: the request that this event answers.
  correlation   @11 :Text;     # The undertaking that it belongs to.
  causation     @12 :UInt64;   # The position of the event that led to this one; 0 if none.
  payload       @13 :Data;     # One message in canonical form.
}

struct Common $label("About this entry") {
  # What any request may say beside the event it asks for. Goes to the envelope.
  effectiveOn @0 :Date    $label("When it was true") $help("Today, if you leave it out.");
  reason      @1 :Text    $label("Reason") $maxLength(1000);
  onBehalfOf  @2 :ActorId $label("On behalf of") $help("The person you enter this for.");
}
