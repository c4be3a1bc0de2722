#pragma once

#include "api/pages/command_form.h"
#include "api/parameters.h"

namespace closeloop::api {

/// Fills an empty form with what the link to it suggests: the record it came from (`about`), what
/// prompts it (`because`), and for evidence what the figures of `series` propose just now. All of
/// it is for a person to look at; nothing is recorded by opening it.
void suggest(const Parameters& parameters, const Seen& seen, CommandForm& form);

}  // namespace closeloop::api
