#!/usr/bin/env bash
# Makes what the programs link, for Windows x86_64: OpenSSL, Qt 6 base, QScintilla, pugixml, and the headers of CLI11 and nlohmann.
# Called by `build`, with the work folder; a stage that is done is passed over.
#
#   dependencies.sh WORK_DIR
#
# The sources are Debian's source packages, by apt and its keys; their versions are those of the host's packages, so that both
# systems have the same. Qt Svg is not among them: icons are read without it.
set -euo pipefail
# shellcheck source=installer/windows/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
work_dir=$(realpath -m "$1")
export WIN_PREFIX=$work_dir/prefix
export CCACHE_DIR=$cache_dir/ccache CCACHE_BASEDIR=$work_dir CCACHE_NOHASHDIR=1 CCACHE_DEPEND=1
# Without the first two nothing that uses a precompiled header is ever a hit.
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
src=$work_dir/src log=$work_dir/logs stamp=$work_dir/stamps
mkdir -p "$src" "$log" "$stamp" "$CCACHE_DIR"
host_qt=(-DQT_HOST_PATH=/usr -DQT_HOST_PATH_CMAKE_DIR=/usr/lib/x86_64-linux-gnu/cmake)
cmake_common=(-G Ninja -DCMAKE_TOOLCHAIN_FILE="$windows_dir/toolchain.cmake" -DCMAKE_BUILD_TYPE=Release
  -DCMAKE_INSTALL_PREFIX="$WIN_PREFIX" -DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache
  -DCMAKE_CXX_FLAGS=-fpch-preprocess "${host_qt[@]}")

# apt with a source list of our own that has deb-src lines; the system's is left alone. As the user who calls: no rights are needed.
apt_sources() {
  local tool=$1
  shift
  "$tool" -o Dir::Etc::sourcelist="$work_dir/apt/sources.list" -o Dir::Etc::sourceparts="$work_dir/apt/parts" \
    -o Dir::State::lists="$work_dir/apt/lists" -o Dir::Cache="$work_dir/apt/cache" -o APT::Sandbox::User="$(id -un)" "$@"
}

# Of the machine's own Debian sources, one-line or deb822, with their options: a key named there is still asked for.
source_list() {
  local file
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -s "$file" ] && sed -n 's/^deb \(.*debian.*\)/deb-src \1/p' "$file"
  done
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -s "$file" ] && awk -v RS= '/debian/ {
      uris = ""; suites = ""; key = ""
      n = split($0, lines, "\n")
      for (i = 1; i <= n; ++i) {
        if (lines[i] ~ /^URIs:/) { sub(/^URIs: */, "", lines[i]); uris = lines[i] }
        if (lines[i] ~ /^Suites:/) { sub(/^Suites: */, "", lines[i]); suites = lines[i] }
        if (lines[i] ~ /^Signed-By: *\//) { sub(/^Signed-By: */, "", lines[i]); key = "[signed-by=" lines[i] "] " }
      }
      u = split(uris, each_uri, " "); s = split(suites, each_suite, " ")
      for (i = 1; i <= u; ++i) for (j = 1; j <= s; ++j) print "deb-src " key each_uri[i] " " each_suite[j] " main"
    }' "$file"
  done
  return 0
}

stage_sources() {
  mkdir -p "$work_dir"/apt/{lists/partial,parts,cache/archives/partial}
  source_list > "$work_dir/apt/sources.list"
  apt_sources apt-get update
  cd "$src"
  apt_sources apt-get source --download-only -y qt6-base qscintilla2 pugixml
  # No patch of Debian's is needed for OpenSSL: its upstream archive is enough, and the other parts may be missing.
  apt_sources apt-get source --download-only -y openssl || ls openssl_3.*.orig.tar.gz
  rm -rf qt6-base qscintilla2 pugixml openssl
  dpkg-source -x --no-check qt6-base_*.dsc qt6-base
  dpkg-source -x --no-check qscintilla2_*.dsc qscintilla2
  dpkg-source -x --no-check pugixml_*.dsc pugixml
  mkdir openssl
  tar xzf "$(find . -maxdepth 1 -name 'openssl_3.*.orig.tar.gz' | sort -V | tail -1)" -C openssl --strip-components=1
}

stage_openssl() {
  rm -rf "$work_dir/b-openssl"
  mkdir -p "$work_dir/b-openssl"
  cd "$work_dir/b-openssl"
  # no-module: the legacy provider is linked into libcrypto, so no folder of modules is shipped.
  # no-autoload-config: never reads an openssl.cnf of the machine it runs on.
  CC="ccache $triple-gcc-posix" RC="$triple-windres" AR="$triple-ar" RANLIB="$triple-ranlib" \
    nice -n 10 perl "$src/openssl/Configure" mingw64 shared \
    no-tests no-module no-autoload-config no-engine no-dso -D_WIN32_WINNT=0x0A00 \
    no-cmp no-cms no-ts no-ct no-srp no-dtls no-comp no-ssl3 no-aria no-camellia no-seed no-idea no-sm2 no-sm3 no-sm4 no-whirlpool \
    no-mdc2 no-bf no-cast no-rc5 \
    --prefix="$WIN_PREFIX" --libdir=lib --openssldir="C:/Program Files/Common Files/SSL"
  # On a Unix host Configure takes "C:/..." for a relative path and puts the prefix before it. A folder below C:\ that any user may
  # make is how OpenSSL programs on Windows have been attacked (CVE-2019-1552), so the variables are given again.
  local dirs=(OPENSSLDIR="C:/Program Files/Common Files/SSL" ENGINESDIR="C:/Program Files/Common Files/SSL/engines-3"
    MODULESDIR="C:/Program Files/Common Files/SSL/ossl-modules")
  nice -n 10 make -j"$jobs" "${dirs[@]}" build_generated
  nice -n 10 make -j"$jobs" "${dirs[@]}" build_libs
  nice -n 10 make "${dirs[@]}" install_dev
  if strings "$WIN_PREFIX"/bin/libcrypto-*.dll | grep -F "$WIN_PREFIX"; then
    echo "libcrypto holds a path of this machine"
    return 1
  fi
}

ninja_install() {  # ninja_install FOLDER
  nice -n 10 ninja -C "$1" -j"$jobs"
  nice -n 10 ninja -C "$1" install
}

# direct2d stays on, though its platform plugin (direct2d1_1) is not wanted: Gui's DirectWrite sources hang on it, and without them
# qwindows.dll does not link. SSL, HTTP, JPEG and GIF are not used by the program, which brings its own OpenSSL.
stage_qtbase() {
  nice -n 10 cmake -S "$src/qt6-base" -B "$work_dir/b-qtbase" "${cmake_common[@]}" \
    -DBUILD_SHARED_LIBS=ON -DQT_BUILD_EXAMPLES=OFF -DQT_BUILD_TESTS=OFF -DFEATURE_pkg_config=OFF \
    -DFEATURE_sql=OFF -DFEATURE_xml=OFF -DFEATURE_dbus=OFF -DFEATURE_concurrent=OFF -DFEATURE_icu=OFF -DFEATURE_glib=OFF \
    -DINPUT_opengl=no -DFEATURE_vulkan=OFF -DFEATURE_tabletevent=OFF -DFEATURE_direct2d1_1=OFF \
    -DFEATURE_system_zlib=OFF -DFEATURE_system_pcre2=OFF -DFEATURE_system_png=OFF -DFEATURE_system_jpeg=OFF \
    -DFEATURE_system_freetype=OFF -DFEATURE_system_harfbuzz=OFF -DFEATURE_system_doubleconversion=OFF \
    -DFEATURE_zstd=OFF -DFEATURE_brotli=OFF -DFEATURE_gssapi=OFF -DFEATURE_libproxy=OFF \
    -DINPUT_openssl=no -DFEATURE_schannel=OFF -DFEATURE_http=OFF -DFEATURE_tuiotouch=OFF \
    -DFEATURE_jpeg=OFF -DFEATURE_gif=OFF -DFEATURE_networklistmanager=OFF
  ninja_install "$work_dir/b-qtbase"
}

stage_qscintilla() {
  nice -n 10 cmake -S "$windows_dir/qscintilla" -B "$work_dir/b-qscintilla" "${cmake_common[@]}" -DQSCI_SOURCE="$src/qscintilla2"
  ninja_install "$work_dir/b-qscintilla"
}

stage_pugixml() {
  nice -n 10 cmake -S "$src/pugixml" -B "$work_dir/b-pugixml" "${cmake_common[@]}" -DBUILD_SHARED_LIBS=OFF
  ninja_install "$work_dir/b-pugixml"
}

# Of the host's packages, copied: the host's /usr/include never gets on the cross compiler's search path. Their CMake packages
# find themselves by relative paths, so they work from there too.
stage_headers() {
  mkdir -p "$WIN_PREFIX/include" "$WIN_PREFIX/share/cmake"
  cp -r /usr/include/CLI /usr/include/nlohmann "$WIN_PREFIX/include/"
  local dir
  dpkg -L nlohmann-json3-dev libcli11-dev | { grep -E '/cmake/[^/]+$' || true; } | while read -r dir; do
    cp -r "$dir" "$WIN_PREFIX/share/cmake/"
  done
}

licence() {  # licence NAME FILE...: the first of them that is there
  local name=$1 file
  shift
  for file; do
    [ -f "$file" ] || continue
    cp "$file" "$WIN_PREFIX/licences/$name.txt"
    return
  done
  echo "no licence of $name: $*"
  return 1
}

# Of all that is linked or shipped; package lays them beside the programs. GPL 3, which Qt's LGPL rests on, is the project's own.
stage_licences() {
  local third=$src/qt6-base/src/3rdparty doc=/usr/share/doc
  mkdir -p "$WIN_PREFIX/licences"
  licence Qt "$src/qt6-base/LICENSES/LGPL-3.0-only.txt" "$src/qt6-base/LICENSE.LGPL3"
  licence QScintilla "$src/qscintilla2/LICENSE" "$src/qscintilla2/debian/copyright"
  licence OpenSSL "$src/openssl/LICENSE.txt"
  licence HarfBuzz "$third/harfbuzz-ng/COPYING"
  licence FreeType "$third/freetype/LICENSE.txt" "$third/freetype/LICENSE.TXT" "$third/freetype/docs/FTL.TXT"
  licence libpng "$third/libpng/LICENSE"
  licence PCRE2 "$third/pcre2/LICENCE"
  licence zlib "$third/zlib/LICENSE" "$third/zlib/src/LICENSE" "$third/zlib/src/zlib.h"
  licence double-conversion "$third/double-conversion/LICENSE"
  licence MD4C "$third/md4c/LICENSE.md" "$third/md4c/LICENSE"
  licence pugixml "$src/pugixml/LICENSE.md" "$src/pugixml/readme.txt"
  licence nlohmann-json "$doc/nlohmann-json3-dev/copyright"
  licence CLI11 "$doc/libcli11-dev/copyright"
  licence GCC-runtime "$doc/gcc-mingw-w64-base/copyright"
  licence mingw-w64 "$doc/mingw-w64-x86-64-dev/copyright" "$doc/mingw-w64-common/copyright"
}

for name in sources openssl qtbase qscintilla pugixml headers licences; do
  [ -e "$stamp/$name" ] && continue
  started=$SECONDS
  # Not "( ... ) || …": there bash ignores set -e inside the stage.
  set +e
  (set -e; "stage_$name") > "$log/$name.log" 2>&1
  status=$?
  set -e
  if [ "$status" -ne 0 ]; then
    tail -30 "$log/$name.log"
    fail "$name failed ($status), see $log/$name.log"
  fi
  touch "$stamp/$name"
  echo "$name: $((SECONDS - started)) s" | tee -a "$log/times"
done
# Built trees are large and not needed again; the sources stay, as the licences ask for them.
rm -rf "$work_dir"/b-*
touch "$work_dir/complete"
