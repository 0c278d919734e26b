# Sourced by test and test-setup: wine, quiet, in a prefix of its own that is made anew each time. WINEPREFIX may be set before.
# shellcheck shell=bash disable=SC2154,SC2153  # triple and WIN_PREFIX: of common.sh
wine64=/usr/lib/wine/wine64
wineserver=/usr/lib/wine/wineserver64
# winemenubuilder would write start menu entries and file types into the home folder of whoever runs this.
export WINEARCH=win64 WINEDEBUG=${WINEDEBUG:--all} WINEDLLOVERRIDES="mscoree,mshtml=;winemenubuilder.exe=d"

wine_start() {  # wine_start FOLDER: a prefix there, and a server that stays until wine_stop
  [ -x "$wine64" ] || fail "wine is not installed: run installer/windows/build"
  export WINEPREFIX=${WINEPREFIX:-$1}
  if [ ! -d "$WINEPREFIX/drive_c" ]; then
    mkdir -p "$WINEPREFIX"
    "$wine64" wineboot -i >/dev/null 2>&1
    "$wineserver" -w
  fi
  "$wineserver" -p
  # The first program starts services, which keep its output open: who waits for the end of that would wait for theirs.
  "$wine64" cmd /c exit >/dev/null 2>&1
}

# Ends the programs of this prefix alone.
wine_stop() { "$wineserver" -k || true; }

wine_path() { printf 'Z:%s' "${1//\//\\}"; }

# For programs that are not bundled, tests for one: where their DLLs and Qt's plugins are. wine hands no variable on whose name
# begins with QT_, but WINEQT_X arrives as QT_X.
wine_use_prefix() {
  local runtime
  runtime=$(dirname "$(realpath "$("$triple-g++-posix" -print-file-name=libstdc++-6.dll)")")
  WINEPATH="$(wine_path "$WIN_PREFIX/bin");$(wine_path "$runtime");$(wine_path "/usr/$triple/lib")"
  WINEQT_PLUGIN_PATH=$(wine_path "$WIN_PREFIX/plugins")
  export WINEPATH WINEQT_PLUGIN_PATH
}
