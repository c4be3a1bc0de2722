# Strict for our own code; what is generated or comes from packages is not ours to mend.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
  -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast)
# g++ 12 gives false alarms for both inside std::string at -O2 and above.
add_compile_options(-Wno-restrict -Wno-stringop-overflow)
if(CLOSELOOP_SANITIZE)
  add_compile_options(-fsanitize=${CLOSELOOP_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CLOSELOOP_SANITIZE})
endif()
