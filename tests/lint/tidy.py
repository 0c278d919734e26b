#!/usr/bin/env python3
"""Runs clang-tidy on the given sources, and remembers what is clean.

A source is clean as long as what it reads is the same: its text with all that it includes, .clang-tidy, and clang-tidy
itself. So a run that was broken off, or that found something in one file, goes on where it stopped, and what is recorded in
CLEAN, `digest source` a line, need not be looked at again elsewhere. New ones are added to it.

Usage: tidy.py BUILD_DIR [--clean CLEAN] FILE...   (BUILD_DIR has compile_commands.json and its generated sources)
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

TIDY = "clang-tidy-22"
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
    out = [CLANG, "-E", "-P", "-C", "-dD", "-w"]  # -P: no paths of this machine.
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


def check(source, entry, build, version, known):
    digest = digest_of(entry, config_of(source, version))
    stamp = build / "tidy" / digest if digest else None
    if stamp and (stamp.exists() or digest in known):
        return source, digest, ""
    ran = subprocess.run([TIDY, "-quiet", "-p", str(build / "tidy"), str(source)], capture_output=True, text=True, check=False)
    if ran.returncode == 0 and stamp:
        stamp.touch()
    if ran.returncode == 0:
        return source, digest or "", ran.stdout
    return source, None, ran.stdout + ran.stderr


def read_clean(path):
    """Of each source that was clean, what it read then."""
    if not path or not path.exists():
        return {}
    return {source: digest for digest, source in (line.split(" ", 1) for line in path.read_text().splitlines())}


def write_clean(path, clean):
    path.write_text("".join(f"{digest} {source}\n" for source, digest in sorted(clean.items())))


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
    names, record = sys.argv[2:], None
    if names[:1] == ["--clean"]:
        record, names = pathlib.Path(names[1]), names[2:]
    clean = read_clean(record)
    known = set(clean.values())
    sources = [pathlib.Path(name).resolve() for name in names]
    unbuilt = [str(source) for source in sources if source not in entries]
    for name in unbuilt:
        print(f"tidy: {name} is not built, so it is not checked")
    wrong = len(unbuilt)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = [pool.submit(check, s, entries[s], build, version, known) for s in sources if s in entries]
        for run in concurrent.futures.as_completed(runs):
            source, digest, said = run.result()
            name = os.path.relpath(source)
            if digest is None:
                wrong += 1
                print(f"tidy: {source}\n{said}", flush=True)
            elif record and digest and clean.get(name) != digest:
                clean[name] = digest
                write_clean(record, clean)
    print(f"tidy: {len(sources)} sources, {wrong} not clean")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
