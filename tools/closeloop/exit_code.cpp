#include "tools/closeloop/exit_code.h"

namespace closeloop::tools {

Exit exit_of(const eventstore::Error& error) {
  switch (error.code) {
    case eventstore::Errc::invalid: return Exit::usage;
    case eventstore::Errc::not_found: return Exit::not_found;
    case eventstore::Errc::refused: return Exit::refused;
    case eventstore::Errc::conflict: return Exit::conflict;
    case eventstore::Errc::unavailable:
    case eventstore::Errc::corrupt: return Exit::unreachable;
  }
  return Exit::bug;
}

}  // namespace closeloop::tools
