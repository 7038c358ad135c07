"""PNG files of few colours: a page of text looks the same in them, and takes a fifth of the room."""

import base64
import struct
import zlib

from playwright.sync_api import Page

COLOURS = 48
# The colours that a picture has most of, and for each pixel the nearest of them.
FEW_COLOURS = """
async ([data, most]) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const { width, height } = image;
    const canvas = new OffscreenCanvas(width, height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const pixels = new Uint32Array(canvas.getImageData(0, 0, width, height).data.buffer);
    const counts = new Map();
    for (const one of pixels) counts.set(one, (counts.get(one) || 0) + 1);
    const parts = one => [one & 255, (one >> 8) & 255, (one >> 16) & 255];
    const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, most).map(([one]) => parts(one));
    const distance = (a, b) => a.reduce((sum, part, place) => sum + (part - b[place]) ** 2, 0);
    const nearest = new Map();
    for (const one of counts.keys()) {
        const far = palette.map(other => distance(parts(one), other));
        nearest.set(one, far.indexOf(Math.min(...far)));
    }
    let indices = "";
    for (const one of pixels) indices += String.fromCharCode(nearest.get(one));
    return [width, height, palette.flat(), btoa(indices)];
}
"""


def few_colours(page: Page, png: bytes) -> bytes:
    """Give a picture in its commonest colours; `page` is a blank one, whose browser reads it."""
    sent = [base64.b64encode(png).decode(), COLOURS]
    width, height, palette, indices = page.evaluate(FEW_COLOURS, sent)
    pixels = base64.b64decode(indices)
    rows = b"".join(b"\0" + pixels[y * width : (y + 1) * width] for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [
        (b"IHDR", head),
        (b"PLTE", bytes(palette)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
