"""A signature on the screen: printed name, date, time and zone, meaning, and how it stands.

Its button by name: `as-signed-<first eight of its hash>`.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.people.signatures.queries import Signature, Validity
from app.ui import kit
from app.ui.screens.records.telling import Teller
from app.ui.theme.look import Look

STANDINGS = {
    Validity.VALID: ("ok", ""),
    Validity.SUPERSEDED: ("warn", "history"),
    Validity.WITHDRAWN: ("todo", "undo-2"),
    Validity.UNVERIFIED: ("fail", ""),
}
"""State and shape of how a signature stands."""


class RecordSignature(kit.Card):
    """`as_signed` carries the signature's hash: its record is wanted as its signer saw it."""

    as_signed = Signal(str)

    def __init__(
        self,
        look: Look,
        teller: Teller,
        signature: Signature,
        covers: str,
        withdrawal: Signature | None,
    ) -> None:
        super().__init__(look, f"signature-{signature.hash[:8]}", "selected")
        self._teller, self._signature = teller, signature
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        name = signature.name.of(look.words.language)
        face = kit.Avatar(look, kit.initials(name), hue=kit.hue_of(signature.signer), size=40)
        row.addWidget(face, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._lines(name, covers, withdrawal), 1)
        self.body.addLayout(row)
        button = kit.Button(
            look,
            look.words("record.as_signed"),
            name=f"as-signed-{signature.hash[:8]}",
            kind="ghost",
            icon="history",
            size="small",
        )
        button.clicked.connect(lambda: self.as_signed.emit(signature.hash))
        foot = QHBoxLayout()
        foot.addWidget(self._standing())
        foot.addStretch()
        foot.addWidget(button)
        self.body.addLayout(foot)

    def _lines(self, name: str, covers: str, withdrawal: Signature | None) -> QVBoxLayout:
        look, words, teller, one = self.look, self.look.words, self._teller, self._signature
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addWidget(kit.Text(look, words(f"signature.meaning.{one.meaning}"), "strong"))
        lines.addWidget(kit.Text(look, f"{name} · {one.signer}", "label", "ink", wrap=True))
        stamp = teller.stamp(one.at_ms, one.offset_min)
        lines.addWidget(kit.Text(look, stamp, "label", "ink", wrap=True))
        quality, station = teller.clock(one.time_quality), teller.where(one.station)
        place = f"{station} · {quality}"
        said = [place, covers]
        if one.reason:
            said.append(words("record.signature.reason", why=one.reason))
        if one.flaw:
            said.append(words(f"signature.flaw.{one.flaw}"))
        if withdrawal is not None:
            said.append(withdrawn(teller, withdrawal))
        for line in said:
            lines.addWidget(kit.Text(look, line, "hint", "ink2", wrap=True))
        return lines

    def _standing(self) -> kit.StatusChip:
        state, icon = STANDINGS[self._signature.validity]
        word = self.look.words(f"signature.validity.{self._signature.validity}")
        return kit.StatusChip(self.look, state, word, name="standing", icon=icon)


def withdrawn(teller: Teller, withdrawal: Signature) -> str:
    """Return who took a signature back, when and why."""
    return teller.words(
        "record.signature.withdraws",
        who=withdrawal.name.of(teller.words.language),
        time=teller.stamp(withdrawal.at_ms, withdrawal.offset_min),
        why=withdrawal.reason,
    )


def coverage(teller: Teller, covered: int, new: int) -> str:
    """Return how much a signature covers, and how much of it first."""
    return teller.words("record.signature.covers", n=covered, new=new)


def late_sub(teller: Teller, one: Signature) -> str:
    """Return which signature entries came late for."""
    return teller.words(
        "record.section.late_sub",
        who=one.name.of(teller.words.language),
        meaning=teller.words(f"signature.meaning.{one.meaning}"),
        time=teller.stamp(one.at_ms, one.offset_min),
    )
