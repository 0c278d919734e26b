# `cpack -G DEB` in a build folder makes the Debian package: both programs, the desktop file, the icon and the MIME type of
# `.hopw`. Included last by CMakeLists.txt.
include(GNUInstallDirs)
foreach(program IN ITEMS hopwright hopwright-cli)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()
install(FILES ${CMAKE_CURRENT_LIST_DIR}/hopwright.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${PROJECT_SOURCE_DIR}/resources/app/hopwright.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
# For desktops that read no SVG; made of it:  rsvg-convert -w SIDE -h SIDE resources/app/hopwright.svg -o installer/icons/hopwright-SIDE.png
foreach(side IN ITEMS 16 24 32 48 64 128 256)
  install(FILES ${CMAKE_CURRENT_LIST_DIR}/icons/hopwright-${side}.png RENAME hopwright.png
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/${side}x${side}/apps)
endforeach()
install(FILES ${CMAKE_CURRENT_LIST_DIR}/hopwright.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/hopwright RENAME copyright)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME hopwright)
set(CPACK_PACKAGE_VENDOR Hopwright)
set(CPACK_PACKAGE_CONTACT "The Hopwright developers <hopwright@example.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Draw, plan and test chains of PowerShell remoting hops")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The window's icons are SVG; the plugin that reads them is loaded at run time, so no library names it.
set(CPACK_DEBIAN_PACKAGE_DEPENDS libqt6svg6)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-core")
include(CPack)
