"""A lease as a QR code, for a station no network reaches: a picture, or blocks in a terminal."""

import struct
import zlib

import zxingcpp

from app.kernel.symbols import own

PIXELS = 6
"""Of a module in the picture."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}

Rows = tuple[bytes, ...]
"""One byte per module: 0 is black, 255 is white; a quiet zone stands around."""


def modules(text: str) -> Rows:
    """Return the QR code of a lease's text."""
    code = own.lease_code(text)
    made = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    view = memoryview(made.to_image())  # type: ignore[arg-type]  # its stub forgets the buffer
    height, width = view.shape or (0, 0)
    flat = view.tobytes()
    return tuple(flat[row * width : (row + 1) * width] for row in range(height))


def picture(rows: Rows) -> bytes:
    """Return the code as a PNG, grey, 8 bits."""
    wide = tuple(bytes(byte for byte in row for _ in range(PIXELS)) for row in rows)
    lines = b"".join(b"\x00" + row for row in wide for _ in range(PIXELS))
    size = struct.pack(">IIBBBBB", len(wide[0]), len(rows) * PIXELS, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in parts)


def blocks(rows: Rows) -> str:
    """Return the code for a terminal of dark ground: light modules are drawn, two rows a line."""
    padded = rows if len(rows) % 2 == 0 else (*rows, b"\xff" * len(rows[0]))
    pairs = zip(padded[::2], padded[1::2], strict=True)
    return "\n".join(
        "".join(_BLOCKS[up > 0, low > 0] for up, low in zip(upper, lower, strict=True))
        for upper, lower in pairs
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
