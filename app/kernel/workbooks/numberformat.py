"""A stored number → the text a person sees: dates as ISO, padding zeros, plain digits."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal, InvalidOperation
from xml.etree import ElementTree

_EXCEL_DIGITS = Context(prec=15)  # Excel calculates with 15 significant digits; more is noise
_EPOCH_1900 = date(
    1899, 12, 30
)  # serial 60, the 29 February 1900 that never was, is before any plan
_EPOCH_1904 = date(1904, 1, 1)
_BUILT_IN_DATES = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)))
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_PADDED = re.compile(r'(?:"([^"]*)")?(0{2,})')


@dataclass(frozen=True, slots=True)
class Formats:
    """The number formats of a workbook by style index, and where its calendar begins."""

    by_style: tuple[tuple[int, str], ...]
    epoch: date

    def shown(self, raw: str, style: str) -> str:
        """Return the stored number `raw` as its cell shows it; `raw` itself where it is none."""
        try:
            number = _EXCEL_DIGITS.create_decimal(raw)
        except InvalidOperation:
            return raw
        if not number.is_finite() or not -40 < number.adjusted() < 40:
            return raw
        identity, code = self._format(style)
        if _is_date(identity, code) and (day := self._day(number)):
            return day
        return _padded(_plain(number), code)

    def _format(self, style: str) -> tuple[int, str]:
        at = int(style) if style.isdecimal() else 0
        return self.by_style[at] if at < len(self.by_style) else (0, "")

    def _day(self, serial: Decimal) -> str:
        try:
            return (self.epoch + timedelta(days=int(serial))).isoformat()
        except OverflowError:
            return ""


def formats_of(styles: ElementTree.Element | None, *, from_1904: bool) -> Formats:
    """Return the formats that a styles part (without namespaces) names; none is fine too."""
    epoch = _EPOCH_1904 if from_1904 else _EPOCH_1900
    if styles is None:
        return Formats((), epoch)
    codes = {f.get("numFmtId", ""): f.get("formatCode", "") for f in styles.iter("numFmt")}
    identities = [xf.get("numFmtId", "0") for xf in styles.iterfind("cellXfs/xf")]
    return Formats(
        tuple((int(i) if i.isdecimal() else 0, codes.get(i, "")) for i in identities), epoch
    )


def day_of_serial(serial: int) -> date:
    """Return the day of a serial number of the 1900 calendar."""
    return _EPOCH_1900 + timedelta(days=serial)


def _is_date(identity: int, code: str) -> bool:
    if not code:
        return identity in _BUILT_IN_DATES
    letters = _LITERALS.sub("", code.split(";")[0].lower())
    return "y" in letters or ("d" in letters and "m" in letters)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _padded(text: str, code: str) -> str:
    padding = _PADDED.fullmatch(code)
    if padding is None or not text.isdecimal():
        return text
    return (padding[1] or "") + text.zfill(len(padding[2]))
