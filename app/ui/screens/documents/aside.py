"""Beside a document: its differences, who signs in which order, its effect, who must read it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.documents.answers import Revision, State
from app.capabilities.documents.comparison.answers import Pair, What
from app.journal.discrepancy import Discrepancy
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.documents.document_facts import DocumentFacts, RoleReading
from app.ui.screens.documents.pair_row import difference_text, what_words
from app.ui.screens.documents.says import effect, state_chip
from app.ui.theme.look import Look

WIDTH = 420
_LIST_HEIGHT = 250
_COLOURS = {What.SET: "accent", What.ADDED: "ok", What.REMOVED: "fail", What.MOVED: "warn"}
_HISTORY = 6
"""Revisions and events shown."""


class Aside(kit.Scroller):
    """`looked` carries a difference's number, `opened` a revision to look at."""

    looked = Signal(int)
    opened = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "document-aside")
        self._moments = moments
        self.setFixedWidth(WIDTH)
        self._rows: list[tuple[int, kit.ListRow]] = []

    def show_document(self, facts: DocumentFacts, seen: frozenset[int]) -> None:
        """Show everything about a revision beside its body."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, self.look.space(2), 0)
        column.setSpacing(self.look.space(3))
        self._rows = []
        for clash in facts.clashes:
            column.addWidget(self._clash(facts, clash))
        if facts.changes:
            column.addWidget(self._differences(facts, seen))
        column.addWidget(self._signing(facts))
        column.addWidget(self._effect(facts))
        if facts.readings:
            column.addWidget(self._reading(facts))
        column.addWidget(self._history(facts))
        column.addStretch()
        self.setWidget(page)

    def turn_to(self, number: int) -> None:
        """Show which difference is looked at."""
        for one, row in self._rows:
            row.mark(one == number)

    # ------------------------------------------------------------------ cards
    def _clash(self, facts: DocumentFacts, clash: Discrepancy) -> kit.Banner:
        words = self.look.words
        owner = str(words.of(facts.name(clash.owner)))
        said = words(f"documents.clash.{clash.kind}", **clash.facts)
        text = words("library.clash_owner", name=owner)
        return kit.Banner(self.look, "fail", said, text, name="clash", icon="git-compare")

    def _differences(self, facts: DocumentFacts, seen: frozenset[int]) -> kit.Card:
        words = self.look.words
        left = facts.changes - len(seen)
        note = words("library.seen", seen=len(seen), n=facts.changes)
        card = self._card("differences", words("library.differences", n=facts.changes), note)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for pair in (one for one in facts.pairs if one.number):
            column.addWidget(self._difference(pair, pair.number in seen))
        column.addStretch()
        scroller = kit.Scroller(self.look, "differences-scroll", inside)
        scroller.setFixedHeight(min(_LIST_HEIGHT, 8 + 46 * facts.changes))
        card.body.addWidget(scroller)
        if left and facts.held.state is State.IN_REVIEW:
            card.body.addWidget(
                kit.Text(self.look, words("library.see_all"), "hint", "warn", wrap=True)
            )
        return card

    def _difference(self, pair: Pair, is_seen: bool) -> kit.ListRow:
        look, what = self.look, what_words(pair)
        end = QWidget()
        row = QHBoxLayout(end)
        row.setContentsMargins(0, 0, 0, 0)
        said = look.words(f"documents.what.{what.value}")
        row.addWidget(kit.Text(look, said, "hint", _COLOURS[what]))
        eye = ("eye", "ok") if is_seen else ("circle", "ink3")
        row.addWidget(kit.IconBox(look, eye[0], ink=eye[1], ground="", size=22))
        title = difference_text(look, pair)
        made = kit.ListRow(
            look, "git-compare", title, name=f"difference-row-{pair.number}", end=end
        )
        made.clicked.connect(_Tell(self.looked, pair.number))
        self._rows.append((pair.number, made))
        return made

    def _signing(self, facts: DocumentFacts) -> kit.Card:
        words, held = self.look.words, facts.held
        card = self._card("signing-order", words("library.signing"), held.note)
        author = held.asked_by or held.saved_by
        self._add_signer(card, facts, author, "authored")
        for one in held.reviewers:
            self._add_signer(card, facts, one, "reviewed")
        if held.approver:
            self._add_signer(card, facts, held.approver, "approved")
        return card

    def _add_signer(self, card: kit.Card, facts: DocumentFacts, who: str, meaning: str) -> None:
        look, words, held = self.look, self.look.words, facts.held
        given = [s for s in facts.signatures if (s.signer, s.meaning) == (who, meaning)]
        stands = _stands(held, who, meaning)
        is_next = held.next_to_sign == who and meaning != "authored"
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        name = str(words.of(facts.name(who)))
        row.addWidget(kit.Avatar(look, kit.initials(name), hue=kit.hue_of(who), size=36))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        said = words(f"signature.meaning.{meaning}")
        lines.addWidget(kit.Text(look, f"{name} · {said}", "strong", elide=True))
        when = self._moments.when(given[-1].at_ms) if given else words("library.not_signed")
        lines.addWidget(kit.Text(look, when, "hint", elide=True))
        row.addLayout(lines, 1)
        state = ("ok", "signed") if stands and given else ("hold", "turn") if is_next else None
        state = state or (("warn", "superseded") if given else ("todo", "waiting"))
        chip = kit.StatusChip(look, state[0], words(f"library.sign.{state[1]}"), name="signer")
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        holder = kit.Card(look, f"signer-{who}", "chosen" if is_next else "clear").hug()
        edge = look.space(1)
        holder.body.setContentsMargins(edge, edge, edge, edge)
        holder.body.addLayout(row)
        card.body.addWidget(holder)

    def _effect(self, facts: DocumentFacts) -> kit.Card:
        words, held = self.look.words, facts.held
        card = self._card("effect", words("library.effect"), "")
        card.body.addWidget(kit.Text(self.look, effect(words, self._moments, held), "strong"))
        if facts.against is not None and facts.orders:
            said = words("library.orders", n=facts.orders, revision=facts.against.revision)
            card.body.addWidget(kit.Text(self.look, said, "hint", wrap=True))
        if held.sent_back is not None:
            name = str(words.of(facts.name(held.sent_back.person)))
            title = words("library.sent_back", name=name)
            card.body.addWidget(
                kit.Banner(self.look, "warn", title, held.sent_back.remarks, name="sent-back")
            )
        if held.why:
            banner = kit.Banner(
                self.look, "fail", words("documents.state.withdrawn"), held.why, name="withdrawn"
            )
            card.body.addWidget(banner)
        return card

    def _reading(self, facts: DocumentFacts) -> kit.Card:
        done = sum(one.done for one in facts.readings)
        whole = sum(one.whole for one in facts.readings)
        words = self.look.words
        note = words("library.read_count", done=done, n=whole)
        card = self._card("must-read", words("library.must_read"), note)
        for one in facts.readings:
            card.body.addLayout(self._role(one))
        if done < whole and facts.held.form == "instruction":
            said = words("library.unread_stops")
            card.body.addWidget(kit.Banner(self.look, "warn", said, name="unread-stops"))
        return card

    def _role(self, one: RoleReading) -> QHBoxLayout:
        look, words = self.look, self.look.words
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        name = str(words.of(one.name))
        row.addWidget(kit.Text(look, name, "body", elide=True), 2)
        bar = kit.ProgressBar(look, f"read-{one.role}", role="accent", accessible=name)
        bar.show_parts(one.done, 0, max(one.whole, 1))
        row.addWidget(bar, 2)
        row.addWidget(kit.Text(look, f"{one.done} / {one.whole}", "figures"))
        is_done = one.done >= one.whole
        said = words("library.read_done" if is_done else "library.read_open")
        row.addWidget(kit.StatusChip(look, "ok" if is_done else "warn", said, name="role-read"))
        return row

    def _history(self, facts: DocumentFacts) -> kit.Card:
        words = self.look.words
        card = self._card("history", words("library.history"), "")
        for one in tuple(reversed(facts.history))[:_HISTORY]:
            card.body.addWidget(self._revision(one, one is facts.held))
        card.body.addWidget(kit.Rule(self.look))
        for event in facts.happenings[-_HISTORY:]:
            name = str(words.of(facts.name(event.person)))
            said = f"{self._moments.when(event.at_ms)} · {words(f'event.{event.kind}')} · {name}"
            card.body.addWidget(kit.Text(self.look, said, "hint", elide=True))
        return card

    def _revision(self, one: Revision, is_here: bool) -> kit.ListRow:
        words = self.look.words
        chip = state_chip(words, one.state)
        end = kit.StatusChip(self.look, chip.state, chip.text, name="state", icon=chip.icon)
        title = words("library.revision", revision=one.revision)
        said = effect(words, self._moments, one)
        row = kit.ListRow(
            self.look, "file-text", title, said, name=f"revision-{one.revision}", end=end
        )
        row.mark(is_here)
        row.clicked.connect(_Tell(self.opened, one.revision))
        return row

    def _card(self, name: str, title: str, note: str) -> kit.Card:
        look = self.look
        card = kit.Card(look, name).hug()
        head = QHBoxLayout()
        head.addWidget(kit.Text(look, title, "title"))
        head.addStretch()
        if note:
            head.addWidget(kit.Text(look, note, "hint", elide=True), 1)
        card.body.addLayout(head)
        return card


def _stands(held: Revision, who: str, meaning: str) -> bool:
    """Tell whether a signature is still about the revision as it is."""
    if meaning == "reviewed":
        return who in held.agreed
    if meaning == "approved":
        return held.is_approved
    return held.asked != "" or not held.is_open


class _Tell:
    """Sends one value with a signal when it is pressed."""

    def __init__(self, signal: object, value: object) -> None:
        self._signal, self._value = signal, value

    def __call__(self) -> None:
        self._signal.emit(self._value)  # type: ignore[attr-defined]  # a bound Qt signal
