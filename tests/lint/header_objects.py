#!/usr/bin/env python3
"""Prints, for headers, what ninja builds when each of them is compiled alone: `header_objects.py BUILD_DIR HEADER...`.

A header without one, as it is in no layer, is passed over.
"""

import json
import pathlib
import shlex
import sys


def main():
    build = pathlib.Path(sys.argv[1])
    wanted = {name + ".cxx" for name in sys.argv[2:]}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        place = entry["file"].partition("_verify_interface_header_sets/")[2]
        if place in wanted:
            words = shlex.split(entry["command"])
            print(words[words.index("-o") + 1])


if __name__ == "__main__":
    main()
