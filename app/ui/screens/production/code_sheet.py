"""Typing the code of a traveller that cannot be scanned: an order, and its operation if known."""

from app.kernel.symbols import own
from app.ui.kit import TypeSheet
from app.ui.screens.screen import Screen


def ask_code(screen: Screen) -> None:
    """Ask for a traveller's code over `screen`; it is then read as if it had been scanned."""
    words = screen.look.words
    sheet = TypeSheet(
        screen.look,
        screen,
        words("home.code.title"),
        name="code",
        label=words("home.code.label"),
        action=words("home.code.open"),
    )
    sheet.field.hint(words("home.code.hint"))
    sheet.entered.connect(lambda text: screen.typed.emit(symbol_of(text)))
    sheet.closed.connect(sheet.deleteLater)
    sheet.open()


def symbol_of(text: str) -> str:
    """Return the symbol's text for what somebody typed: a symbol, an order, or order and operation.

    The operation comes last, after a space or a stroke.
    """
    if own.is_ours(text.strip()):
        return text.strip()
    parts = text.strip().upper().replace("/", " ").split()
    if len(parts) < 2:
        return own.order_code(parts[0]) if parts else ""
    return own.operation_code(" ".join(parts[:-1]), parts[-1])
