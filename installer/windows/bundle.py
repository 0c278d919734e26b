#!/usr/bin/env python3
"""Lays a program for Windows and every DLL it needs into one folder.

bundle.py --prefix PREFIX --out FOLDER PROGRAM.exe...

The DLLs of the import tables are followed, from the deps prefix and from the cross compiler's own folders; Qt's plugins, which
no import table names, are listed below. What is found nowhere must be Windows' own: it is checked against a list of names, so
that a missing library is an error here and not on somebody's desk. Debug sections are stripped.
"""
import argparse, pathlib, re, shutil, subprocess, sys

TRIPLE = "x86_64-w64-mingw32"
PLUGINS = ["platforms/qwindows.dll", "styles/qwindowsvistastyle.dll", "imageformats/qico.dll",
           "printsupport/windowsprintersupport.dll"]
SYSTEM = set("""advapi32 authz bcrypt comctl32 comdlg32 crypt32 d2d1 d3d11 d3d9 dnsapi dwmapi dwrite dxgi gdi32 imm32 iphlpapi
    kernel32 mpr msvcrt ncrypt netapi32 ntdll ole32 oleaut32 rpcrt4 secur32 setupapi shcore shell32 shlwapi user32 userenv winhttp
    uxtheme version winmm winspool.drv ws2_32 wtsapi32 credui uiautomationcore synchronization powrprof""".split())


def imports(path):
    text = subprocess.run([f"{TRIPLE}-objdump", "-p", path], check=True, capture_output=True, text=True).stdout
    return re.findall(r"DLL Name: (\S+)", text)


class Bundle:
    """Files that were laid into a folder, and those whose imports are still to be followed."""

    def __init__(self, out):
        self.out, self.todo = out, []

    def take(self, source, place):
        target = self.out / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
        subprocess.run([f"{TRIPLE}-strip", "--strip-unneeded", target], check=True)
        self.todo.append(source)

    def follow(self, folders):
        """Takes what is imported. Returns what is found nowhere and is not Windows' own."""
        done, missing = set(), []
        while self.todo:
            source = self.todo.pop()
            for name in imports(source):
                key = name.lower()
                if key in done:
                    continue
                done.add(key)
                found = next((f / name for f in folders if (f / name).is_file()), None)
                if found is not None:
                    self.take(found, found.name)
                elif key.removesuffix(".dll") not in SYSTEM and not key.startswith("api-ms-win-"):
                    missing.append(f"{name} (wanted by {source.name})")
        return missing


def runtime_folder():
    asked = subprocess.run([f"{TRIPLE}-g++-posix", "-print-file-name=libstdc++-6.dll"], check=True, capture_output=True, text=True)
    return pathlib.Path(asked.stdout.strip()).resolve().parent


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--prefix", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("programs", type=pathlib.Path, nargs="+")
    arguments = parser.parse_args()
    plugins = next((p for p in (arguments.prefix / "plugins", arguments.prefix / "lib/qt6/plugins") if p.is_dir()), None)
    if plugins is None:
        sys.exit("no plugins folder in the prefix")
    shutil.rmtree(arguments.out, ignore_errors=True)
    arguments.out.mkdir(parents=True)
    bundle = Bundle(arguments.out)
    for program in arguments.programs:
        bundle.take(program, program.name)
    for plugin in PLUGINS:
        if not (plugins / plugin).is_file():
            sys.exit(f"no plugin {plugin}")
        bundle.take(plugins / plugin, plugin)
    missing = bundle.follow([arguments.prefix / "bin", runtime_folder(), pathlib.Path(f"/usr/{TRIPLE}/lib")])
    if missing:
        sys.exit("found nowhere, and not known as Windows' own: " + ", ".join(missing))
    (arguments.out / "qt.conf").write_text("[Paths]\nPlugins = .\n")
    files = [f for f in arguments.out.rglob("*") if f.is_file()]
    print(f"{arguments.out}: {len(files)} files, {sum(f.stat().st_size for f in files) / 2**20:.1f} MiB")


main()
