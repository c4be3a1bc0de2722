@0x816d38591b7a4cec;
# What a schema says about its fields beyond their type. JSON, forms, OpenAPI and
# the pages auditors read are all made from these words; no code repeats them.
#
# The rule of thumb: what the machine must know is a type (see values.capnp), what
# a person must know is an annotation.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("eventstore::schema");

annotation label     @0x88b54616f8cfd786 (struct, field, enumerant) :Text;
# What a person calls it: "Due date". Every field and enumerant has one.

annotation help      @0x81298bc397c263a8 (struct, field) :Text;
# One sentence shown with the field.

annotation required  @0xc7775b1479e3f0f5 (field) :Void;
# A request without it is refused. Says nothing about what is on disk: an event
# recorded before the field existed still lacks it.

annotation maxLength @0xf9848fa5b64d46ef (field) :UInt32;
# In characters as people count them, not bytes. 200 where nothing is said.

annotation ref       @0xe4feed6d586d0308 (struct) :Text;
# A struct of one text that is the id of a thing of this kind: $ref("finding").

annotation decided   @0xca29d37428aea137 (field) :Void;
# Filled in when the event is decided. A request may not carry it. Who is asking is
# always decided, or in the envelope: never in the body, where one could claim it.

annotation resource  @0x93b49a918285f661 (struct) :Text;
# On the union of an aggregate's events: the word in its address, "actions".

annotation intent    @0xcf6d3ab5b0876400 (field) :Text;
# On a member of that union: what one asks for to make it happen, "move-date".
# An event without one can't be asked for by itself.

annotation creates   @0xe3d1a9d0b6c54f27 (field) :Void;
# On a member of that union: it is the first of its stream. It is asked for at the
# resource, POST /actions, and the record's id may be left to the system.

annotation reasoned  @0xb1c6a0f7d2e84a93 (field) :Void;
# On a member of that union: asking for it needs a reason, which the envelope keeps.

annotation ends      @0xfe5f9e8a555f689f (field) :Void;
# On a member of that union: it ends something that others rest on. A page shows the answers
# once more before it is asked for.

annotation fromSource @0xc5a8640bed8e4b53 (field) :Void;
# What a document from elsewhere says, in its own words: for imports. A form keeps such fields
# together, folded away.

annotation prefix    @0x9d7be2f1a4c03e58 (struct) :Text;
# On the union of an aggregate's events: what the ids given by the system begin with, "A".

# Cap'n Proto 0.9 generates no C++ names for annotations, so they are given here,
# beside the declarations they must agree with. A test compares them.
const labelId     :UInt64 = 0x88b54616f8cfd786;
const helpId      :UInt64 = 0x81298bc397c263a8;
const requiredId  :UInt64 = 0xc7775b1479e3f0f5;
const maxLengthId :UInt64 = 0xf9848fa5b64d46ef;
const refId       :UInt64 = 0xe4feed6d586d0308;
const decidedId   :UInt64 = 0xca29d37428aea137;
const resourceId  :UInt64 = 0x93b49a918285f661;
const intentId    :UInt64 = 0xcf6d3ab5b0876400;
const createsId   :UInt64 = 0xe3d1a9d0b6c54f27;
const reasonedId  :UInt64 = 0xb1c6a0f7d2e84a93;
const endsId      :UInt64 = 0xfe5f9e8a555f689f;
const fromSourceId :UInt64 = 0xc5a8640bed8e4b53;
const prefixId    :UInt64 = 0x9d7be2f1a4c03e58;
