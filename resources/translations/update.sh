#!/bin/sh
# Brings .ts files up to date with the sources:  resources/translations/update.sh FILE.ts...
# Of each, what no source has any more is dropped. Options of lupdate without a value may come first. LUPDATE names another lupdate.
#
# The texts are in core, ui and app: Text::tr("…"), QT_TRANSLATE_NOOP and QT_TRANSLATE_N_NOOP there are Qt's;
# Sentence::saying("…"), HOPWRIGHT_TEXT and HOPWRIGHT_TR_CONTEXT are what core has in place of Qt's.
set -eu
cd "$(dirname "$0")/../.."
options=
while [ $# -gt 0 ] && [ "${1#-}" != "$1" ]; do
  options="$options $1"
  shift
done
# shellcheck disable=SC2086  # Options are words.
exec "${LUPDATE:-/usr/lib/qt6/bin/lupdate}" $options -source-language en -no-obsolete -locations none -I . -extensions cpp,h,inc \
  -tr-function-alias Q_DECLARE_TR_FUNCTIONS+=HOPWRIGHT_TR_CONTEXT,tr+=saying,QT_TRANSLATE_NOOP+=HOPWRIGHT_TEXT \
  core ui app -ts "$@"
