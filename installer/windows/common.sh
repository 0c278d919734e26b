# Sourced by build, test, package and test-setup: where things are. Nothing of it lies in the source tree but build/windows.
#
#   HOPWRIGHT_WINDOWS_CACHE  the folder of the dependencies; default: ${XDG_CACHE_HOME:-~/.cache}/hopwright-windows
#   JOBS                     how many compilers at once; default: 2
# shellcheck shell=bash disable=SC2034  # used by who sources it
windows_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source_dir=$(cd "$windows_dir/../.." && pwd)
build_dir=$source_dir/build/windows
triple=x86_64-w64-mingw32
jobs=${JOBS:-2}
cache_dir=${HOPWRIGHT_WINDOWS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/hopwright-windows}

fail() {
  echo "hopwright: $1" >&2
  exit 1
}

# What the dependencies depend on: the scripts that make them, and the versions that Debian has of their sources and of the compiler.
# The same key, the same tree; another key gets a folder of its own, and the old one may be deleted.
dependencies_key() {
  {
    cat "$windows_dir/dependencies.sh" "$windows_dir/toolchain.cmake" "$windows_dir/qscintilla/CMakeLists.txt"
    dpkg-query -W -f '${Package} ${Version}\n' g++-mingw-w64-x86-64-posix mingw-w64-x86-64-dev qt6-base-dev libssl-dev \
      libpugixml-dev libqscintilla2-qt6-dev libcli11-dev nlohmann-json3-dev
  } | sha256sum | cut -c1-16
}

use_dependencies() {  # sets work_dir and WIN_PREFIX
  local key
  key=$(dependencies_key) || fail "a package that the build needs is missing: run installer/windows/build"
  work_dir=$cache_dir/$key
  export WIN_PREFIX=$work_dir/prefix
}

have_dependencies() {
  [ -e "$work_dir/complete" ]
}

project_version() {
  sed -n 's/^project(hopwright VERSION \([0-9.]*\).*/\1/p' "$source_dir/CMakeLists.txt"
}

step() {  # step WORDS COMMAND...: says how long it took
  local started=$SECONDS
  echo "== $1"
  shift
  "$@"
  echo "== took $((SECONDS - started)) s"
}
