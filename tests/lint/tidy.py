#!/usr/bin/env python3
"""Runs clang-tidy on the given sources, and remembers what is clean.

A source is clean as long as what it reads is the same: its text with all that it includes, .clang-tidy, and clang-tidy
itself. So a run that was broken off, or that found something in one file, goes on where it stopped.

Usage: tidy.py BUILD_DIR FILE...   (BUILD_DIR has compile_commands.json and its generated sources)
Ends with 1 when something was found.
"""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys

TIDY = "clang-tidy-19"
CLANG = "clang++-19"


def own_command(entry):
    """The entry's compiler call without its precompiled header: what is looked at is what the source itself names."""
    words = shlex.split(entry["command"])
    out = []
    while words:
        if words[0] == "-Xclang" and words[1:2] and words[1] in ("-include-pch", "-include"):
            del words[:4]  # -Xclang -include-pch -Xclang FILE
        else:
            out.append(words.pop(0))
    return out


def preprocess_command(entry):
    """The entry's compiler call, as one that prints what the compiler reads: comments too, because of NOLINT."""
    words = own_command(entry)
    while not os.path.basename(words[0]).startswith(("c++", "g++", "clang++")):
        words.pop(0)
    out = [CLANG, "-E", "-C", "-dD", "-w"]
    skip = False
    for word in words[1:]:
        if skip:
            skip = False
        elif word in ("-o", "-MF", "-MT", "-MQ"):
            skip = True
        elif word not in ("-c", "-MD", "-MMD") and not word.startswith("-W"):
            out.append(word)
    return out


def digest_of(entry, config):
    read = subprocess.run(preprocess_command(entry), cwd=entry["directory"], capture_output=True, check=False)
    if read.returncode != 0:
        return None
    return hashlib.sha256(config + read.stdout).hexdigest()


def config_of(source, version):
    """What clang-tidy is told about the source: .clang-tidy here and in each folder on the way to it."""
    out = version
    folders = [source.parent, *source.parent.parents]
    for folder in reversed([each for each in folders if each.is_relative_to(pathlib.Path.cwd())]):
        named = folder / ".clang-tidy"
        out += named.read_bytes() if named.exists() else b""
    return out


def check(source, entry, build, version):
    digest = digest_of(entry, config_of(source, version))
    stamp = build / "tidy" / digest if digest else None
    if stamp and stamp.exists():
        return source, True, ""
    ran = subprocess.run([TIDY, "-quiet", "-p", str(build / "tidy"), str(source)], capture_output=True, text=True, check=False)
    if ran.returncode == 0 and stamp:
        stamp.touch()
    return source, ran.returncode == 0, ran.stdout + ("" if ran.returncode == 0 else ran.stderr)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    (build / "tidy").mkdir(exist_ok=True)
    version = subprocess.run([TIDY, "--version"], capture_output=True, check=True).stdout
    entries = {}
    listed = json.loads((build / "compile_commands.json").read_text())
    own = [{**entry, "command": shlex.join(own_command(entry))} for entry in listed]
    (build / "tidy" / "compile_commands.json").write_text(json.dumps(own))
    for entry in listed:
        entries[pathlib.Path(entry["directory"], entry["file"]).resolve()] = entry
    sources = [pathlib.Path(name).resolve() for name in sys.argv[2:]]
    unbuilt = [str(source) for source in sources if source not in entries]
    for name in unbuilt:
        print(f"tidy: {name} is not built, so it is not checked")
    wrong = len(unbuilt)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = [pool.submit(check, s, entries[s], build, version) for s in sources if s in entries]
        for run in concurrent.futures.as_completed(runs):
            source, clean, said = run.result()
            if not clean:
                wrong += 1
                print(f"tidy: {source}\n{said}", flush=True)
    print(f"tidy: {len(sources)} sources, {wrong} not clean")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
