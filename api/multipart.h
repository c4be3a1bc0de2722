#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/form_body.h"
#include "api/http.h"

namespace closeloop::api {

/// A file that a form sent.
struct SentFile {
  std::string field;
  std::string name;          ///< As the browser calls it; empty if none was chosen.
  std::string_view content;  ///< Lies in the body of the request.
};

/// A form with files, as browsers send it.
struct SentForm {
  FormBody answers;
  std::vector<SentFile> files;

  /// The file of that field; null if there is none, or more than one.
  [[nodiscard]] const SentFile* file(std::string_view field) const;
};

/// Whether the body is a form with files by its Content-Type.
[[nodiscard]] bool is_multipart(const Request& request);

/// Reads multipart/form-data (RFC 7578), as strictly as all browsers write it: nothing before the
/// first part and after the last, no part without a name, no part encoded, 20 parts at most, no
/// NUL in a name or an answer. Nothing if it is otherwise. CivetWeb's own reader is not used: it
/// can be made to hang and to overflow (CVE-2020-27304, issues 1348 and 1404).
[[nodiscard]] std::optional<SentForm> read_multipart(const Request& request);

}  // namespace closeloop::api
