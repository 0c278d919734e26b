#!/usr/bin/env python3
"""Makes core/commands/command_rows.inc of resources/commands.tsv: the commands with a hop of their own as C++.

Usage: make_command_rows.py ROOT [--check]   --check: say whether the file is the one that would be made.
The columns: id, name, aliases, kind, target, does, needs, credential, says, remedy, mark, source.
"""

import pathlib
import sys

COLUMNS = "id name aliases kind target does needs credential says remedy mark source".split()
KINDS = set("sql ldap dfs cluster hyperv exchange pki unc module update rds gpo winrm cim wmi rpc scheduler http smtp none".split())
NEEDS = set("none delegated own-credential interactive elevated machine-account".split())
HEAD = """// Made of resources/commands.tsv by resources/make_command_rows.py, and held to it by the test commands/table. Change those.
// clang-format off
"""


def camel(word):
    return "".join(part.capitalize() for part in word.split("-"))


def text(value):
    if ("\\" in value or '"' in value) and ')"' not in value:
        return f'R"({value})"'
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rows(root):
    lines = (root / "resources/commands.tsv").read_text(encoding="utf-8").split("\n")
    return lines[0].split("\t"), [line.split("\t") for line in lines[1:-1]]


def row(cells):
    value = dict(zip(COLUMNS, cells))
    fields = [f".number = {value['id'].removeprefix('C')}", f".name = {text(value['name'])}"]
    for name in ("aliases", "kind", "target", "does"):
        if value[name]:
            fields.append(f".{name} = {text(value[name])}")
    fields.append(f".needs = CommandNeed::{camel(value['needs'])}")
    for name in ("credential", "says", "remedy"):
        if value[name]:
            fields.append(f".{name} = {text(value[name])}")
    fields.append(f".mark = {text(value['mark'])}")
    fields.append(f".source = {text(value['source'])}")
    return "    CommandRow{" + ",\n        ".join(fields) + "},\n"


def made(root):
    return HEAD + "constexpr std::array rows{\n" + "".join(row(cells) for cells in rows(root)[1]) + "};\n"


def wrong(root):
    head, all_rows = rows(root)
    if head != COLUMNS:
        yield "the head of the table is another"
    names = {}
    for number, cells in enumerate(all_rows, 1):
        if len(cells) != len(COLUMNS):
            yield f"row {number} has {len(cells)} columns"
            continue
        value = dict(zip(COLUMNS, cells))
        if value["id"] != f"C{number}":
            yield f"row {number} is {value['id']}"
        if value["kind"] not in KINDS:
            yield f"{value['id']}: no kind is {value['kind']}"
        if value["needs"] not in NEEDS:
            yield f"{value['id']}: nothing needs {value['needs']}"
        for each in [value["name"], *value["aliases"].split()]:
            if names.setdefault(each.lower(), value["id"]) != value["id"]:
                yield f"{value['id']}: {each} is a row already, {names[each.lower()]}"
    if (root / "core/commands/command_rows.inc").read_text(encoding="utf-8") != made(root):
        yield "core/commands/command_rows.inc is another than resources/make_command_rows.py makes of the table"


def main():
    root = pathlib.Path(sys.argv[1])
    if "--check" not in sys.argv:
        (root / "core/commands/command_rows.inc").write_text(made(root), encoding="utf-8")
        return 0
    found = list(wrong(root))
    for each in found:
        print(f"commands.tsv: {each}")
    print(f"commands.tsv: {len(rows(root)[1])} rows, {len(found)} wrong")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
