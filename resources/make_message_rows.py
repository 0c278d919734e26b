#!/usr/bin/env python3
"""Makes core/errors/message_rows.inc of resources/messages.tsv: how the messages of resources/errors.tsv read in other languages.

Usage: make_message_rows.py ROOT [--check]   --check: say whether the file is the one that would be made.
"""

import pathlib
import sys

HEAD = """// Made of resources/messages.tsv by resources/make_message_rows.py, and held to it by the test errors/table. Change those.
// clang-format off
"""
MOST = 4
FAMILIES = {
    "connecting": "Connecting",
    "winrm-client": "WinRmClient",
    "ws-service": "WsService",
    "winrm-kerberos": "WinRmKerberos",
    "hresult": "HResult",
    "sql-untrusted": "SqlUntrusted",
}


def text(value):
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def row(cells):
    rows, language, words, _mark, _source = cells
    if rows.startswith("-"):
        return f"    MessageRow{{.family = MessageFamily::{FAMILIES[rows[1:].strip()]}, .language = {text(language)}, .text = {text(words)}}},\n"
    numbers = [each.removeprefix("E") for each in rows.split()]
    if len(numbers) > MOST:
        sys.exit(f"messages.tsv: more than {MOST} rows: {rows}")
    return f"    MessageRow{{.rows = {{{', '.join(numbers)}}}, .language = {text(language)}, .text = {text(words)}}},\n"


def made(root):
    lines = (root / "resources/messages.tsv").read_text(encoding="utf-8").split("\n")[1:-1]
    return HEAD + f"constexpr std::array<MessageRow, {len(lines)}> messages{{{{\n" + "".join(row(line.split("\t")) for line in lines) + "}};\n"


def main():
    root = pathlib.Path(sys.argv[1])
    target = root / "core/errors/message_rows.inc"
    new = made(root)
    if "--check" not in sys.argv:
        target.write_text(new, encoding="utf-8")
        return 0
    same = target.exists() and target.read_text(encoding="utf-8") == new
    print("message_rows.inc: " + ("as it would be made" if same else "DIFFERS from what resources/messages.tsv gives"))
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
