"""The protocols a device of each kind may speak, for whoever binds one: names and line settings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.kernel.words import Words
from app.stations.bench import Kind
from drivers.roster import DRIVERS, driver
from drivers.scales import by_profile

LINE = ("baud", "bits", "parity", "stop_bits")
BAUDS = ("1200", "2400", "4800", "9600", "19200", "38400", "57600", "115200")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "baud": BAUDS,
    "bits": ("7", "8"),
    "parity": ("N", "E", "O"),
    "stop_bits": ("1", "2"),
}
_USUAL = {"baud": "9600", "bits": "8", "parity": "N", "stop_bits": "1"}
_ROLES = {
    Kind.SCANNER: "SCAN-{}",
    Kind.SCALE: "SC-{:02}",
    Kind.GAUGE: "G-{:02}",
    Kind.PRINTER: "LB-{:02}",
    Kind.EQUIPMENT: "EQ-{:02}",
}


@dataclass(frozen=True, slots=True)
class Protocol:
    """One way to speak to a device; `title` is what its own profile calls it, if it has one."""

    word: str
    kind: Kind
    title: str = ""

    def name(self, words: Words) -> str:
        """Return its name for people: brand and family as their makers write them."""
        code = f"devices.driver.{self.word.replace('-', '_')}"
        return words(code) if words.knows(code) else self.title or self.word


def protocols(kind: Kind) -> tuple[Protocol, ...]:
    """Return every protocol of a kind, in the order of the roster."""
    own = {f"{Kind.SCALE}.{name}": name for name in by_profile.words()}
    return tuple(
        Protocol(one.word, kind, by_profile.title(own[one.word]) if one.word in own else "")
        for one in DRIVERS
        if one.kind is kind
    )


def protocol(word: str) -> Protocol | None:
    """Return the protocol a binding's word stands for."""
    found = driver(word)
    every = protocols(found.kind) if found else ()
    return next((one for one in every if one.word == word), None)


def line_of(word: str) -> dict[str, str]:
    """Return the whole line of a protocol: what its driver asks for, the usual for the rest."""
    found = driver(word)
    return {**_USUAL, **(found.line() if found else {})}


def choices(key: str, value: str) -> tuple[str, ...]:
    """Return what a setting of the line may be; a value outside the usual is offered too."""
    usual = _CHOICES[key]
    return usual if value in usual else (*usual, value)


def written(line: Mapping[str, str]) -> str:
    """Return a line as its devices' manuals write it: `9600 8N1`."""
    return f"{line['baud']} {line['bits']}{line['parity']}{line['stop_bits']}"


def short_place(address: str) -> str:
    """Return where a device hangs in a word or two, for a list: `ttyUSB0`, `192.0.2.7`, `USB`."""
    scheme, _, rest = address.partition(":")
    if scheme == "usb":
        return "USB"
    if scheme == "tcp":
        return rest.rpartition(":")[0]
    return rest.replace("\\", "/").rpartition("/")[2] or address


def role_for(kind: Kind, taken: Collection[str]) -> str:
    """Return the next free role of a kind, as a plant would name it: `SC-02`."""
    numbered = (_ROLES[kind].format(number) for number in range(1, len(taken) + 2))
    return next(role for role in numbered if role not in taken)
