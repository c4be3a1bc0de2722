#pragma once

#include "api/measure_queries.h"

namespace closeloop::api {

/// The media types that the answer to a question comes as, as a file; none if it does not.
[[nodiscard]] std::vector<std::string_view> file_media(const MeasureQuestion& question);

/// What the address of a question takes: its own parameters, and `format` if it comes as a file.
[[nodiscard]] std::vector<std::string_view> parameters_with_format(const MeasureQuestion& question);

/// Whether the call asks for a file.
[[nodiscard]] bool asks_for_file(const Call& call);

/// The answer to a question about figures as a file to keep: `format` is csv, xlsx, ods or json.
/// It holds what the answer holds and nothing else, so what is hidden there is hidden here. The
/// same question as at the same moment gives the same bytes, from the page and from the API.
/// `invalid` "parameter" for another format.
[[nodiscard]] Result<Response> export_answer(const Call& call, const Shelf& shelf,
                                             const MeasureQuestion& question);

}  // namespace closeloop::api
