#!/bin/bash
# In place of smbclient: does what the file `wish` beside it asks for, then runs smbclient as it was called.
#   note    writes arguments and environment to FOLDER/noted
#   plant   before the name is looked for, makes a file of that name that belongs to carol
#   change  before the file is read back, writes something else into it
# FOLDER is where this script lies.
set -eu
d=$(dirname "$0")
commands=${*: -1}
name=$(sed -n 's/^[^"]*"\([^"]*\)".*/\1/p' <<< "$commands")
case $(cat "$d/wish") in
note) { printf '%s\n' "$@"; env; } >> "$d/noted" ;;
plant)
  if [[ $commands == allinfo* ]]; then
    printf 'mine' > "$d/share/$name"
    chown 20002 "$d/share/$name"
  fi ;;
change) if [[ $commands == get* ]]; then printf 'changed' > "$d/share/$name"; fi ;;
esac
exec /usr/bin/smbclient "$@"
