# What the two programs are on Windows: icon, manifest and version. Included by CMakeLists.txt there, after they were added.
enable_language(RC)

# hopwright_windows_program(TARGET DESCRIPTION): what a file's properties say of it.
function(hopwright_windows_program program description)
  set(PROGRAM ${program})
  set(DESCRIPTION ${description})
  string(REPLACE "." "," VERSION_NUMBERS "${PROJECT_VERSION},0")
  set(MANIFEST ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/hopwright.manifest)
  set(ICON ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/hopwright.ico)
  set(resources ${PROJECT_BINARY_DIR}/${program}.rc)
  configure_file(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/program.rc.in ${resources} @ONLY)
  set_source_files_properties(${resources} PROPERTIES OBJECT_DEPENDS "${MANIFEST};${ICON}")
  target_sources(${program} PRIVATE ${resources})
endfunction()

hopwright_windows_program(hopwright-cli "Hopwright, command line")
hopwright_windows_program(hopwright "Hopwright")
set_target_properties(hopwright PROPERTIES WIN32_EXECUTABLE ON)  # No console of its own; Qt6::EntryPoint has the WinMain.
