#!/usr/bin/env bash
# ./check --full fresh: does `./run` do the main job on a machine that has nothing?
#
# Makes a minimal Debian 12 tree by mmdebstrap in a temporary folder, clones the commit that is checked out into it, and
# starts ./run there without a display and with an empty environment: it must install, build, and end `hopwright-cli demo`
# with 0. Mounts and processes live in namespaces of their own and end with this script; the folder is removed.
# Needs root, and this machine's package sources. What is not committed is not tested.
set -euo pipefail

suite=bookworm
source_tree=$(cd "$(dirname "$0")/../.." && pwd)

fail() {
  echo "fresh: $1" >&2
  exit 1
}

# This machine's way to Debian's packages: sources and keys, and a proxy where one is set. No passwords.
copy_package_sources() {  # copy_package_sources TREE
  local name
  for name in sources.list sources.list.d trusted.gpg trusted.gpg.d keyrings; do
    [ -e "/etc/apt/$name" ] || continue
    rm -rf "$1/etc/apt/$name"
    cp -a "/etc/apt/$name" "$1/etc/apt/"
  done
  for name in /etc/apt/apt.conf.d/*; do
    grep -qsi '^[^/]*proxy' "$name" && cp -a "$name" "$1/etc/apt/apt.conf.d/"
  done
  cp -L /etc/resolv.conf "$1/etc/resolv.conf"
}

debian_sources() {
  local name
  for name in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
    [ -s "$name" ] && { echo "$name"; return 0; }
  done
  fail "this machine names no Debian package source"
}

# Inside the namespaces: everything is mounted here and nowhere else.
inside() {  # inside FOLDER
  local tree=$1/tree
  mount --bind "$1" "$1"  # A mount point of its own, or what is mounted within fails.
  mount -t proc proc /proc
  echo "fresh: a minimal Debian $suite"
  mmdebstrap --quiet --mode=root --variant=minbase --dpkgopt=force-unsafe-io "$suite" "$tree" "$(debian_sources)"
  copy_package_sources "$tree"
  git -c safe.directory='*' clone --quiet --no-hardlinks "$source_tree" "$tree/root/hopwright"
  mount -t proc proc "$tree/proc"
  mount -t sysfs -o ro sysfs "$tree/sys"
  mkdir -p "$tree/dev/shm"
  mount -t tmpfs tmpfs "$tree/dev/shm"
  echo "fresh: ./run in it, without a display"
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
    chroot "$tree" /root/hopwright/run </dev/null
}

if [ "${1:-}" = --inside ]; then
  inside "$2"
  exit
fi

[ "$(id -u)" -eq 0 ] || fail "making a machine needs root; start it as root"
command -v mmdebstrap >/dev/null || fail "mmdebstrap is missing: ./check --full fresh installs it"
folder=$(mktemp -d "${TMPDIR:-/var/tmp}/hopwright-fresh.XXXXXX")
trap 'rm -rf --one-file-system "$folder"' EXIT
status=0
unshare --mount --pid --fork --kill-child bash "$0" --inside "$folder" || status=$?
[ "$status" -eq 0 ] || fail "./run ended with $status on a fresh machine"
echo "fresh: ./run ended with 0"
