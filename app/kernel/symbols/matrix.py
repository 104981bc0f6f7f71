"""Symbols as modules: rows of dark and light, drawn by whoever shows or prints them.

Written by zxing-cpp, which checks nothing: GS1 elements are looked at before (`check_for_print`).
"""

from collections.abc import Iterable

import zxingcpp

from app.kernel.symbols import gs1

Modules = tuple[tuple[bool, ...], ...]
"""Row by row, dark ones true, without quiet zone."""


def gs1_datamatrix(elements: Iterable[gs1.Element]) -> Modules:
    """Return the GS1 DataMatrix of `elements`; a scanner reads it as `]d2`."""
    # Square: the flatter ones (DMRE) are read as `]d8`, and not by every scanner.
    symbol = zxingcpp.create_barcode(
        gs1.bracketed(elements), zxingcpp.BarcodeFormat.DataMatrix, gs1=True, force_square=True
    )
    return _modules(symbol)


def _modules(symbol: zxingcpp.Barcode) -> Modules:
    image = memoryview(symbol.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]  # its stub forgets the buffer
    height, width = image.shape or (0, 0)
    return tuple(tuple(image[y, x] == 0 for x in range(width)) for y in range(height))
