#!/bin/sh
# fetch_treesitter.sh OUT: puts tree-sitter and its PowerShell grammar into OUT/node_modules, by the lock file. Both are
# WebAssembly: nothing is compiled, and no install script runs. Where that cannot be, OUT/reason says why.
here=$(cd "$(dirname "$0")" && pwd)
out=$1
mkdir -p "$out" && cd "$out" || exit 1
rm -f reason
no() {
  echo "$1" > reason
  exit 0
}
command -v node > /dev/null 2>&1 && command -v npm > /dev/null 2>&1 || no 'no Node.js'
cp "$here/treesitter/package.json" "$here/treesitter/package-lock.json" . || exit 1
npm ci --ignore-scripts --prefer-offline --no-audit --no-fund > npm.log 2>&1 || { cat npm.log >&2; no 'its packages cannot be fetched'; }
touch fetched
