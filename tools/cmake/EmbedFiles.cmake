# closeloop_embed(OUTPUT FUNCTION FOLDER FILE...): files as constants of the program, found by
# their path in FOLDER through `std::string_view FUNCTION(std::string_view name)`, empty for a name
# there is not.
function(closeloop_embed output function folder)
  set(cases "")
  foreach(file ${ARGN})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    file(RELATIVE_PATH name "${folder}" "${file}")
    file(READ "${file}" content)
    string(APPEND cases "  if (name == \"${name}\") return R\"~~~(${content})~~~\";\n")
  endforeach()
  _closeloop_embedded("${output}" ${function} "" "${cases}")
endfunction()

# closeloop_embed_gzip(OUTPUT FUNCTION FOLDER FILE...): the same, each compressed by gzip.
function(closeloop_embed_gzip output function folder)
  set(constants "")
  set(cases "")
  set(number 0)
  foreach(file ${ARGN})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    file(RELATIVE_PATH name "${folder}" "${file}")
    execute_process(COMMAND gzip -9 -n -c "${file}" OUTPUT_FILE "${output}.gz"
      COMMAND_ERROR_IS_FATAL ANY)
    file(READ "${output}.gz" bytes HEX)
    file(REMOVE "${output}.gz")
    string(LENGTH "${bytes}" length)
    math(EXPR length "${length} / 2")
    string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${bytes}")
    string(APPEND constants "constexpr char file_${number}[] = \"${bytes}\";\n")
    string(APPEND cases "  if (name == \"${name}\") return {file_${number}, ${length}};\n")
    math(EXPR number "${number} + 1")
  endforeach()
  _closeloop_embedded("${output}" ${function} "${constants}" "${cases}")
endfunction()

function(_closeloop_embedded output function constants cases)
  file(CONFIGURE OUTPUT "${output}" @ONLY CONTENT
"#include <string_view>
namespace closeloop::ui {
std::string_view ${function}(std::string_view name);
@constants@
std::string_view ${function}(std::string_view name) {
@cases@  return {};
}
}  // namespace closeloop::ui
")
endfunction()
