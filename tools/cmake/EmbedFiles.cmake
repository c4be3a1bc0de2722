# closeloop_embed(OUTPUT FUNCTION FILE...): files as constants of the program, found by name
# through `std::string_view FUNCTION(std::string_view name)`, empty for a name there is not.
function(closeloop_embed output function)
  set(cases "")
  foreach(file ${ARGN})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    get_filename_component(name "${file}" NAME)
    file(READ "${file}" content)
    string(APPEND cases "  if (name == \"${name}\") return R\"~~~(${content})~~~\";\n")
  endforeach()
  file(CONFIGURE OUTPUT "${output}" @ONLY CONTENT
"#include <string_view>
namespace closeloop::ui {
std::string_view ${function}(std::string_view name);
std::string_view ${function}(std::string_view name) {
@cases@  return {};
}
}  // namespace closeloop::ui
")
endfunction()
