#!/usr/bin/env python3
"""Searches files for secrets, in every form that a program may leave one in.

    search.py [--words FILE] FOLDER...

One secret a line, from FILE or standard input, so that none is on a command line. Each is looked for as UTF-8, UTF-16LE
and UTF-16BE, each of these also in base64 (at all three alignments) and in hexadecimal (upper and lower case); in the
content of every file below the folders, in the names of files, and in where links lead. Ends with 0 when nothing was
found, with 1 when something was: then each line says the form, the number of the secret and the file.
"""
import argparse
import base64
import os
import sys

SHORTEST = 6  # A shorter secret would be found everywhere.


def base64_forms(data):
    """What of the base64 of any text around data does not depend on that text."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + data + b"\0\0")
        yield encoded[(before * 8 + 5) // 6:(before + len(data)) * 8 // 6]


def forms(secret):
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        data = secret.encode(encoding)
        yield encoding, data
        yield encoding + " in hexadecimal", data.hex().encode()
        yield encoding + " in hexadecimal, upper case", data.hex().upper().encode()
        for before, form in enumerate(base64_forms(data)):
            yield f"{encoding} in base64, after {before} bytes", form


def files_below(folder):
    for path, folders, files in os.walk(folder):
        for name in folders + files:
            yield os.path.join(path, name)


def content_of(path):
    """What is stored at path: a file's bytes, where a link leads; with the name itself."""
    name = os.fsencode(os.path.basename(path)) + b"\n"
    if os.path.islink(path):
        return name + os.fsencode(os.readlink(path))
    if not os.path.isfile(path):
        return name
    with open(path, "rb") as file:
        return name + file.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words")
    parser.add_argument("folders", nargs="+")
    given = parser.parse_args()
    with open(given.words, encoding="utf-8") if given.words else sys.stdin as file:
        secrets = [line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")]
    if not secrets or min(map(len, secrets)) < SHORTEST:
        sys.exit(f"no secret was given, or one of less than {SHORTEST} characters")
    wanted = [(number, form, data) for number, secret in enumerate(secrets, 1) for form, data in forms(secret)]
    searched = found = 0
    for folder in given.folders:
        if not os.path.isdir(folder):
            sys.exit(f"{folder} is no folder")
        for path in files_below(folder):
            content = content_of(path)
            searched += 1
            for number, form, data in wanted:
                if data in content:
                    print(f"secret {number}, {form}: {path}")
                    found += 1
    print(f"searched {searched} files and folders, found {found}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
