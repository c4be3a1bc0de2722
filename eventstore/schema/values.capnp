@0xffb3a2cc948b521d;
# Values whose meaning is more than their bits. They are structs, not annotated
# integers and text, so that "absent" differs from "1 January 1970", and so that
# C++ cannot take a date for a count, or one id for another.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("eventstore::schema");

struct Date {
  # A calendar day, wherever one is. JSON: "2017-03-31".
  days @0 :Int32;   # Since 1970-01-01.
}

struct Decimal {
  # A number as it was written: 18.0 is not 18. JSON: "18.0".
  digits @0 :Int64;   # 180
  places @1 :UInt8;   # Of them behind the point: 1
}

struct Moment {
  # A point in time. JSON: "2017-03-31T09:30:00.000Z".
  ms @0 :Int64;     # Since 1970-01-01T00:00:00Z.
}

struct Sealed {
  # Free text that may describe a person. Unreadable once its key is destroyed.
  # JSON: a string, or null when it can no longer be opened.
  key @0 :Text;     # Names the key in the keyring. Empty: sealed under no key.
  box @1 :Data;     # The nonce, then the sealed text; under no key, the text itself.
}
