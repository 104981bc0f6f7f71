"""One field of a form in its frame: how it stands, what it was, and what can be done with it."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.capabilities.forms.definition.answers import Place
from app.capabilities.forms.judging.answers import Held
from app.capabilities.forms.workbooks.telling import told
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.screens.forms.facts import FillFacts
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import Heard
from app.ui.screens.forms.fields.roster import control_for
from app.ui.screens.forms.fields.said import limits_said
from app.ui.screens.forms.offers import APPLIES, Asked, offers

_MANY = frozenset({"samples", "matrix", "table"})


class FieldView(HuggingWidget):
    """A block of a form: `made`, `typed`, `turned` are its control's; `asked` carries `Asked`."""

    made = Signal(object)
    typed = Signal(object)
    turned = Signal(str)
    asked = Signal(object)

    def __init__(self, around: Around, place: Place) -> None:
        super().__init__()
        self.around, self.place = around, place
        self.keys = (place.field.key,)
        self.setObjectName(f"view-{place.path}")
        self._facts: FillFacts | None = None
        self._applies = False
        field, look = place.field, around.look
        self.control = control_for(around, place)
        self._frame = kit.FieldFrame(
            look,
            around.said(field.label),
            name=f"field-{place.path}",
            required=field.required and place.kind.is_entered,
            critical=field.critical,
            unit=getattr(place.settings, "unit", ""),
        )
        self._frame.body.addWidget(self.control.widget)
        self._frame.setFocusProxy(self.control.widget)
        self._frame.hint(self._hint())
        self._frame.asked.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self.setFocusProxy(self._frame)
        self.control.made.connect(self.made)
        self.control.typed.connect(self.typed)
        self.control.turned.connect(self.turned)
        self.control.asked.connect(lambda what: self.asked.emit(Asked(place.path, what)))

    def show_facts(self, facts: FillFacts) -> None:
        """Show how the field stands now."""
        self._facts = facts
        key = self.place.field.key
        self.setVisible(key not in facts.filled.judged.hidden)
        self.control.show_facts(facts)
        held = facts.filled.held.get(self.place.path)
        self._frame.strike(self._struck(facts))
        self._frame.offer(offers(self.around, self.place, facts))
        state, text = self._standing(facts, held)
        self._frame.say(state, text)
        self.control.widget.setVisible(state != "na")
        self.control.widget.setEnabled(facts.takes_entries and state not in ("locked", "busy"))

    def numbers(self) -> tuple[str, ...]:
        """Return the paths a keypad fills, in order."""
        is_free = self._facts is not None and self.control.widget.isEnabled()
        return self.control.numbers() if is_free and not self.isHidden() else ()

    def turn_to(self, path: str) -> None:
        """Show that the keypad fills this path."""
        self.control.turn_to(path)

    def retype(self, path: str, text: str) -> None:
        """Bring back what stood half typed."""
        self.control.retype(path, text)

    def hear(self, heard: Heard) -> bool:
        """Take what a device sent, if the field may be filled now."""
        if self.isHidden() or not self.control.widget.isEnabled():
            return False
        return self.control.hear(heard)

    def is_meant(self, heard: Heard) -> bool:
        """Tell whether what a device sent is for this field before any other."""
        return self.control.is_meant(heard)

    def waits(self) -> bool:
        """Tell whether something is still to be filled here."""
        facts = self._facts
        if facts is None:
            return False
        judged, ahead = facts.filled.judged, f"{self.place.path}/"
        if any(path == self.place.path or path.startswith(ahead) for path in judged.missing):
            return True
        return not self._is_begun(facts) or self.place.path in facts.filled.layout.open

    def take(self) -> str:
        """Take what is being typed; return why that cannot be, or nothing."""
        return self.control.take() if self.control.widget.isEnabled() else ""

    def fail(self, _path: str, sentence: str) -> None:
        """Say at the field why what was made was not taken."""
        self._frame.say("fail", sentence)

    def restore(self) -> None:
        """Show what is held again."""
        self.control.restore()
        if self._facts is not None:
            self.show_facts(self._facts)

    def focus(self, _path: str) -> None:
        """Put the focus into the field."""
        self.control.widget.setFocus()

    def _ask(self, what: str) -> None:
        if what == APPLIES and self._facts is not None:
            self._applies = True
            self.show_facts(self._facts)
            return
        self.asked.emit(Asked(self.place.path, what))

    def _hint(self) -> str:
        """Say how to fill it, and its limits, before anything is entered."""
        field, words = self.place.field, self.around.look.words
        limits = "" if self.place.kind.code == "matrix" else limits_said(self.place.settings)
        parts = [self.around.said(field.help)]
        if limits:
            parts.append(words("fill.limits", limits=limits))
        if field.registered:
            parts.append(words("forms.flag.registered"))
        if field.second_person:
            parts.append(words("forms.flag.second_person"))
        if field.only_device:
            parts.append(words("forms.flag.only_device"))
        return " · ".join(part for part in parts if part)

    def _standing(self, facts: FillFacts, held: Held | None) -> tuple[str, str]:
        words, key = self.around.look.words, self.place.field.key
        if held is not None and held.not_applicable and not self._applies:
            return "na", words("fill.not_applicable", why=held.not_applicable)
        if key in facts.filled.judged.locked:
            return "locked", words("fill.locked")
        if any(path.partition("/")[0] == key for path in facts.clashed):
            return "warn", words("fill.clashed")
        if key in facts.filled.judged.broken and self._is_begun(facts):
            return "warn", words("fill.must_hold", must=self.place.field.must)
        if held is not None and held.awaits_retest:
            return "warn", words("fill.test_again", cause=held.cause)
        if held is not None and self.place.field.second_person and not held.witness:
            return "warn", words("fill.to_witness")
        return self._verdict(facts, held)

    def _verdict(self, facts: FillFacts, held: Held | None) -> tuple[str, str]:
        words = self.around.look.words
        passes = facts.filled.judged.fields.get(self.place.field.key)
        told = self._source(facts, held)
        if passes is None:
            return "", told
        verdict = words("forms.verdict.pass" if passes else "forms.verdict.fail")
        if held is not None and held.finding == "confirmed":
            verdict = f"{verdict} · {words('fill.confirmed', cause=held.cause)}"
        return "ok" if passes else "fail", " · ".join(one for one in (verdict, told) if one)

    def _source(self, facts: FillFacts, held: Held | None) -> str:
        """Say who entered it when, by what."""
        if held is None:
            return ""
        words, moments = self.around.look.words, self.around.moments
        parts = [facts.who(held.by, words.language), moments.when(held.at_ms)]
        if held.source != "manual":
            parts.append(words(f"forms.source.{held.source}"))
        parts += [one for one in (held.gauge or held.device,) if one]
        if held.witness:
            parts.append(words("fill.seen_by", who=facts.who(held.witness, words.language)))
        return " · ".join(parts)

    def _is_begun(self, facts: FillFacts) -> bool:
        ahead = f"{self.place.path}/"
        return any(path == self.place.path or path.startswith(ahead) for path in facts.filled.held)

    def _struck(self, facts: FillFacts) -> tuple[kit.Struck, ...]:
        """Return the values it had before; those of samples stand in their boxes."""
        if self.place.kind.code in _MANY:
            return ()
        tried = facts.tried.get(self.place.path, ())
        words, moments = self.around.look.words, self.around.moments
        return tuple(
            kit.Struck(
                told(words, one.said) or words("forms.verdict.not_applicable"),
                facts.who(one.by, words.language),
                moments.when(one.at_ms),
                next_one.reason,
            )
            for one, next_one in pairwise(tried)
        )
