"""Every text for people is where lupdate finds it, and the catalogues are of these sources.

usage: check_texts.py SOURCE_DIR LUPDATE

1. lupdate and this file's own reading of the sources find the same texts. lupdate says nothing: where it does, it has put a text
   into a context that the programs do not ask (see ADR 0018).
2. The texts of the tables of errors and of explanations are those of resources/errors.tsv and explanations.tsv.
3. No text goes another way: no tr() of Qt's classes, no translate(), no words of ours as those of others, no plural by hand.
4. hopwright_en.ts has each text with a number, and no other; no catalogue has a text that is in no source, or lost a place.
5. hopwright_de.ts has every text of the files of one whole page, and of the verdict.
"""

import csv
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

LITERAL = r'"(?:[^"\\\n]|\\.)*"'
LITERALS = rf"{LITERAL}(?:\s*{LITERAL})*"
RAW = r'R"\((?:.*?)\)"'
CALLS = [
    (rf"\bText::tr\(\s*({LITERALS})(\s*,)?", "hopwright"),
    (rf"\bSentence::saying\(\s*({LITERALS})", "hopwright"),
    (rf'\bQT_TRANSLATE_NOOP\(\s*"(\w+)",\s*({LITERALS})', None),
    (rf'\bQT_TRANSLATE_N_NOOP\(\s*"(\w+)",\s*({LITERALS})', None),
    (rf'\bHOPWRIGHT_TEXT\(\s*"(\w+)",\s*({LITERALS}|{RAW})', None),
]
# What is whole in German: the inspector's page Plan with all that it says, and the verdict.
WHOLE_PAGE = ["ui/panels/plan_page.cpp", "ui/panels/sections.cpp", "ui/panels/inspector.cpp", "ui/text/because_text.cpp",
              "ui/text/plan_text.cpp", "ui/text/run_text.cpp", "ui/text/words.h", "ui/text/verdict.cpp", "ui/text/denied_text.cpp",
              "ui/text/untested_text.cpp", "ui/text/scene.cpp"]
# What looks like words and is none: names of fonts, of a chain, of PowerShell, and bytes of files.
NO_WORDS = ["hopw(<?xml", "Nightly report", "begin break catch", "-> ", "Noto Sans", "DejaVu Sans"]


def without_comments(source):
    """Keeps strings, and the lines."""
    pattern = rf"({RAW}|{LITERAL}|'(?:[^'\\\n]|\\.)')|//[^\n]*|/\*.*?\*/"
    return re.sub(pattern, lambda m: m[1] or re.sub(r"[^\n]", "", m[0]), source, flags=re.S)


def value(literals):
    if literals.startswith("R"):
        return literals[3:-2]
    joined = "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', literals))
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), joined)


def texts_of(source):
    """(context, text) and whether it has a number."""
    out = {}
    for pattern, context in CALLS:
        for m in re.finditer(pattern, source, re.S):
            key = (context, value(m[1])) if context else (m[1], value(m[2]))
            out[key] = out.get(key, False) or "%n" in key[1]
    return out


def sources(root, *folders):
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".cpp", ".h", ".inc"):
                yield path.relative_to(root).as_posix(), without_comments(path.read_text(encoding="utf-8"))


def messages(path):
    """(context, text) -> message."""
    out = {}
    for context in xml.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            out[(context.findtext("name"), message.findtext("source"))] = message
    return out


def lupdate(root, tool, faults):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "all.ts"
        run = subprocess.run([root / "resources/translations/update.sh", out], env={**os.environ, "LUPDATE": tool},
                             capture_output=True, text=True, check=False)
        told = [line for line in run.stderr.splitlines() if line.strip()]
        faults += [f"lupdate: {line}" for line in told]
        if run.returncode != 0:
            faults.append(f"lupdate ended with {run.returncode}")
            return {}
        count = re.search(r"Found (\d+) source text", run.stdout)
        found = messages(out)
        if count is None or int(count[1]) != len(found):
            faults.append(f"lupdate counts {count and count[1]} texts, its file has {len(found)}")
        return {key: message.get("numerus") == "yes" for key, message in found.items()}


def check_found(root, tool, faults):
    by_hand = {}
    for _, source in sources(root, "core", "ui", "app"):
        for key, number in texts_of(source).items():
            by_hand[key] = by_hand.get(key, False) or number
    by_tool = lupdate(root, tool, faults)
    for key in by_hand.keys() - by_tool.keys():
        faults.append(f"lupdate does not find {key}")
    for key in by_tool.keys() - by_hand.keys():
        faults.append(f"lupdate alone finds {key}")
    for key in by_hand.keys() & by_tool.keys():
        if by_hand[key] != by_tool[key]:
            faults.append(f"{key} has a %n without a number, or a number without %n")
    return by_tool


def check_table(root, found, name, context, columns, faults):
    with open(root / "resources" / name, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    cells = {row[column] for row in rows for column in columns if row[column]}
    table = {text for where, text in found if where == context}
    if cells != table:
        faults.append(f"{name} has {len(cells)} texts, lupdate finds {len(table)} of it: {sorted(cells ^ table)[:3]}")


def check_ways(root, faults):
    for name, source in sources(root, "ui", "app"):
        for m in re.finditer(r"(?<!Text::)\btr\(|\btranslate\(\s*\"", source):
            if name not in ("ui/text/words.h", "ui/text/words.cpp"):
                faults.append(f"{line_of(name, source, m)}: a text that does not go through Text::tr()")
        for m in re.finditer(r"== 1\s*\?\s*(?:Text::tr|QT_TRANSLATE)|\bText::tr\(\s*\"(?:&?\w+ )?1 [a-z]", source):
            faults.append(f"{line_of(name, source, m)}: a plural by hand, where Text::tr(\"%n …\", nullptr, n) has one")
        # Help of commands is English: docs/cli.md quotes it word for word.
        bare = re.sub(r"\bdefine\(CLI::App.*?\n}\n", lambda m: "\n" * m[0].count("\n"), source, flags=re.S)
        bare = re.sub(rf"(?:\.(?:summary|synopsis) =|CLI::App app\(|app\.set_\w+_flag\(|assert\().*?;", blanked, bare, flags=re.S)
        for pattern, _ in CALLS:
            bare = re.sub(pattern, blanked, bare, flags=re.S)
        for m in re.finditer(LITERALS, bare):
            if re.search(r"[A-Za-z]{2,} [a-z]{2,}", m[0]) and not any(each in m[0] for each in NO_WORDS):
                faults.append(f"{line_of(name, bare, m)}: words that no translator gets: {value(m[0])[:60]}")
    for name, source in sources(root, "core", "ui", "app"):
        for m in re.finditer(r"\b(?:Text::tr|Sentence::saying)\((?!\s*\")((?:[^()\"]|\([^()]*\))*\")", source):
            faults.append(f"{line_of(name, source, m)}: lupdate finds a text only where it comes first in the call")
        for m in re.finditer(rf"\bSentence::verbatim\(\s*(?:std::string\()?{LITERAL}|\bSentence\({LITERAL}", source):
            faults.append(f"{line_of(name, source, m)}: words of ours, which Sentence::saying() has for translators")
        for m in re.finditer(rf"\bSentence::saying\(\s*{LITERALS}\s*\+", source):
            faults.append(f"{line_of(name, source, m)}: a sentence put together; it has places %1 for that")


def blanked(match):
    return "\n" * match[0].count("\n")


def line_of(name, source, match):
    return f"{name}:{source.count(chr(10), 0, match.start()) + 1}"


def places(text):
    return sorted(re.findall(r"%(?:\d|n)", text))


def check_catalogues(root, found, faults):
    for path in sorted((root / "resources/translations").glob("*.ts")):
        has = messages(path)
        for key, message in has.items():
            where = f"{path.name}: {key[1]!r}"
            if key not in found:
                faults.append(f"{where} is in no source")
                continue
            translation = message.find("translation")
            if translation.get("type") is not None:
                faults.append(f"{where} is not finished; a catalogue has what is translated alone")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            for form in forms:
                lacks = [place for place in places(key[1]) if place not in places(form)]
                # A form for one thing may say the number in words.
                if not form or set(places(form)) - set(places(key[1])) or [each for each in lacks if each != "%n"]:
                    faults.append(f"{where} has other places in its translation: {form!r}")
        if path.name == "hopwright_en.ts":
            numbers = {key for key, number in found.items() if number}
            faults += [f"{path.name} lacks {key[1]!r}" for key in numbers - has.keys()]
            faults += [f"{path.name} has {key[1]!r}, which has no number" for key in has.keys() - numbers]
        if path.name == "hopwright_de.ts":
            for name in WHOLE_PAGE:
                wanted = texts_of(without_comments((root / name).read_text(encoding="utf-8")))
                faults += [f"{path.name} lacks {key[1]!r} of {name}" for key in wanted if key not in has]


def main():
    root = pathlib.Path(sys.argv[1])
    faults = []
    found = check_found(root, sys.argv[2], faults)
    check_table(root, found, "errors.tsv", "errors", ("means", "check", "fix"), faults)
    check_table(root, found, "explanations.tsv", "explain", ("title", "means", "exposes", "fix", "logs", "source"), faults)
    check_ways(root, faults)
    check_catalogues(root, found, faults)
    print("\n".join(faults))
    print(f"{len(found)} texts, {sum(found.values())} of them with a number; {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
