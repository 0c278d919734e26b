#!/usr/bin/env python3
"""resources/errors.tsv, the table of codes: its shape, and that each code that production code names stands in it.

Usage: check_table.py ROOT
The columns, one row for each of domain reference §8: id, codes, names, hop, stages, cause, says, means, check, fix, source.
"""

import pathlib
import re
import sys

COLUMNS = "id codes names hop stages cause says means check fix source".split()
STAGES = set("resolve connect tls offer negotiate bind delegate shell command access".split())
HOPS = set("client first second server setup".split())
CODE = re.compile(r"win32:\d+|hresult:0x[0-9A-F]{8}|ntstatus:0x[0-9A-F]{8}|sql:\d+|http:\d{3}|tls-alert:\d+|event:[a-z-]+/\d+")
ROWS = 98
PLACES = ("core/plan", "core/probe", "core/wildcard", "core/lab")


def causes(root):
    text = (root / "core/plan/prediction.cpp").read_text()
    table = text[text.index("causeNames{") : text.index("};", text.index("causeNames{"))]
    return set(re.findall(r'"([a-z-]+)"', table))


def canonical(word):
    """As the table writes it: 0x8007 and four digits is a Win32 error."""
    if not word.startswith("0x"):
        return {f"{family}:{word}" for family in ("win32", "sql", "http")}
    number = int(word, 16)
    if number >> 16 == 0x8007:
        return {f"win32:{number & 0xFFFF}"}
    return {f"hresult:0x{number:08X}", f"ntstatus:0x{number:08X}"}


def named(root):
    """The codes in sources: HRESULTs as numbers or text, others where a code is given or compared."""
    for folder in PLACES:
        for path in sorted((root / folder).rglob("*.[ch]*")):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                code = line.split("//")[0]
                for word in re.findall(r"\b0x8[0-9A-F]{7}\b", code):
                    if word != "0x80070000":  # What makes an HRESULT of a Win32 error.
                        yield word, f"{path.relative_to(root)}:{number}"
                for word in re.findall(r'(?:code\b[^"]{0,6}|Cause::\w+, )"(\d+)"', code):
                    yield word, f"{path.relative_to(root)}:{number}"


def main():
    root = pathlib.Path(sys.argv[1])
    wrong = []
    lines = (root / "resources/errors.tsv").read_text(encoding="utf-8").split("\n")
    if lines[0].split("\t") != COLUMNS or lines[-1] != "":
        wrong.append("the head or the end of the table is another")
    known, known_causes = set(), causes(root)
    rows = [line.split("\t") for line in lines[1:-1]]
    for number, row in enumerate(rows, 1):
        if len(row) != len(COLUMNS):
            wrong.append(f"row {number} has {len(row)} columns")
            continue
        value = dict(zip(COLUMNS, row))
        codes = value["codes"].split()
        if value["id"] != f"E{number}":
            wrong.append(f"row {number} is {value['id']}")
        wrong += [f"{value['id']}: no code is {c}" for c in codes if not CODE.fullmatch(c)]
        wrong += [f"{value['id']}: no stage is {s}" for s in value["stages"].split() if s not in STAGES]
        wrong += [f"{value['id']}: no place is {h}" for h in value["hop"].split() if h not in HOPS]
        if len(set(codes)) != len(codes):
            wrong.append(f"{value['id']}: a code stands twice")
        if value["cause"] and value["cause"] not in known_causes:
            wrong.append(f"{value['id']}: no cause is {value['cause']}")
        if not value["hop"] or not value["means"] or not value["source"]:
            wrong.append(f"{value['id']}: lacks where, what or source")
        known.update(codes)
    if len(rows) != ROWS:
        wrong.append(f"{len(rows)} rows, not {ROWS}")
    met = 0
    for word, place in named(root):
        met += 1
        if not canonical(word) & known:
            wrong.append(f"{place}: {word} is not in the table")
    if met < 30:
        wrong.append(f"only {met} codes found in sources: nothing was checked")
    for each in wrong:
        print(f"errors.tsv: {each}")
    print(f"errors.tsv: {len(rows)} rows, {len(known)} codes; {met} codes in sources, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
