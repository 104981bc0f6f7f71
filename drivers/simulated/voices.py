"""What a simulated scale says, one voice a protocol, written from the manuals and not from our own
decoders: what two read alike, two have understood.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from drivers.framers import FixedFramer, Framer, LineFramer
from drivers.simulated.balance import Balance

ESC = b"\x1b"
STREAM_S = 0.05
OHAUS_ERROR = b"Err8.3\r\n"
"""Over its range an Ohaus prints what it shows."""

Says = Callable[[Balance], bytes]
Answers = Callable[[bytes, Balance], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Voice:
    """How one protocol speaks: what it answers, and what it says every `stream_s` unasked."""

    answer: Answers
    framer: Callable[[], Framer] = LineFramer
    streams: Says | None = None
    stream_s: float = 0.0
    on_power: Says | None = None


def _signed(value: Decimal, width: int) -> str:
    """Return `+0012.34`: the sign first, zeros up to the width."""
    sign = "-" if value < 0 else "+"
    return sign + f"{abs(value):f}".rjust(width - 1, "0")


def _parted(value: Decimal, width: int, plus: str = "+") -> str:
    """Return `+   12.34`: the sign first, blanks up to the width."""
    sign = "-" if value < 0 else plus
    return sign + f"{abs(value):f}".rjust(width - 1)


# ------------------------------------------------------------------------------------- MT-SICS


def _sics(request: bytes, balance: Balance) -> Iterable[bytes]:
    command = request.decode("ascii", errors="replace")
    answers: Mapping[str, Callable[[], str]] = {
        "S": lambda: "S I" if balance.is_moving else _sics_weight("S", balance),
        "SI": lambda: _sics_weight("S", balance),
        "Z": lambda: _sics_done("Z", balance, is_done=balance.set_zero()),
        "T": lambda: _sics_tared(balance),
        "TA": lambda: f"TA A {balance.tare:10f} {balance.unit}",
        "TAC": lambda: _sics_untared(balance),
        "@": lambda: _sics_restarted(balance),
        "I1": lambda: 'I1 A "01" "2.30" "2.22" "" ""',
        "I4": lambda: _sics_name(balance),
    }
    say = answers.get(command)
    yield (say() if say else "ES").encode() + b"\r\n"


def _sics_weight(command: str, balance: Balance) -> str:
    if not balance.can_weigh:
        return f"{command} {'+' if balance.is_over else '-'}"
    letter = "D" if balance.is_moving else "S"
    return f"{command} {letter} {balance.shown():10f} {balance.unit}"


def _sics_done(command: str, balance: Balance, *, is_done: bool) -> str:
    if not balance.can_weigh:
        return f"{command} {'+' if balance.is_over else '-'}"
    return f"{command} A" if is_done else f"{command} I"


def _sics_tared(balance: Balance) -> str:
    if not balance.set_tare():
        return _sics_done("T", balance, is_done=False)
    return f"T S {balance.tare:10f} {balance.unit}"


def _sics_untared(balance: Balance) -> str:
    balance.tare = Decimal(0)
    return "TAC A"


def _sics_restarted(balance: Balance) -> str:
    balance.restart()
    return _sics_name(balance)


def _sics_name(balance: Balance) -> str:
    return f'I4 A "{balance.serial_number}"'


def _sics_banner(balance: Balance) -> bytes:
    return f"{_sics_name(balance)}\r\n".encode()


# ----------------------------------------------------------------------------------------- A&D


@dataclass(frozen=True, slots=True)
class _Header:
    """What sets A&D's formats apart: the second header, the widths, and "out of range"."""

    second: str
    data: int
    unit: int
    out: str
    weigh: str = ""
    zero: str = "MZ"
    tare: str = "MT"


_AND = _Header("", 9, 3, "OL", weigh="Q", zero="Z", tare="T")
_AD4329 = _Header("GS,", 8, 2, "OL", weigh="READ")
_AD4404 = _Header("GS,", 8, 2, "LO")


def _and_line(header: _Header, balance: Balance) -> bytes:
    unit = balance.unit.rjust(header.unit)
    if not balance.can_weigh:
        blank = "     .  ".rjust(header.data)
        return f"{header.out},{header.second}{blank}{unit}\r\n".encode()
    first = "US" if balance.is_moving else "ST"
    data = _signed(balance.shown(), header.data)
    return f"{first},{header.second}{data}{unit}\r\n".encode()


def _and(header: _Header, request: bytes, balance: Balance) -> Iterable[bytes]:
    command = request.decode("ascii", errors="replace")
    if command and command == header.weigh:
        yield _and_line(header, balance)
    elif command in (header.zero, header.tare):
        done = balance.set_zero() if command == header.zero else balance.set_tare()
        yield request + b"\r\n" if done else b"I\r\n"
    else:
        yield b"?\r\n"


# ----------------------------------------------------------------------------------------- SBI


def _sbi(request: bytes, balance: Balance) -> Iterable[bytes]:
    match request:
        case b"\x1bP":
            yield _sbi_line(balance)
        case b"\x1bT" | b"\x1bU":
            balance.set_tare()
        case b"\x1bV":
            balance.set_zero()


def _sbi_line(balance: Balance) -> bytes:
    if not balance.can_weigh:
        return ("High" if balance.is_over else "Low").center(14).encode() + b"\r\n"
    unit = "" if balance.is_moving else balance.unit
    return f"{_parted(balance.shown(), 10)} {unit:3}\r\n".encode()


# ---------------------------------------------------------------------------------- Toledo 8217


def _toledo(request: bytes, balance: Balance) -> Iterable[bytes]:
    if request == b"W":
        yield _toledo_line(balance)
    elif request == b"Z":
        balance.set_zero()
        yield b"\x02?@\r"


def _toledo_line(balance: Balance) -> bytes:
    bits = 0x40 | balance.is_moving | balance.is_over << 1 | balance.is_under << 2
    shown = balance.shown()
    bits |= (shown < 0) << 2
    if bits != 0x40:
        return b"\x02?" + bytes((bits,)) + b"\r"
    return f"\x02{shown:06f}\r".encode()


# -------------------------------------------------------------------------------- lines, unasked


def _state(balance: Balance) -> str:
    if balance.is_over:
        return "OL"
    return "UL" if balance.is_under else "US" if balance.is_moving else "ST"


def _st_line(balance: Balance) -> bytes:
    state, shown = _state(balance), balance.shown()
    data = _parted(shown, 9) if balance.can_weigh else "+" + " " * 8
    return f"{state},GS,{data}{balance.unit}\r\n".encode()


def _usr_line(balance: Balance) -> bytes:
    """Return `ST,GS` at rest and `ST,US` while it moves."""
    state = "OL,GS" if not balance.can_weigh else "ST,US" if balance.is_moving else "ST,GS"
    return f"{state},{_parted(balance.shown(), 8)}{balance.unit}\r\n".encode()


def _f4_line(balance: Balance) -> bytes:
    state = "OL" if not balance.can_weigh else _state(balance)
    return f"{state},GS,{_parted(balance.shown(), 8)}{balance.unit:>2}\r\n".encode()


def _f2_line(balance: Balance) -> bytes:
    state = "O" if balance.is_over else "U" if balance.is_under else "G"
    motion, unit = ("M", "") if balance.is_moving else (" ", balance.unit)
    data = _parted(balance.shown(), 8, plus=" ")
    return f"\x02{data}{state}{motion} -{unit:>3}\x03".encode()


def _dini_line(balance: Balance) -> bytes:
    return f"{_state(balance)},GS,{balance.shown():8f},{balance.unit:>2}\r\n".encode()


def _ohaus_line(balance: Balance) -> bytes:
    if not balance.can_weigh:
        return OHAUS_ERROR
    mark = "?" if balance.is_moving else " "
    return f"{balance.shown():12f} {balance.unit:5}{mark}\r\n".encode()


def _defender_line(balance: Balance) -> bytes:
    if not balance.can_weigh:
        return OHAUS_ERROR
    mark = "?" if balance.is_moving else " "
    shown = balance.shown()
    polarity = "-" if shown < 0 else " "
    return f"{polarity} {abs(shown):7f} {balance.unit:5}{mark}G  \r\n".encode()


def _deaf(request: bytes, balance: Balance) -> Iterable[bytes]:
    """Answer nothing: such an indicator only talks."""
    return ()


def _asked(line: Says, question: bytes, request: bytes, balance: Balance) -> Iterable[bytes]:
    if request == question:
        yield line(balance)


def _talking(line: Says) -> Voice:
    return Voice(_deaf, streams=line, stream_s=STREAM_S)


VOICES: Mapping[str, Voice] = {
    "mt-sics": Voice(_sics, on_power=_sics_banner),
    "and": Voice(partial(_and, _AND)),
    "and-ad4329": Voice(partial(_and, _AD4329)),
    "and-ad4404": Voice(
        partial(_and, _AD4404), streams=partial(_and_line, _AD4404), stream_s=STREAM_S
    ),
    "sbi": Voice(_sbi, framer=partial(FixedFramer, 2, sync=ESC)),
    "toledo-8217": Voice(_toledo, framer=partial(FixedFramer, 1)),
    "generic-st": _talking(_st_line),
    "generic-usr": _talking(_usr_line),
    "rinstrum-f4": _talking(_f4_line),
    "rinstrum-f2": _talking(_f2_line),
    "dini-argeo": Voice(partial(_asked, _dini_line, b"READ")),
    "ohaus": Voice(partial(_asked, _ohaus_line, b"IP")),
    "ohaus-defender": Voice(partial(_asked, _defender_line, b"IP")),
}
