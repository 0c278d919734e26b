#!/usr/bin/env python3
"""Draws docs/images/layers.svg after CMakeLists.txt: a layer stands above all that it includes.

Usage: draw_layers.py ROOT [--check]   --check: say whether the picture is the one that would be drawn, whether every layer has
a band here, and whether docs/architecture.md names each layer, and no other.
"""

import pathlib
import re
import sys
from xml.sax.saxutils import escape

# Top to bottom: what stands beside a band, its colour, which layers are in it, and what a line below it says.
BANDS = [
    ("programs", "#e8eef7", r"app/", ""),
    ("window: Qt Widgets", "#e8f3ec", r"ui/(?!text$)", ""),
    ("sentences: QtCore", "#e8f3ec", r"ui/text$", "below: core, standard C++23"),
    ("edge: QtCore, QtNetwork", "#fbefdc", r"core/link$", "below: no Qt, no socket, no clock, no random"),
    ("two sides of a run", "#f1ecf7", r"core/(practice|script|probe|lab|store)$", ""),
    ("what is pasted or seen", "#e4f0f2", r"core/(diagnose|seen|import|scriptread)$", ""),
    ("wire", "#f7eaea", r"core/wire/", ""),
    ("domain", "#eef2e4", r"core/(plan|explain|rules|edit|layout|wildcard|model)$", ""),
    ("ground", "#eeeeee", r"core/(errors|commands|vocabulary|registry|target|powershell|files|text|crypto|base)$", ""),
]
NOTES = [
    "A layer includes only layers that its line in CMakeLists.txt names, and these stand before it in that file.",
    "core/lab includes neither core/model, core/plan nor core/wildcard: it judges what is on the wire, not what is drawn.",
]
WIDTH, BOX, TALL, GAP, MIDDLE, MOST = 760, 128, 28, 12, 449, 4
INK, BESIDE = "#1f2933", "#3e4c59"


def layers(root):
    """{layer: what it may include}, bottom to top."""
    text = (root / "CMakeLists.txt").read_text(encoding="utf-8")
    text = re.sub(r"#.*", "", text)
    out = {}
    for folder, arguments in re.findall(r"^hopwright_add_(?:layer|program)\(([a-z0-9/]+)([^)]*)\)", text, re.M):
        named = re.search(r"\bLAYERS((?:\s+[a-z0-9/]+)+)", arguments)
        out.setdefault(folder, set()).update(named[1].split() if named else [])
        out[folder].discard(folder)  # A program's folder is a layer too.
    return out


def rows(band, includes):
    """The layers of a band, top to bottom, each above what it includes."""
    def height(layer):
        return max((1 + height(each) for each in includes[layer] if each in band), default=0)
    levels = {}
    for layer in band:
        levels.setdefault(height(layer), []).append(layer)
    for level in sorted(levels, reverse=True):
        row = levels[level]
        yield from (row[at:at + MOST] for at in range(0, len(row), MOST))


def text(x, y, said, anchor, size, colour):
    return f'  <text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">{escape(said)}</text>'


def drawn(includes):
    out, y = [], 16
    for beside, colour, pattern, below in BANDS:
        band = [layer for layer in includes if re.match(pattern, layer)]
        lines = list(rows(band, includes))
        high = len(lines) * (TALL + GAP) + GAP
        out.append(f'  <rect x="16" y="{y}" width="728" height="{high}" rx="6" fill="{colour}" stroke="#cbd2d9"/>')
        out.append(text(28, y + high // 2 + 5, beside, "start", 12, BESIDE))
        for number, line in enumerate(lines):
            top = y + GAP + number * (TALL + GAP)
            left = MIDDLE - (len(line) * (BOX + GAP) - GAP) // 2
            for place, layer in enumerate(line):
                x = left + place * (BOX + GAP)
                out.append(f'  <rect x="{x}" y="{top}" width="{BOX}" height="{TALL}" rx="4" fill="#ffffff" stroke="#7b8794"/>')
                out.append(text(x + BOX // 2, top + 19, layer.removeprefix("core/") if "wire/" in layer else layer, "middle", 13, INK))
        y += high + 10
        if below:
            out.append(f'  <line x1="16" y1="{y + 2}" x2="744" y2="{y + 2}" stroke="#52606d" stroke-dasharray="6 4"/>')
            out.append(text(740, y + 18, below, "end", 11, "#52606d"))
            y += 24
    for note in NOTES:
        y += 18
        out.append(text(16, y, note, "start", 12, INK))
    y += 14
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" height="{y}"'
        ' font-family="Noto Sans, DejaVu Sans, sans-serif">',
        "  <!-- Drawn by docs/images/draw_layers.py after CMakeLists.txt: change those. -->",
        "  <title>The layers of Hopwright, top to bottom</title>",
        f'  <rect width="{WIDTH}" height="{y}" fill="#ffffff"/>',
    ]
    return "\n".join([*head, *out, "</svg>", ""])


def wrong(root, includes):
    """What the picture or the document says otherwise than CMakeLists.txt."""
    bands = {layer: [n for n, band in enumerate(BANDS) if re.match(band[2], layer)] for layer in includes}
    for layer, found in bands.items():
        if len(found) != 1:
            yield f"{layer} has {len(found)} bands in docs/images/draw_layers.py, where it needs one"
    for layer, named in includes.items():
        for each in named:
            if bands[layer] and bands.get(each) and bands[each][0] < bands[layer][0]:
                yield f"{layer} includes {each}, which is drawn above it"
    document = (root / "docs/architecture.md").read_text(encoding="utf-8")
    part = document.split("\n## The layers\n")[1].split("\n## ")[0]
    said = re.findall(r"\*\*((?:core|ui|app)/[a-z0-9/]+)\*\*", part)
    for layer in includes:
        if said.count(layer) != 1:
            yield f"docs/architecture.md, The layers, names {layer} {said.count(layer)} times in bold, not once"
    for layer in set(said) - set(includes):
        yield f"docs/architecture.md, The layers, names {layer}, which is none"


def main():
    root = pathlib.Path(sys.argv[1])
    picture = root / "docs/images/layers.svg"
    includes = layers(root)
    new = drawn(includes)
    if "--check" not in sys.argv:
        picture.write_text(new, encoding="utf-8")
        return 0
    found = list(wrong(root, includes))
    if picture.read_text(encoding="utf-8") != new:
        found.append("docs/images/layers.svg is another than draw_layers.py draws: draw it anew")
    for each in found:
        print(f"picture: {each}")
    print(f"picture: {len(includes)} layers, {len(found)} wrong")
    return 1 if found or len(includes) < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
