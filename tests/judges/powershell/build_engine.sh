#!/bin/sh
# build_engine.sh OUT: builds the judge's program (engine/) into OUT, with everything that MSBuild leaves behind; the
# source tree stays as it is. Packages come from NuGet once, by the lock file, and from its cache after that.
# Ends well always: where there is no program, OUT/reason says why, and the tests tell what that means.
here=$(cd "$(dirname "$0")" && pwd)
out=$1
mkdir -p "$out" && cd "$out" || exit 1
rm -f reason
no() {
  echo "$1" > reason
  rm -f PowerShellJudge
  exit 0
}
command -v dotnet > /dev/null 2>&1 || no 'no .NET SDK'
[ -n "$(dotnet --list-sdks 2> /dev/null)" ] || no 'no .NET SDK'
# The engine would report its use otherwise, and the SDK too.
export POWERSHELL_TELEMETRY_OPTOUT=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
set -- "$here/engine/PowerShellJudge.csproj" "-p:BaseIntermediateOutputPath=$out/obj/" -p:UseSharedCompilation=false \
  -nodeReuse:false -v:quiet
dotnet restore --locked-mode "$@" > build.log 2>&1 || { cat build.log >&2; no 'its packages cannot be restored'; }
dotnet build --no-restore -c Release -o "$out" "$@" > build.log 2>&1 || { cat build.log >&2; no 'it does not build'; }
touch built
