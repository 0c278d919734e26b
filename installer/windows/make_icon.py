#!/usr/bin/env python3
"""Makes hopwright.ico of installer/icons/hopwright-*.png, so that all systems have the same icon.

usage: make_icon.py SOURCE_DIR [--check]    --check: is installer/windows/hopwright.ico made of these?

Small ones are bitmaps of 32 bits, as the resource compiler, NSIS and old shells want them; 256 is PNG, as Windows has it.
"""
import pathlib
import struct
import sys
import zlib

SIDES = [16, 24, 32, 48, 64, 128, 256]
LARGEST_BITMAP = 128


def rows_of(png):
    """The rows of an 8-bit RGBA PNG without interlacing, top to bottom: PNG specification, 9.2."""
    if png[:8] != b"\x89PNG\r\n\x1a\n":
        sys.exit("not a PNG")
    width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", png[16:29])
    if (depth, colour, interlace) != (8, 6, 0):
        sys.exit("an icon is 8-bit RGBA without interlacing")
    data, at = b"", 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at:at + 8])
        if kind == b"IDAT":
            data += png[at + 8:at + 8 + size]
        at += 12 + size
    data = zlib.decompress(data)
    stride, out, above = width * 4, [], bytes(width * 4)
    for y in range(height):
        line = data[y * (stride + 1):(y + 1) * (stride + 1)]
        above = unfiltered(line[0], line[1:], above)
        out.append(above)
    return out


def unfiltered(kind, line, above):
    out = bytearray(line)
    for i, byte in enumerate(line):
        left = out[i - 4] if i >= 4 else 0
        corner = above[i - 4] if i >= 4 else 0
        guess = [0, left, above[i], (left + above[i]) // 2, paeth(left, above[i], corner)][kind]
        out[i] = (byte + guess) & 0xFF
    return bytes(out)


def paeth(left, above, corner):
    guess = left + above - corner
    return min((left, above, corner), key=lambda each: abs(guess - each))


def bitmap_of(png):
    """A BITMAPINFOHEADER with twice the height, BGRA from bottom to top, and an empty mask: transparency is in the alpha."""
    rows = rows_of(png)
    side = len(rows)
    pixels = b"".join(bytes(row[i + j] for i in range(0, len(row), 4) for j in (2, 1, 0, 3)) for row in reversed(rows))
    mask = bytes((side + 31) // 32 * 4 * side)
    return struct.pack("<IiiHHIIiiII", 40, side, 2 * side, 1, 32, 0, len(pixels) + len(mask), 0, 0, 0, 0) + pixels + mask


def icon_of(folder):
    images = []
    for side in SIDES:
        png = (folder / f"hopwright-{side}.png").read_bytes()
        images.append(png if side > LARGEST_BITMAP else bitmap_of(png))
    head, at = struct.pack("<HHH", 0, 1, len(SIDES)), 6 + 16 * len(SIDES)
    for side, image in zip(SIDES, images):
        head += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(image), at)
        at += len(image)
    return head + b"".join(images)


def main():
    root = pathlib.Path(sys.argv[1])
    icon = icon_of(root / "installer/icons")
    place = root / "installer/windows/hopwright.ico"
    if sys.argv[2:] != ["--check"]:
        place.write_bytes(icon)
    elif place.read_bytes() != icon:
        sys.exit(f"{place} is not made of installer/icons: run {sys.argv[0]} {root}")


main()
