@0xb8d35f0a6e29c714;
# What can happen to a code list: the categories by which figures are broken down, each valid from
# a day to a day, since risk scales, factor codes and localities change.
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
using Measures = import "measures.capnp";

$Cxx.namespace("closeloop::code_list");

struct Event $label("Code list") $resource("code-lists") $prefix("CL") {
  union {
    opened    @0 :Opened    $intent("open")     $label("Code list opened") $creates;
    codeAdded @1 :CodeAdded $intent("add-code") $label("Code added");
    codeEnded @2 :CodeEnded $intent("end-code") $label("Code ended") $reasoned;
  }
}

struct Opened $label("Open a code list") {
  title     @0 :Text $label("Title") $required $maxLength(200);
  breakdown @1 :Measures.Breakdown $label("What it breaks figures down by") $required;
  source    @2 :Text $label("Where it comes from") $maxLength(500);
}

struct CodeAdded $label("Add a code") {
  code      @0 :Text $label("Code") $required $maxLength(40) $help("As returns write it, such as: 16A.");
  label     @1 :Text $label("What it means") $required $maxLength(200);
  validFrom @2 :Date $label("Valid from") $required;
  validTo   @3 :Date $label("Valid to") $help("The last day. Left out: still valid.");
  note      @4 :Text $label("Note") $maxLength(500);
}

struct CodeEnded $label("End a code") {
  code    @0 :Text $label("Code") $required $maxLength(40);
  lastDay @1 :Date $label("Last day") $required;
}
