#!/usr/bin/env python3
"""Makes core/errors/error_rows.inc of resources/errors.tsv: the table of codes as C++.

Usage: make_error_rows.py ROOT [--check]   --check: say whether the file is the one that would be made.
"""

import pathlib
import re
import sys

HEAD = """// Made of resources/errors.tsv by resources/make_error_rows.py, and held to it by the test errors/table. Change those.
// clang-format off
"""
FAMILIES = {"win32": "win32", "hresult": "hresult", "ntstatus": "ntStatus", "http": "http", "sql": "sql", "tls-alert": "tlsAlert"}


def camel(word):
    return "".join(part.capitalize() for part in word.split("-"))


CAUSES = {"implicit-credential-with-credssp": "ImplicitCredentialWithCredSsp", "winrm-not-running": "WinRmNotRunning"}


def text(value):
    if ("\\" in value or '"' in value) and ')"' not in value:
        return f'R"({value})"'
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def row(cells):
    number, codes, names, hop, stages, cause, candidates, says, means, check, fix, source = cells
    split = [c.split(":", 1) for c in codes.split()]
    numbers = [f"StatusCode::{FAMILIES[f]}({v})" for f, v in split if f != "event"]
    events = " ".join(v for f, v in split if f == "event")
    fields = [f".number = {number.removeprefix('E')}"]
    if numbers:
        fields.append(f".codeList = {{{', '.join(numbers)}}}, .codeCount = {len(numbers)}")
    fields.append(".places = " + " | ".join(f"bitOf(ErrorPlace::{camel(h)})" for h in hop.split()))
    if stages and stages != "setup":
        fields.append(".stages = " + " | ".join(f"bitOf(Stage::{camel(s)})" for s in stages.split()))
    if cause:
        fields.append(f".cause = Cause::{CAUSES.get(cause, camel(cause))}")
    if candidates:
        ranked = [f"Cause::{CAUSES.get(c, camel(c))}" for c in candidates.split()]
        fields.append(f".candidateList = {{{', '.join(ranked)}}}, .candidateCount = {len(ranked)}")
    for name, value in (("names", names), ("events", events), ("says", says), ("source", source)):
        if value:
            fields.append(f".{name} = {text(value)}")
    for name, value in (("means", means), ("check", check), ("fix", fix)):
        if value:
            fields.append(f".{name} = HOPWRIGHT_TEXT(\"errors\", {text(value)})")
    # In the order of the struct, which C++ wants.
    order = "number codeList places stages cause candidateList names events says means check fix source".split()
    fields.sort(key=lambda f: order.index(re.match(r"\.(\w+)", f)[1]))
    return "    ErrorRow{" + ",\n        ".join(fields) + "},\n"


def made(root):
    lines = (root / "resources/errors.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
    return HEAD + "constexpr std::array rows{\n" + "".join(row(l.split("\t")) for l in lines) + "};\n"


def main():
    root = pathlib.Path(sys.argv[1])
    target = root / "core/errors/error_rows.inc"
    new = made(root)
    if "--check" not in sys.argv:
        target.write_text(new, encoding="utf-8")
        return 0
    same = target.exists() and target.read_text(encoding="utf-8") == new
    print("error_rows.inc: " + ("as it would be made" if same else "DIFFERS from what resources/errors.tsv gives"))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
