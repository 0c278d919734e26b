#!/usr/bin/env python3
"""Wakes each mutant in turn and runs the tests that come by it.

Usage: run.py BUILD_DIR MUTANTS_TSV EQUIVALENT_TSV RESULT_TSV [FIRST LAST]

BUILD_DIR holds the tests, built of what plant.py wrote. A mutant is found when one of them fails, or does not end. One that
none finds must be listed in EQUIVALENT_TSV (source, kind, text, reason): nothing can tell it from the program. Ends with 1
when another is left, or when a line of that list fits none.
"""

import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

TESTS = re.compile(r"^(core/(rules|plan|wildcard|probe)/|core/link/tst_gates)")
TOO_LONG = re.compile(r"tst_growth")
LEAST_S, FACTOR = 10, 6


class Test:
    def __init__(self, entry):
        self.name = entry["name"]
        self.command = entry["command"]
        properties = {p["name"]: p["value"] for p in entry["properties"]}
        self.environment = dict(e.split("=", 1) for e in properties.get("ENVIRONMENT", []))
        self.folder = properties.get("WORKING_DIRECTORY", ".")
        self.seconds = 0.0
        self.reached = set()

    def run(self, **more):
        limit = max(LEAST_S, FACTOR * self.seconds) if self.seconds else 600
        environment = {**os.environ, **self.environment, **more}
        with tempfile.TemporaryDirectory() as folder:
            environment["TMPDIR"] = folder
            try:
                done = subprocess.run(self.command, cwd=self.folder, env=environment, timeout=limit, stdin=subprocess.DEVNULL,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            except subprocess.TimeoutExpired:
                return False
        return done.returncode == 0

    def learn(self):
        with tempfile.NamedTemporaryFile() as file:
            started = time.monotonic()
            if not self.run(HOPWRIGHT_MUTANTS_REACHED=file.name):
                sys.exit(f"mutants: {self.name} fails with all mutants asleep")
            self.seconds = time.monotonic() - started
            self.reached = {int(line) for line in pathlib.Path(file.name).read_text().split()}


def chosen(build):
    listed = subprocess.run(["ctest", "--test-dir", build, "--show-only=json-v1"], capture_output=True, check=True)
    tests = json.loads(listed.stdout)["tests"]
    return [t for t in tests if TESTS.search(t["name"]) and not TOO_LONG.search(t["name"])]


def finder(number, tests):
    for test in tests:
        if number in test.reached and not test.run(HOPWRIGHT_MUTANT=str(number)):
            return test.name
    return None


def rows(path):
    lines = pathlib.Path(path).read_text().splitlines() if pathlib.Path(path).exists() else []
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def main():
    build, mutants, equivalent, result = sys.argv[1:5]
    targets = [t["name"].replace("/", "_") for t in chosen(build)]
    subprocess.run(["cmake", "--build", build, "--target", *targets], check=True)
    tests = [Test(t) for t in chosen(build)]  # Anew: what is not built has no command.
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(Test.learn, tests))
    tests.sort(key=lambda test: test.seconds)
    print(f"mutants: {len(tests)} tests take {sum(t.seconds for t in tests):.0f} s", flush=True)
    todo = rows(mutants)
    if len(sys.argv) > 6:
        todo = [row for row in todo if int(sys.argv[5]) <= int(row[0]) <= int(sys.argv[6])]
    allowed = collections.Counter((row[0], row[1], row[2]) for row in rows(equivalent))
    found, left = 0, []
    with open(result, "w", encoding="utf-8") as out, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = {pool.submit(finder, int(row[0]), tests): row for row in todo}
        for run in concurrent.futures.as_completed(runs):
            row, by = runs[run], run.result()
            out.write("\t".join([*row, by or "-"]) + "\n")
            out.flush()
            if by:
                found += 1
            else:
                left.append(row)
    unlisted = []
    for row in sorted(left, key=lambda row: int(row[0])):
        key = (row[1], row[3], row[4])
        if allowed[key] > 0:
            allowed[key] -= 1
        else:
            unlisted.append(row)
            print(f"mutants: not found: {row[1]}:{row[2]} {row[3]}: {row[4]}")
    stale = [key for key, count in allowed.items() if count > 0] if len(sys.argv) <= 6 else []
    for key in stale:
        print(f"mutants: listed as equivalent, and found or not there: {' '.join(key)}")
    print(f"mutants: {len(todo)} planted, {found} found, {len(left) - len(unlisted)} equivalent, {len(unlisted)} left")
    return 1 if unlisted or stale else 0


if __name__ == "__main__":
    sys.exit(main())
