# CMake toolchain: from Debian 12 to Windows x86_64, with GCC of mingw-w64.
# Its posix variant: the win32 variant of GCC 12 has neither std::thread nor std::mutex.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)

set(_triple x86_64-w64-mingw32)
set(CMAKE_C_COMPILER ${_triple}-gcc-posix)
set(CMAKE_CXX_COMPILER ${_triple}-g++-posix)
set(CMAKE_RC_COMPILER ${_triple}-windres)

# Windows 10 as the lowest API level, Unicode entry points.
set(CMAKE_C_FLAGS_INIT "-D_WIN32_WINNT=0x0A00 -DWINVER=0x0A00 -DUNICODE -D_UNICODE")
set(CMAKE_CXX_FLAGS_INIT "${CMAKE_C_FLAGS_INIT}")

# Search libraries and headers only in the target's roots, programs only on the host.
# WIN_PREFIX, of the environment or by -D, is where dependencies.sh installed.
if(NOT WIN_PREFIX AND DEFINED ENV{WIN_PREFIX})
  set(WIN_PREFIX "$ENV{WIN_PREFIX}")
endif()
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES WIN_PREFIX)
set(CMAKE_FIND_ROOT_PATH /usr/${_triple})
if(WIN_PREFIX)
  list(APPEND CMAKE_FIND_ROOT_PATH "${WIN_PREFIX}")
  list(APPEND CMAKE_PREFIX_PATH "${WIN_PREFIX}")
endif()
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)

# The host's rcc would compress with zstd, which this Qt is built without: undefined reference to qResourceFeatureZstd().
set(CMAKE_AUTORCC_OPTIONS --no-zstd)

# ctest runs the target's programs through wine when it is there.
find_program(_wine NAMES wine64 wine PATHS /usr/lib/wine NO_CMAKE_FIND_ROOT_PATH)
if(_wine)
  set(CMAKE_CROSSCOMPILING_EMULATOR "${_wine}")
endif()
