"""Reads an SVG from standard input with Python's own reader, and prints as JSON what it holds: the names of its elements, the text of
each text element, and each title. Ends with 1 where it is not well formed."""

import json
import sys
import xml.etree.ElementTree as xml

SVG = "{http://www.w3.org/2000/svg}"

try:
    root = xml.parse(sys.stdin.buffer).getroot()
except (xml.ParseError, UnicodeDecodeError) as error:
    sys.exit(f"not well formed: {error}")
print(json.dumps({
    "elements": sorted({each.tag.removeprefix(SVG) for each in root.iter()}),
    "texts": ["".join(each.itertext()) for each in root.iter(SVG + "text")],
    "titles": ["".join(each.itertext()) for each in root.iter(SVG + "title")],
}))
