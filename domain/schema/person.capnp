@0xc0d1f5a6b7e84208;
# What can happen to a person who uses the system.
# Each struct is at once the event on disk, the request that asks for it, and its form.
# Fields, events and enumerants are added with the next number; never renamed or removed.

using Cxx = import "/capnp/c++.capnp";
using import "/eventstore/schema/annotations.capnp".label;
using import "/eventstore/schema/annotations.capnp".help;
using import "/eventstore/schema/annotations.capnp".required;
using import "/eventstore/schema/annotations.capnp".maxLength;
using import "/eventstore/schema/annotations.capnp".decided;
using import "/eventstore/schema/annotations.capnp".resource;
using import "/eventstore/schema/annotations.capnp".prefix;
using import "/eventstore/schema/annotations.capnp".intent;
using import "/eventstore/schema/annotations.capnp".ends;
using import "/eventstore/schema/annotations.capnp".creates;
using import "/eventstore/schema/annotations.capnp".reasoned;
using import "/eventstore/schema/values.capnp".Date;
using Ids = import "ids.capnp";

$Cxx.namespace("closeloop::person");

struct Event $label("Person") $resource("people") $prefix("P") {
  union {
    added        @0 :Added        $intent("add")          $label("Person added") $creates;
    roleGiven    @1 :RoleGiven    $intent("give-role")    $label("Role given");
    ended        @2 :Ended        $intent("end")          $label("Access ended") $reasoned $ends;
    tokenIssued  @3 :TokenIssued  $intent("issue-token")  $label("Token issued");
    tokenRevoked @4 :TokenRevoked $intent("revoke-token") $label("Token revoked") $ends;
  }
}

enum Role {
  unset        @0 $label("Not said");
  agencyLead   @1 $label("Agency lead");
  auditor      @2 $label("Auditor of cases");
  analyst      @3 $label("Learning and improvement analyst");
  chair        @4 $label("Chair");
  boardMember  @5 $label("Executive or board member");
  triageDuty   @6 $label("Triage duty person");
  boardManager @7 $label("Board manager");
  inspector    @8 $label("Inspector");
}

struct Added $label("Add a person") {
  name   @0 :Text $label("Name") $required $maxLength(200);
  role   @1 :Role $label("Role") $required;
  agency @2 :Ids.AgencyId $label("Agency");
  post   @3 :Ids.PostId $label("Post") $help("Such as head-of-early-help.");
}

struct RoleGiven $label("Give a person a role") {
  role   @0 :Role $label("Role") $required;
  agency @1 :Ids.AgencyId $label("Agency");
  post   @2 :Ids.PostId $label("Post");
}

struct Ended $label("End a person's access") {}

struct TokenIssued $label("Issue a token") {
  label   @0 :Text $label("What it is for") $required $maxLength(100);
  expires @1 :Date $label("Last day") $required;
  token   @2 :Text $label("Token id") $decided $maxLength(64);
  sha256  @3 :Text $label("SHA-256 of the token") $decided $maxLength(64);
}

struct TokenRevoked $label("Revoke a token") {
  token @0 :Text $label("Token id") $required $maxLength(64);
}
