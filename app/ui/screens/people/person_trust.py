"""What is known of one person: identity, badge, policy, qualifications, delegations, by section.

Controls by name: `person-verify` or `person-unverify`, `person-letter`, `person-badge_test`,
`person-badge_new`, `person-qualify`, `person-unqualify`, `person-delegate`, `person-undelegate`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.people.accounts.queries import Person
from app.capabilities.people.badges.decisions import Standing
from app.capabilities.people.delegations.tables import DelegationRow
from app.capabilities.people.qualifications.decisions import Validity, validity
from app.capabilities.people.qualifications.tables import QualifiedRow
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.people.account_forms import last_day
from app.ui.screens.people.users_facts import UsersFacts
from app.ui.theme.look import Look

Ask = Callable[[str], None]
"""Told which form is wanted."""

_BADGES = {
    Standing.TESTED: "ok",
    Standing.SOON: "warn",
    Standing.OVERDUE: "warn",
    Standing.BLOCKED: "fail",
    Standing.FAILED: "fail",
}
_VALIDITY = {Validity.VALID: "ok", Validity.SOON: "warn", Validity.EXPIRED: "fail"}


@dataclass(frozen=True, slots=True)
class Blocks:
    """Why whoever is in front may not do something; empty where they may."""

    administer: str
    qualify: str
    delegate: str


class TrustSections:
    """Builds the sections of one person's card."""

    def __init__(self, look: Look, moments: Moments, ask: Ask) -> None:
        self.look, self._moments, self._ask = look, moments, ask

    def build(self, facts: UsersFacts, one: Person, may: Blocks) -> tuple[QWidget, ...]:
        """Return the sections about somebody."""
        return (
            self._identity(facts, one, may),
            self._badge(facts, one, may),
            self._policy(facts, one),
            self._qualifications(facts, one, may),
            self._delegations(facts, one, may),
        )

    def _identity(self, facts: UsersFacts, one: Person, may: Blocks) -> QWidget:
        words, held = self.look.words, facts.trust.verified.get(one.person)
        asks: tuple[tuple[str, str], ...]
        if held is not None and held.is_verified:
            by = facts.name(held.by, words.language)
            how = words(f"people.identity.{held.how}")
            sub = words("users.identity_by", how=how, by=by, day=self._day(held.at_ms))
            row = self._row("ok", words("users.identity"), sub, words("users.verified"))
            asks = (("unverify", may.administer), ("letter", ""))
        else:
            why = words("users.identity_none") if held is None else held.withdrawn_why
            row = self._row("warn", words("users.identity"), why, words("users.state.unverified"))
            asks = (("verify", may.administer),)
        return self._section(one, (row,), asks)

    def _badge(self, facts: UsersFacts, one: Person, may: Blocks) -> QWidget:
        words, held = self.look.words, facts.trust.badges.get(one.person)
        if held is None:
            return self._section(one, (), ())
        told = words(f"people.badge.{held.standing.value}")
        sub = words(
            "users.badge_tested", day=self._day(held.tested_ms), due=self._last(held.due_ms)
        )
        row = self._row(
            _BADGES[held.standing], f"{words('users.fact.badge')} {one.badge}", sub, told
        )
        asks = (("badge_test", may.administer), ("badge_new", may.administer))
        return self._section(one, (row,), asks)

    def _policy(self, facts: UsersFacts, one: Person) -> QWidget:
        words, policy = self.look.words, facts.trust.policy
        if policy is None:
            return self._section(one, (), ())
        title = words("users.policy_version", n=policy.version)
        at_ms = facts.trust.acknowledged.get(one.person)
        if at_ms is None:
            chip = words("users.policy_unread")
            row = self._row("warn", title, words("users.policy_unread_means"), chip)
        else:
            row = self._row("ok", title, self._day(at_ms), words("users.policy_read"))
        return self._section(one, (row,), ())

    def _qualifications(self, facts: UsersFacts, one: Person, may: Blocks) -> QWidget:
        held = facts.trust.held(one.person)
        rows = [self._qualified(facts, row) for row in held]
        rows = rows or [kit.Text(self.look, self.look.words("users.not_qualified"), "hint")]
        asks: tuple[tuple[str, str], ...] = (("qualify", may.qualify),)
        if held:
            asks = (*asks, ("unqualify", may.qualify))
        asks = (*asks, ("define", may.qualify))
        return self._section(one, tuple(rows), asks, "users.qualifications")

    def _qualified(self, facts: UsersFacts, row: QualifiedRow) -> QWidget:
        words, stands = self.look.words, validity(row, facts.at_ms)
        name = facts.trust.qualification(row.qualification).of(words.language)
        by = facts.name(row.by, words.language)
        sub = words("users.qualified_by", evidence=row.evidence, by=by)
        until = self._last(row.until_ms)
        chip = words(f"people.qualified.{stands.value}")
        return self._row(_VALIDITY[stands], name, sub, f"{chip} · {until}")

    def _delegations(self, facts: UsersFacts, one: Person, may: Blocks) -> QWidget:
        mine = [row for row in facts.trust.delegations if one.person in (row.to, row.grantor)]
        rows = [self._delegation(facts, one, row) for row in mine]
        asks: tuple[tuple[str, str], ...] = (("delegate", may.delegate),)
        if mine:
            asks = (*asks, ("undelegate", ""))
        return self._section(one, tuple(rows), asks, "users.delegations")

    def _delegation(self, facts: UsersFacts, one: Person, row: DelegationRow) -> QWidget:
        words = self.look.words
        gives = row.grantor == one.person
        other = facts.name(row.to if gives else row.grantor, words.language)
        title = words("users.delegates_to" if gives else "users.delegated_by", name=other)
        meanings = (words(f"signature.meaning.{one}") for one in row.meanings)
        said = words("orders.comma").join(meanings)
        return self._row("running", title, said, words("users.until", day=self._last(row.until_ms)))

    # ------------------------------------------------------------------ pieces
    def _section(
        self,
        one: Person,
        rows: tuple[QWidget, ...],
        asks: tuple[tuple[str, str], ...],
        title: str = "",
    ) -> QWidget:
        look, page = self.look, QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        if title:
            column.addWidget(kit.Text(look, look.words(title), "strong"))
        for row in rows:
            column.addWidget(row)
        free = tuple(form for form, block in asks if not block)
        if free and one.is_active:
            column.addLayout(self._buttons(free))
        return page

    def _buttons(self, forms: tuple[str, ...]) -> QHBoxLayout:
        """Return a button for each form whoever is in front may use; none for the others."""
        line = QHBoxLayout()
        line.setSpacing(self.look.space(2))
        for form in forms:
            text = self.look.words(f"users.{form}")
            button = kit.Button(
                self.look, text, name=f"person-{form}", kind="default", size="small"
            )
            button.clicked.connect(_Wanted(self._ask, form))
            line.addWidget(button)
        line.addStretch()
        return line

    def _row(self, state: str, title: str, sub: str, chip: str) -> QWidget:
        look, row = self.look, QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.space(2))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(kit.Text(look, title, "label", "ink", elide=True))
        texts.addWidget(kit.Text(look, sub, "hint", elide=True))
        line.addLayout(texts, 1)
        line.addWidget(kit.StatusChip(look, state, chip), 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _day(self, at_ms: int) -> str:
        return self._moments.day(at_ms)

    def _last(self, until_ms: int) -> str:
        return last_day(until_ms, self._moments.offset_min())


class _Wanted:
    def __init__(self, ask: Ask, form: str) -> None:
        self._ask, self._form = ask, form

    def __call__(self) -> None:
        self._ask(self._form)
