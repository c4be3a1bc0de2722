# closeloop_schemas(TARGET SCHEMA...): a library of what capnp generates. The generated
# headers are included by the path of their schema, such as "domain/schema/action.capnp.h".
set(CAPNPC_SRC_PREFIX "${PROJECT_SOURCE_DIR}")
set(CAPNPC_OUTPUT_DIR "${PROJECT_BINARY_DIR}/generated")
set(CAPNPC_IMPORT_DIRS "${PROJECT_SOURCE_DIR}")
file(MAKE_DIRECTORY "${CAPNPC_OUTPUT_DIR}")

function(closeloop_schemas target)
  list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
  capnp_generate_cpp(sources headers ${ARGN})
  foreach(source ${sources})  # Cap'n Proto's function forgets what a schema imports.
    add_custom_command(OUTPUT "${source}" APPEND DEPENDS ${ARGN} ${CLOSELOOP_SCHEMA_IMPORTS})
  endforeach()
  set(CLOSELOOP_SCHEMA_IMPORTS ${CLOSELOOP_SCHEMA_IMPORTS} ${ARGN} PARENT_SCOPE)
  add_library(${target} STATIC ${sources} ${headers})
  target_compile_options(${target} PRIVATE -w)
  target_include_directories(${target} SYSTEM PUBLIC "${CAPNPC_OUTPUT_DIR}")
  target_link_libraries(${target} PUBLIC CapnProto::capnp)
endfunction()
