"""A form while it is drawn: what stands in it, what is picked, what was before. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.capabilities.forms.definition.decisions import SUBJECT_NAMES
from app.journal.capability import FieldKind
from app.kernel.words import LANGUAGES, Bilingual, Words
from app.ui.screens.forms.design import body as edits
from app.ui.screens.forms.design.body import Plain, Spot
from app.ui.screens.forms.design.history import History
from app.ui.screens.forms.design.plan import HEADING
from app.ui.screens.forms.design.settings import starting

UP, DOWN, DOUBLE, REMOVE, SECTION, UNDO, REDO = (
    "up",
    "down",
    "duplicate",
    "remove",
    "section",
    "undo",
    "redo",
)
"""What can be done to what is picked, or to the form."""


@dataclass(frozen=True, slots=True)
class Told:
    """Something was said anew: `name` of the field, section or form, `value` as plain JSON."""

    name: str
    value: object


@dataclass
class Drawing:
    """`chosen` is the field that is picked, or a section by its heading; None for nothing."""

    kinds: Mapping[str, FieldKind]
    history: History
    chosen: Spot | None = None
    _own_keys: set[str] = field(default_factory=set)

    @property
    def body(self) -> Plain:
        """Return the form as it stands."""
        return self.history.body

    def is_there(self, spot: Spot) -> bool:
        """Tell whether a field or section stands there."""
        sections = self.body["sections"]
        if not 0 <= spot.section < len(sections):
            return False
        return spot.at == HEADING or 0 <= spot.at < len(sections[spot.section]["fields"])

    # ------------------------------------------------------------------ fields and sections
    def add(self, code: str, at: Spot | None = None) -> None:
        """Add a field of a kind: where it was dropped, else behind what is picked."""
        label = in_both(f"forms.kind.{code}")
        made: Plain = {
            "key": edits.new_key(self.body, code),
            "kind": code,
            "label": {"zh": label.zh, "en": label.en},
        }
        settings = starting(self.kinds[code], row_name)
        if settings:
            made["settings"] = settings
        self._own_keys.add(made["key"])
        body, spot = self.body, at or self._behind()
        if not body["sections"]:
            body = edits.add_section(body, 0, _new_title(1))
        self._do(edits.add_field(body, spot, made), spot)

    def move(self, spot: Spot, to: Spot) -> None:
        """Move a field before what stands at `to`."""
        self._do(*edits.move_field(self.body, spot, to))

    def do(self, what: str) -> None:
        """Do one of the words above; nothing where nothing is picked to do it to."""
        if what in (UNDO, REDO):
            self._turn(what)
        elif what == SECTION:
            at = len(self.body["sections"])
            made = edits.add_section(self.body, at, _new_title(at + 1))
            self._do(made, Spot(at, HEADING))
        elif self.chosen is not None and self.chosen.at == HEADING:
            self._do_section(what, self.chosen.section)
        elif self.chosen is not None:
            self._do_field(what, self.chosen)

    def _do_field(self, what: str, spot: Spot) -> None:
        if what in (UP, DOWN):
            self._do(*edits.step_field(self.body, spot, -1 if what == UP else 1))
        elif what == DOUBLE:
            self._do(*edits.duplicate_field(self.body, spot))
        elif what == REMOVE:
            left = len(self.body["sections"][spot.section]["fields"]) - 1
            after = Spot(spot.section, min(spot.at, left - 1) if left else HEADING)
            self._do(edits.remove_field(self.body, spot), after)

    def _do_section(self, what: str, at: int) -> None:
        if what in (UP, DOWN):
            by = -1 if what == UP else 1
            landed = max(0, min(at + by, len(self.body["sections"]) - 1))
            self._do(edits.move_section(self.body, at, by), Spot(landed, HEADING))
        elif what == REMOVE:
            body = edits.remove_section(self.body, at)
            left = len(body["sections"])
            self._do(body, Spot(min(at, left - 1), HEADING) if left else None)

    # ------------------------------------------------------------------ what is said of them
    def tell_field(self, told: Told) -> None:
        """Say something else of the field that is picked."""
        spot = self.chosen
        if spot is None or spot.at == HEADING:
            return
        if told.name == "key":
            self._own_keys.discard(edits.field_at(self.body, spot)["key"])
            self._do(edits.rename_key(self.body, spot, str(told.value)), spot)
            return
        body = edits.set_field(self.body, spot, told.name, told.value)
        if told.name == "label":
            body = self._named_after(body, spot)
        self._do(body, spot, f"{told.name}@{spot}")

    def tell_section(self, told: Told) -> None:
        """Say something else of the section that is picked."""
        spot = self.chosen
        if spot is not None:
            body = edits.set_section(self.body, spot.section, told.name, told.value)
            self._do(body, spot, f"{told.name}@{spot}")

    def tell_form(self, told: Told) -> None:
        """Say something else of the form as a whole."""
        self._do({**self.body, told.name: told.value}, self.chosen, told.name)

    def _named_after(self, body: Plain, spot: Spot) -> Plain:
        """Let the key follow the English label, while nobody has given it one by hand."""
        named = edits.field_at(body, spot)
        old, wish = named["key"], str(named["label"].get("en", ""))
        if old not in self._own_keys or not edits.slug(wish):
            return body
        others = {one["key"] for at, one in edits.fields_of(body) if at != spot}
        key = edits.free_key(wish, others | SUBJECT_NAMES)
        self._own_keys.discard(old)
        self._own_keys.add(key)
        return edits.rename_key(body, spot, key)

    # ------------------------------------------------------------------ inside
    def _do(self, body: Plain, chosen: Spot | None, token: str = "") -> None:
        self.history.do(body, token)
        self.chosen = chosen

    def _turn(self, what: str) -> None:
        _ = self.history.undo() if what == UNDO else self.history.redo()
        if self.chosen is not None and not self.is_there(self.chosen):
            self.chosen = None

    def _behind(self) -> Spot:
        """Return the spot behind what is picked; at the end of the form where nothing is."""
        sections, chosen = self.body["sections"], self.chosen
        if chosen is None:
            last = max(0, len(sections) - 1)
            return Spot(last, len(sections[last]["fields"]) if sections else 0)
        if chosen.at == HEADING:
            return Spot(chosen.section, len(sections[chosen.section]["fields"]))
        return Spot(chosen.section, chosen.at + 1)


def in_both(code: str, **facts: object) -> Bilingual:
    """Return a text of the program as data: in both languages."""
    zh, en = (Words(language)(code, **facts) for language in LANGUAGES)
    return Bilingual(zh, en)


def row_name(number: int) -> Bilingual:
    """Return what a new row of a list is called until somebody names it."""
    return in_both("form_design.new_row", n=number)


def _new_title(number: int) -> Plain:
    made = in_both("form_design.new_section", n=number)
    return {"zh": made.zh, "en": made.en}
