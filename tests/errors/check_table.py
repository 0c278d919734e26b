#!/usr/bin/env python3
"""resources/errors.tsv, the table of codes: its shape, that the C++ made of it is the newest, that the lab's codes stand in it, and
that no other production code spells a code.

Usage: check_table.py ROOT
The columns, one row for each of domain reference §8: id, codes, names, hop, stages, cause, candidates, says, means, check, fix, source.
"""

import pathlib
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(sys.argv[1]) / "resources"))
import make_error_rows
import make_message_rows

COLUMNS = "id codes names hop stages cause candidates says means check fix source".split()
STAGES = set("resolve connect tls offer negotiate bind delegate shell command access".split())
HOPS = set("client first second server setup".split())
CODE = re.compile(r"win32:\d+|hresult:0x[0-9A-F]{8}|ntstatus:0x[0-9A-F]{8}|sql:\d+|http:\d{3}|tls-alert:\d+|event:[a-z-]+/\d+")
ROWS = 98
# Which production code may name codes: the wire's own protocols, and the lab, which keeps its own so that two things are compared.
FREE = ("core/wire/", "core/lab/", "core/errors/error_rows.inc")
LITERAL = re.compile(r"\b0x(?:80|C0|A0)[0-9A-Fa-f]{6}\b")
SPELT = re.compile(r'(?:readStatusCode|StatusCode::\w+)\(\s*["\d]')
FACILITY_OF_WIN32 = "0x80070000"  # What makes an HRESULT of a Win32 code.
HTTP_STATUS = "core/vocabulary/status_code.h"  # 401 is HTTP's own.


def causes(root):
    text = (root / "core/vocabulary/cause.h").read_text()
    return set(re.findall(r'"([a-z-]+)"', text))


def canonical(word):
    """As the table writes it."""
    number = int(word, 16)
    win32 = {f"win32:{number & 0xFFFF}"} if number >> 16 == 0x8007 else set()
    return {f"hresult:0x{number:08X}", f"ntstatus:0x{number:08X}"} | win32


def sources(root, folders):
    for folder in folders:
        for path in sorted((root / folder).rglob("*.*")):
            if path.suffix in (".h", ".cpp"):
                yield str(path.relative_to(root)), path.read_text().splitlines()


def literals(root):
    """Codes that production code spells, though the table has them."""
    for name, lines in sources(root, ("core", "ui", "app")):
        if name.startswith(FREE):
            continue
        for number, line in enumerate(lines, 1):
            code = line.split("//")[0].split("# ")[0]
            found = [w for w in LITERAL.findall(code) if w != FACILITY_OF_WIN32 and "C0000000" not in w]
            if SPELT.search(code) and name != HTTP_STATUS:
                found.append(SPELT.search(code)[0])
            for word in found:
                yield f"{name}:{number}: {word} is a row of resources/errors.tsv: name that"


def of_lab(root):
    """The lab's own codes."""
    for name, lines in sources(root, ("core/lab",)):
        for number, line in enumerate(lines, 1):
            for word in LITERAL.findall(line.split("//")[0]):
                yield word, f"{name}:{number}"


def messages(root, rows):
    """resources/messages.tsv: each line whole, once, of rows that there are, with a mark and a source; its C++ the newest."""
    lines = (root / "resources/messages.tsv").read_text(encoding="utf-8").split("\n")
    if lines[0].split("\t") != ["row", "language", "text", "mark", "source"] or lines[-1] != "":
        yield "messages.tsv: the head or the end of the table is another"
    seen = set()
    for number, line in enumerate(lines[1:-1], 2):
        cells = line.split("\t")
        if len(cells) != 5 or not all(cells):
            yield f"messages.tsv:{number}: not five cells"
            continue
        named = cells[0]
        if not named.startswith("- ") and not all(re.fullmatch(r"E\d+", each) and int(each[1:]) <= rows for each in named.split()):
            yield f"messages.tsv:{number}: no row is {named}"
        if named.startswith("- ") and named[2:] not in make_message_rows.FAMILIES:
            yield f"messages.tsv:{number}: no family is {named[2:]}"
        if cells[3] not in ("V", "R", "D", "K", "?"):
            yield f"messages.tsv:{number}: no mark is {cells[3]}"
        if tuple(cells[:3]) in seen:
            yield f"messages.tsv:{number}: stands there twice"
        seen.add(tuple(cells[:3]))
    if make_message_rows.made(root) != (root / "core/errors/message_rows.inc").read_text(encoding="utf-8"):
        yield "core/errors/message_rows.inc is another than resources/make_message_rows.py makes of the table"


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
        ranked = value["candidates"].split()
        if (len(ranked) == 1 and value["cause"]) or len(set(ranked)) != len(ranked) or set(ranked) - known_causes:
            wrong.append(f"{value['id']}: its candidates are its cause alone, or one twice, or no causes: {ranked}")
        if not value["hop"] or not value["means"] or not value["source"]:
            wrong.append(f"{value['id']}: lacks where, what or source")
        known.update(codes)
    if len(rows) != ROWS:
        wrong.append(f"{len(rows)} rows, not {ROWS}")
    wrong += literals(root)
    met = 0
    for word, place in of_lab(root):
        met += 1
        if not canonical(word) & known:
            wrong.append(f"{place}: {word} is not in the table")
    if met < 7:
        wrong.append(f"only {met} codes found in the lab: nothing was checked")
    if make_error_rows.made(root) != (root / "core/errors/error_rows.inc").read_text(encoding="utf-8"):
        wrong.append("core/errors/error_rows.inc is another than resources/make_error_rows.py makes of the table")
    wrong += messages(root, len(rows))
    for each in wrong:
        print(f"errors.tsv: {each}")
    print(f"errors.tsv: {len(rows)} rows, {len(known)} codes; {met} codes of the lab, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
