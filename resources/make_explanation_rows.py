#!/usr/bin/env python3
"""Makes core/explain/explanation_rows.inc of resources/explanations.tsv: what rules, findings, roles, lists and words mean, as C++.

Usage: make_explanation_rows.py ROOT [--check]   --check: say whether the table is whole and the file is the one that would be made.
The columns: id, kind, title, means, exposes, fix, logs, mark, source. Places in texts: %1 the client, or the machine that it is
about; %2 the server; %3 the account; %4 the entry of a list.
"""

import pathlib
import re
import sys

COLUMNS = "id kind title means exposes fix logs mark source".split()
TEXTS = "title means exposes fix logs source".split()
KINDS = "rule sentence role list term".split()
MARKS = {"?": "Open", "K": "Believed", "I": "Inferred", "Vi": "Reported", "V": "Documented"}
HEAD = """// Made of resources/explanations.tsv by resources/make_explanation_rows.py, and held to it by the test explanations/table.
// Change those.
// clang-format off
"""


def text(value):
    if ("\\" in value or '"' in value) and ')"' not in value:
        return f'R"({value})"'
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rows(root):
    lines = (root / "resources/explanations.tsv").read_text(encoding="utf-8").split("\n")
    return lines[0].split("\t"), [line.split("\t") for line in lines[1:-1]]


def row(cells):
    value = dict(zip(COLUMNS, cells))
    fields = [f".id = {text(value['id'])}", f".kind = TopicKind::{value['kind'].capitalize()}"]
    fields += [f".{name} = HOPWRIGHT_TEXT(\"explain\", {text(value[name])})" for name in TEXTS]
    fields.insert(7, f".certainty = Certainty::{MARKS[value['mark']]}")  # In the order of the struct, which C++ wants.
    return "    Explanation{" + ",\n        ".join(fields) + "},\n"


def made(root):
    return HEAD + "constexpr std::array rows{\n" + "".join(row(cells) for cells in rows(root)[1]) + "};\n"


def wrong(root):
    head, all_rows = rows(root)
    if head != COLUMNS:
        yield "the head of the table is another"
    ids = set()
    for number, cells in enumerate(all_rows, 2):
        if len(cells) != len(COLUMNS) or not all(cells):
            yield f"line {number} has {len(cells)} columns, or an empty one"
            continue
        value = dict(zip(COLUMNS, cells))
        if value["id"].lower() in ids:
            yield f"{value['id']} is there twice"
        ids.add(value["id"].lower())
        if value["kind"] not in KINDS or value["mark"] not in MARKS:
            yield f"{value['id']}: no kind is {value['kind']}, or no mark {value['mark']}"
        for name in TEXTS:
            if set(re.findall(r"%.", value[name])) - {"%1", "%2", "%3", "%4"}:
                yield f"{value['id']}: {name} has a place that nothing fills"
        if re.search(r"%\d", value["title"] + value["source"]):
            yield f"{value['id']}: title and source have no names in them"
        for name in ("means", "exposes", "fix", "logs"):
            if not value[name].endswith((".", "?")):
                yield f"{value['id']}: {name} is no sentence"
    target = root / "core/explain/explanation_rows.inc"
    if not target.exists() or target.read_text(encoding="utf-8") != made(root):
        yield f"{target.relative_to(root)} is another than resources/make_explanation_rows.py makes of the table"


def main():
    root = pathlib.Path(sys.argv[1])
    if "--check" not in sys.argv:
        (root / "core/explain/explanation_rows.inc").write_text(made(root), encoding="utf-8")
        return 0
    found = list(wrong(root))
    for each in found:
        print(f"explanations.tsv: {each}")
    print(f"explanations.tsv: {len(rows(root)[1])} rows, {len(found)} wrong")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
