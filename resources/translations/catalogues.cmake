# The catalogues: English for its plural forms, and the languages. Included where ui/text is declared.
#
# lrelease makes them at each build, so that a .ts file cannot differ from what the programs have. It is looked for by itself:
# Debian's package of it, qt6-l10n-tools, comes without a package file for CMake.
find_program(HOPWRIGHT_LRELEASE NAMES lrelease lrelease-qt6 HINTS ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS} /usr/lib/qt6/bin REQUIRED)
set(catalogue_folder ${PROJECT_BINARY_DIR}/translations)
set(catalogues "")
set(catalogue_list "<RCC><qresource prefix=\"/translations\">\n")
foreach(language IN ITEMS en de)
  set(source ${CMAKE_CURRENT_LIST_DIR}/hopwright_${language}.ts)
  set(catalogue ${catalogue_folder}/hopwright_${language}.qm)
  add_custom_command(OUTPUT ${catalogue}
    COMMAND ${HOPWRIGHT_LRELEASE} -silent ${source} -qm ${catalogue}
    DEPENDS ${source} COMMENT "lrelease hopwright_${language}" VERBATIM)
  list(APPEND catalogues ${catalogue})
  string(APPEND catalogue_list "<file>hopwright_${language}.qm</file>\n")
endforeach()
string(APPEND catalogue_list "</qresource></RCC>\n")
file(CONFIGURE OUTPUT ${catalogue_folder}/translations.qrc CONTENT "${catalogue_list}")
add_custom_command(OUTPUT ${catalogue_folder}/qrc_translations.cpp
  COMMAND Qt6::rcc --name translations ${catalogue_folder}/translations.qrc -o ${catalogue_folder}/qrc_translations.cpp
  DEPENDS ${catalogues} ${catalogue_folder}/translations.qrc COMMENT "rcc translations" VERBATIM)
target_sources(hopwright_ui_text PRIVATE ${catalogue_folder}/qrc_translations.cpp)
