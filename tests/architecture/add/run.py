#!/usr/bin/env python3
"""Adds a fictitious thing of each kind to a copy of the tree: an error code, a kind of resource, a method, a finding,
a format of an export.

Usage: run.py ROOT TREE [NAME ...]
       run.py ROOT --check           only whether the patches say what the document says, and fit

Each NAME.patch beside this file touches only files that docs/architecture.md, "How to add", names for it, at most three; tests
and translations are not counted. It is applied in TREE, a copy of ROOT, the tests that it brings (tst_addition.cpp) are built
and run, and it is taken back. A line "Also: TEST" above the patch's first file runs that test too. Ends with 1 when one fails.
"""

import filecmp
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

MOST = 3
NOT_COUNTED = re.compile(r"tests/|resources/translations/")


def files_of(root):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
    return [name for name in listed.decode().split("\0") if name and (root / name).is_file()]


def bring_in_line(root, tree, names):
    """TREE as ROOT is. What changes gets the time of now: a build must not take it for older than what it made."""
    for name in names:
        source, target = root / name, tree / name
        if target.exists() and filecmp.cmp(source, target, shallow=False):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        shutil.copymode(source, target)
    known = set(names)
    for path in tree.rglob("*"):
        name = str(path.relative_to(tree))
        if path.is_file() and not name.startswith("build/") and name not in known:
            path.unlink()


def stated(root):
    """{"error code": {files}}, as the document has it."""
    document = (root / "docs/architecture.md").read_text(encoding="utf-8")
    part = document.split("\n## How to add\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([a-z ]+) \| (`[^|]+) \|", part, re.M)
    return {name: set(re.findall(r"`([^`]+)`", files)) for name, files in rows}


def touched(patch):
    return sorted(set(re.findall(r"^(?:---|\+\+\+) [ab]/(\S+)", patch, re.M)))


def said_otherwise(name, files, document):
    counted = [f for f in files if not NOT_COUNTED.match(f)]
    if name not in document:
        yield 'docs/architecture.md, "How to add", has no row for it'
        return
    if not counted:
        yield "it adds nothing"
    if len(counted) > MOST:
        yield f"it touches {len(counted)} files: {' '.join(counted)}"
    for each in counted:
        if each not in document[name]:
            yield f"it touches {each}, which docs/architecture.md does not name"
    for each in document[name]:
        if each not in counted:
            yield f"docs/architecture.md names {each}, which it does not touch"


def run(command, tree):
    done = subprocess.run(command, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
                          env={**os.environ, "CCACHE_BASEDIR": str(tree)})
    if done.returncode != 0:
        print(done.stdout[-6000:])
    return done.returncode == 0


def seen(patch, files, tree):
    """Applied, built and tested?"""
    tests = [f[len("tests/"):-len(".cpp")] for f in files if re.match(r"tests/.*/tst_\w+\.cpp$", f)]
    if not tests:
        print("it brings no test")
        return False
    names = [*tests, *re.findall(r"^Also: (\S+)$", patch, re.M)]
    targets = [t.replace("/", "_") for t in names if (tree / f"tests/{t}.cpp").exists()]
    pattern = "^(" + "|".join(map(re.escape, names)) + ")$"
    build = str(tree / "build/quick")
    return (run(["cmake", "--preset", "quick"], tree)
            and run(["cmake", "--build", build, "--target", *targets], tree)
            and run(["ctest", "--test-dir", build, "-R", pattern, "--no-tests=error", "--output-on-failure"], tree))


def apply(path, tree, *how):
    return run(["patch", "-p1", "--batch", "--no-backup-if-mismatch", *how, "-i", str(path)], tree)


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    only_check = sys.argv[2] == "--check"
    tree = root if only_check else pathlib.Path(sys.argv[2]).resolve()
    here = pathlib.Path(__file__).resolve().parent
    document = stated(root)
    names = [] if only_check else files_of(root)
    wanted = sys.argv[3:] or sorted({p.stem for p in here.glob("*.patch")} | {n.replace(" ", "_") for n in document})
    tree.mkdir(parents=True, exist_ok=True)
    failed = []
    for each in wanted:
        started = time.monotonic()
        path = here / f"{each}.patch"
        patch = path.read_text(encoding="utf-8") if path.exists() else ""
        files = touched(patch)
        wrong = list(said_otherwise(each.replace("_", " "), files, document))
        for what in wrong:
            print(f"additions: {each}: {what}")
        if only_check:
            good = not wrong and apply(path, root, "--dry-run")
        else:
            bring_in_line(root, tree, names)
            good = not wrong and apply(path, tree) and seen(patch, files, tree)
            bring_in_line(root, tree, names)
        counted = sum(not NOT_COUNTED.match(f) for f in files)
        result = "FAILED" if not good else "fits" if only_check else "seen"
        print(f"additions: {each}: {result}, {counted} files, {time.monotonic() - started:.0f} s", flush=True)
        failed += [] if good else [each]
    return 1 if failed or not wanted else 0


if __name__ == "__main__":
    sys.exit(main())
