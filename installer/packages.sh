# shellcheck shell=bash disable=SC2034  # used by who sources it
# Sourced by ./run, ./check and installer/windows/build: the Debian packages each needs, and how they are installed. Debian 12 names.

build_packages="g++ cmake ninja-build ccache git ca-certificates qt6-base-dev qt6-base-dev-tools qt6-l10n-tools libgl1-mesa-dev
  libqscintilla2-qt6-dev libssl-dev libpugixml-dev libcli11-dev nlohmann-json3-dev fonts-noto-core fonts-dejavu-core"

check_packages="clang-19 clang-tidy-22 clang-format-19 libclang-rt-19-dev mold python3 patch iproute2 xvfb xauth
  samba samba-common-bin smbclient winbind freerdp2-shadow-x11 freerdp2-x11 winpr-utils gss-ntlmssp libkrb5-dev
  python3-gssapi python3-winrm python3-cryptography graphviz librsvg2-bin poppler-utils at-spi2-core dbus-daemon gir1.2-atspi-2.0
  python3-gi blackbox xdotool xclip x11-utils"
# tree-sitter-powershell judges scripts also where there is no .NET SDK; a node from elsewhere will do.
command -v node >/dev/null && command -v npm >/dev/null || check_packages+=" nodejs npm"

# What installer/windows takes beside build_packages.
windows_packages="g++-mingw-w64-x86-64-posix gcc-mingw-w64-x86-64-posix binutils-mingw-w64-x86-64 binutils make perl dpkg-dev xz-utils
  zip unzip python3 wine wine64 nsis xvfb xauth x11-utils imagemagick"

# install_missing PACKAGE...: does nothing, and asks for no rights, when all are there.
install_missing() {
  local missing=()
  local package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  command -v apt-get >/dev/null || {
    echo "hopwright: missing: ${missing[*]}. This script installs them on Debian 12 only; install them, then start it again." >&2
    return 1
  }
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      echo "hopwright: missing: ${missing[*]}. Installing them needs root, and there is no sudo." >&2
      return 1
    }
    sudo=(sudo)
  fi
  echo "Installing: ${missing[*]}" >&2
  "${sudo[@]}" apt-get update -qq >&2 || return 1
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 || {
    echo "hopwright: a package could not be installed: ${missing[*]}" >&2
    return 1
  }
}
