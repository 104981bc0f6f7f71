"""What one person may, and why: by which role, where, since when, by whose act."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.people.accounts.answers import Holding
from app.capabilities.people.accounts.events import Grant
from app.capabilities.people.accounts.queries import Person, Role
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.people.people_table import role_names
from app.ui.screens.people.users_facts import UsersFacts, right_name
from app.ui.theme.look import Look


class RightsSection(QWidget):
    """Roles first, each with its history; then every right and the roles that grant it."""

    def __init__(self, look: Look, moments: Moments, facts: UsersFacts, one: Person) -> None:
        super().__init__()
        self.look, self._moments, self._facts = look, moments, facts
        rights = facts.matrix.rights
        held = [right for right in rights if facts.granting(one, right)]
        words = look.words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(1))
        column.addWidget(kit.Text(look, words("users.fact.roles"), "strong"))
        for holding in one.holdings:
            column.addWidget(self._role(holding, one))
        if not one.roles:
            column.addWidget(kit.Text(look, words("users.no_role"), "hint"))
        head = QHBoxLayout()
        head.addWidget(kit.Text(look, words("users.rights"), "strong"), 1)
        head.addWidget(
            kit.Text(look, words("users.rights_of", n=len(held), all=len(rights)), "hint")
        )
        column.addLayout(head)
        for right in held:
            column.addLayout(self._right(right, facts.granting(one, right), one))
        for right in rights:
            if right not in held:
                column.addLayout(_line(look, right, words("users.not_granted"), held=False))

    def _role(self, holding: Holding, one: Person) -> QWidget:
        facts, words = self._facts, self.look.words
        where = place_names(facts, words.language, holding.role, one.scopes)
        row = QWidget()
        lines = QVBoxLayout(row)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        name = role_names(self.look, facts, (holding.role,))
        title = f"{name} · {where or words('users.everywhere')}"
        by = facts.name(holding.by, words.language)
        said = words(
            "users.role_since", day=self._moments.day(holding.since_ms), by=by, why=holding.why
        )
        lines.addWidget(kit.Text(self.look, title, "label", "ink", elide=True))
        lines.addWidget(kit.Text(self.look, said, "hint", elide=True))
        return row

    def _right(self, right: str, roles: tuple[Role, ...], one: Person) -> QHBoxLayout:
        facts, language = self._facts, self.look.words.language
        named = []
        for role in roles:
            where = place_names(facts, language, role.role, one.scopes)
            named.append(f"{role.name.of(language)} ({where})" if where else role.name.of(language))
        why = self.look.words("orders.comma").join(named)
        return _line(self.look, right, why, held=True)


def place_names(facts: UsersFacts, language: str, role: str, scopes: tuple[Grant, ...]) -> str:
    """Return where a role counts; empty for everywhere."""
    known = {code: name.of(language) for code, name in (*facts.areas, *facts.stations)}
    places = (place for one in scopes if one.role == role for place in (*one.areas, *one.stations))
    return ", ".join(dict.fromkeys(known.get(place, place) for place in places))


def _line(look: Look, right: str, why: str, *, held: bool) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.space(2))
    icon, ink = ("check", "ok") if held else ("minus", "ink3")
    row.addWidget(kit.IconBox(look, icon, ink=ink, ground="", size=16))
    name = right_name(look.words, right)
    row.addWidget(kit.Text(look, name, "label", "ink" if held else "ink3", elide=True), 1)
    row.addWidget(kit.Text(look, why, "hint"))
    return row
