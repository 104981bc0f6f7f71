"""How a device's news read at the command line: a line for people, or one of JSON for programs."""

import json
from dataclasses import asdict, is_dataclass
from decimal import Decimal

from app.cli.device_session import Felt, News, Told
from app.kernel.clock import moment
from app.kernel.words import Words
from drivers.device import Direction, Traffic
from drivers.equipment.sample import Sample
from drivers.health import Trouble
from drivers.printers.printer import PrinterStatus
from drivers.reading import Reading
from drivers.scanners.scan import Scan

ARROWS = {Direction.IN: "<", Direction.OUT: ">"}
SHOWN = 64
"""The most bytes of one frame a person is shown."""


def as_json(news: News) -> str:
    """Return one line of JSON; its shape stands in the help of `device watch`."""
    return json.dumps(_said(news), ensure_ascii=False, default=_plain)


def as_text(news: News, words: Words) -> str:
    """Return one line for a person: when, and what."""
    at = moment(news.at_ms).astimezone().strftime("%H:%M:%S.%f")[:-3]
    return f"{at}  {_shown(news, words)}"


def _said(news: News) -> dict[str, object]:
    match news:
        case Felt(health, at_ms):
            return {"what": "health", "at_ms": at_ms, **asdict(health)}
        case Traffic(direction, data, at_ms, damage):
            shown = {"hex": data.hex(" "), "text": printable(data), "damage": damage}
            return {"what": "traffic", "at_ms": at_ms, "direction": direction, **shown}
        case Told(value, at_ms):
            said = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
            return {"what": "told", "at_ms": at_ms, "kind": type(value).__name__, "said": said}


def _shown(news: News, words: Words) -> str:
    match news:
        case Felt(health, _):
            condition = words(f"devices.condition.{health.condition}")
            return f"{condition}. {why(health.trouble, words)} {health.detail}".rstrip()
        case Traffic(direction, data, _, damage):
            more = "…" if len(data) > SHOWN else ""
            said = f"{ARROWS[direction]} {data[:SHOWN].hex(' ')}{more}  {printable(data[:SHOWN])}"
            return f"{said}  !{damage}" if damage else said
        case Told(value, _):
            return f"= {_value(value)}"


def _value(value: object) -> str:
    match value:
        case Scan(text, aim):
            return f"{aim} {printable(text.encode())}".strip()
        case Reading(decoded):
            said = f"{decoded.text} {decoded.unit} {decoded.status} {decoded.detail}"
            return " ".join(said.split())
        case Sample(tag, number, unit, quality):
            return f"{tag} {'' if number is None else number} {unit} {quality}"
        case PrinterStatus(state, word):
            return f"{state} ({word})"
    return str(value)


def why(trouble: Trouble, words: Words) -> str:
    """Return why a device is not ready, as a sentence; empty where all is well."""
    return words(f"devices.reason.{trouble}") if trouble else ""


def printable(data: bytes) -> str:
    """Return bytes as text a terminal may show: ASCII as it is, the rest as its code."""
    return "".join(chr(one) if 0x20 <= one < 0x7F else f"\\x{one:02x}" for one in data)


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return value.hex(" ")
    if isinstance(value, Decimal):
        return str(value)
    return repr(value)
