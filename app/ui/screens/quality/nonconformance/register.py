"""Registering what is not as required: what it is about, which code, how many, photos, remarks.

Built for gloves and a noisy shop: scan what it is about, press a code, key a number, done.
Controls: `nc-register-about`, `nc-register-code-<code>`, `nc-register-quantity`, `nc-register-do`.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget
from sqlalchemy import Connection

from app.capabilities.quality.nonconformance.records.bodies import Severity, Terms
from app.capabilities.quality.nonconformance.records.queries import terms
from app.journal.ruling import Matter
from app.kernel.refused import Refused
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.forms.begin_facts import BeginFacts, begin_facts, lots_meant, with_lot
from app.ui.screens.kind import Parts
from app.ui.screens.quality.nonconformance import about
from app.ui.screens.quality.nonconformance.ask import (
    ActSheet,
    Asked,
    Asking,
    Make,
    lines,
    number,
    text,
)
from app.ui.screens.quality.nonconformance.photos import PhotosField, Shot
from app.ui.screens.quality.nonconformance.tiles import CodeTiles
from app.ui.theme.look import Look

DRAFT = "ncr/register"
_WIDTH = 1_060
_PLACES = 3


@dataclass(frozen=True, slots=True)
class Because:
    """The filled form that failed, and its form's code; empty where nothing was filled."""

    filled: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """What a person registered."""

    matter: Matter
    code: str
    quantity: Decimal
    unit: str
    severity: Severity
    characteristic: str = ""
    limit: str = ""
    measured: str = ""
    remark: str = ""
    photos: tuple[Shot, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What may be picked: orders, lots, machines, and the plant's codes."""

    begin: BeginFacts
    terms: Terms
    picks: tuple[kit.Pick, ...] = field(default_factory=tuple)


def register_facts(connection: Connection, today: str, now_ms: int, words: Words) -> RegisterFacts:
    """Return what one may be registered about; `today` is ISO."""
    found = begin_facts(connection, today)
    return RegisterFacts(found, terms(connection, now_ms), about.picks(found, words))


class RegisterSheet(ActSheet):
    """`given` carries a `Registered`; a scan of a traveller, a machine, a lot or a UDI fills in."""

    def __init__(
        self,
        parts: Parts,
        host: QWidget,
        facts: RegisterFacts,
        key: str = "",
        because: Because | None = None,
    ) -> None:
        self._because = because or Because()
        self._floor, self._facts, self._words = parts.floor, facts, parts.look.words
        words = parts.look.words
        fields = (
            Asked("about", words("ncr_board.reg.about"), self._picker, value=key),
            Asked("code", words("ncr_board.reg.code"), _codes(facts.terms)),
            Asked("quantity", words("ncr_board.reg.quantity"), number("", _PLACES), is_half=True),
            Asked("equipment", words("ncr_board.reg.machine"), self._machine, False, is_half=True),
            Asked("characteristic", words("ncr_board.reg.characteristic"), text, False, None, True),
            Asked("measured", words("ncr_board.reg.measured"), text, False, None, True),
            Asked("photos", words("ncr_board.reg.photos"), photos_of(parts), must=False),
            Asked("remark", words("ncr_board.reg.remark"), lines, must=False),
        )
        asking = Asking(
            "register",
            "plus",
            words("ncr_board.register"),
            words("ncr_board.register_means"),
            fields,
            do=words("ncr_board.do.register"),
            kept=DRAFT,
            width=_WIDTH,
        )
        super().__init__(parts, host, asking)

    def accepts(self, meaning: object) -> bool:
        """Fill in what was scanned."""
        key = about.scanned(meaning, self._facts.begin)  # type: ignore[arg-type]  # a Meaning
        if not key:
            return False
        control = self.control("about")
        if key.startswith(about.LOT):
            self._look_up(key)
        elif isinstance(control, kit.PickField):
            control.scanned(key)
        return True

    def registered(self, values: dict[str, Any]) -> Registered:
        """Return what was filled in, with all that is known of what it is about."""
        facts, code = self._facts, values["code"]
        severity = next(
            (one.severity for one in facts.terms.codes if one.code == code), Severity.MAJOR
        )
        equipment = str(values["equipment"]).rpartition("|")[2]
        because = self._because
        matter = about.matter(values["about"], facts.begin, equipment)
        return Registered(
            msgspec.structs.replace(matter, filled=because.filled, form=because.form),
            code,
            Decimal(values["quantity"] or "0"),
            about.unit(values["about"], facts.begin, self._words),
            severity,
            characteristic=values["characteristic"],
            measured=values["measured"],
            remark=values["remark"],
            photos=values["photos"],
        )

    def _look_up(self, key: str) -> None:
        """Find the lot a label means: it may lie beyond those that are offered."""
        name = key.partition("|")[2]

        def found(lots: tuple[Any, ...]) -> None:
            if not lots:
                self.refuse(Refused("lot.unknown", lot=name))
                return
            begin = self._facts.begin
            for lot in lots:
                begin = with_lot(begin, lot)
            self._facts = RegisterFacts(begin, self._facts.terms, about.picks(begin, self._words))
            control = self.control("about")
            if isinstance(control, kit.PickField):
                control.scanned(f"{about.LOT}|{lots[0].lot}")

        self._floor.ask(self, lambda c: lots_meant(c, name), found)

    def _picker(self, look: Look, label: str, name: str) -> "kit.Control[Any]":
        placeholder = look.words("ncr_board.reg.scan_or_pick")
        return kit.PickField(
            look, label, self._picks, name=name, icon="scan-barcode", placeholder=placeholder
        )

    def _picks(self) -> tuple[kit.Pick, ...]:
        return self._facts.picks

    def _machine(self, look: Look, label: str, name: str) -> "kit.Control[Any]":
        return kit.PickField(look, label, self._machines, name=name, icon="cog")

    def _machines(self) -> tuple[kit.Pick, ...]:
        return tuple(one for one in self._facts.picks if one.key.startswith(about.EQUIPMENT))


def _codes(found: Terms) -> Make:
    def made(look: Look, label: str, name: str) -> "kit.Control[Any]":
        words = look.words
        codes = tuple(
            (one.code, one.name.of(words.language), words(f"ncr.severity.{one.severity.value}"))
            for one in found.codes
        )
        return CodeTiles(look, label, codes, name)

    return made


def photos_of(parts: Parts) -> Make:
    """Make a field of photos."""
    return lambda look, label, name: PhotosField(parts.floor, look, label, name)
