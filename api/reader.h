#pragma once

#include "api/queries.h"
#include "api/seen.h"

namespace closeloop::api {

/// To whom an ordinary answer to this call is given, by the role of who asks. Lent from the call.
[[nodiscard]] Audience audience_of(const Actor& reader);

/// see(), with the audience that the call is answered for. Where it asks for `small_numbers`, it
/// must be allowed and have opened them today.
///
/// - `refused` "permission.small-numbers" if that person did not; what to do is in the sentence.
[[nodiscard]] Result<Seen> see_for(const Call& call, const Shelf& shelf);

/// For whom the answer to a question about an indicator, a series or several is; it is stamped on
/// what leaves the program.
[[nodiscard]] Audience audience_of_answer(const Seen& seen, const Call& call);

/// Says on a measure or a chart to whom it is shown; by which event, if small numbers are; and
/// where who may open them does so.
void add_audience(boost::json::object& model, const Seen& seen, const Call& call,
                  std::string_view resource);

/// Whether small numbers are asked for. Such an answer is kept nowhere.
[[nodiscard]] bool asks_for_small_numbers(const Parameters& parameters);

}  // namespace closeloop::api
