"""A check list: each item done, not done or not applicable; how many that must be are."""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui.kit.control import Control
from app.ui.kit.hugging import HuggingWidget
from app.ui.kit.progress import ProgressBar
from app.ui.kit.segmented import Option, Segmented
from app.ui.kit.text import Text
from app.ui.theme.look import Look

DONE, NOT_DONE, NOT_APPLICABLE = "done", "not_done", "not_applicable"
Answers = tuple[tuple[str, str], ...]
"""(item, answer) for each item answered, in the order of the items."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item; `may_skip` lets it be not applicable, `must` counts it into the progress."""

    key: str
    text: str
    sub: str = ""
    must: bool = True
    may_skip: bool = True


class ChecklistField(Control[Answers]):
    """`changed` carries all answers after each press.

    `in_order` lets an item be answered only after those before it that must be.
    """

    def __init__(
        self,
        look: Look,
        label: str,
        items: tuple[Item, ...],
        *,
        name: str,
        in_order: bool = False,
    ) -> None:
        super().__init__(look, name, label, ())
        self._items, self._in_order = items, in_order
        self._lines: dict[str, _Line] = {}
        self._said = Text(look, "", "label", wrap=True)
        self._bar = ProgressBar(look, f"{name}-progress", role="ok", accessible=label)
        self.body.addWidget(self._said)
        self.body.addWidget(self._bar)
        for place, item in enumerate(items):
            line = _Line(look, f"{place + 1}", item, f"{name}-{item.key}")
            line.choice.chosen.connect(_Answer(self, item.key))
            self._lines[item.key] = line
            self.body.addWidget(line)
        if items:
            self.setFocusProxy(self._lines[items[0].key].choice)
        self.show_value(())

    def answer(self, item: str, answer: str) -> None:
        """Take an answer, as a person gives it."""
        given = {**dict(self.value()), item: answer}
        self.commit(tuple((each.key, given[each.key]) for each in self._items if each.key in given))

    def open_items(self) -> tuple[str, ...]:
        """Return the items that must be done or not applicable and are not yet."""
        given = dict(self.value())
        settled = (DONE, NOT_APPLICABLE)
        return tuple(
            each.key for each in self._items if each.must and given.get(each.key) not in settled
        )

    def show_value(self, value: Answers) -> None:
        given, words = dict(value), self.look.words
        open_ = set(self.open_items())
        must = sum(each.must for each in self._items)
        waits = False
        for item in self._items:
            line = self._lines[item.key]
            line.choice.choose(given.get(item.key, ""))
            line.wait(words("kit.check.in_order") if waits else "")
            waits = waits or (self._in_order and item.key in open_)
        self._said.say(words("kit.check.progress", n=must - len(open_), must=must))
        self._bar.show_parts(must - len(open_), 0, must)


class _Answer:
    def __init__(self, checklist: ChecklistField, item: str) -> None:
        self._checklist, self._item = checklist, item

    def __call__(self, answer: str) -> None:
        self._checklist.answer(self._item, answer)


class _Line(HuggingWidget):
    """One item with its answers; it waits greyed, with the reason, for those before it."""

    def __init__(self, look: Look, number: str, item: Item, name: str) -> None:
        super().__init__()
        words = look.words
        self.setObjectName(f"{name}-line")
        options = [
            Option(DONE, words("kit.check.done"), "ok", "circle-check"),
            Option(NOT_DONE, words("kit.check.not_done"), "fail", "octagon-x"),
        ]
        if item.may_skip:
            options.append(Option(NOT_APPLICABLE, words("kit.check.na"), "off", "circle-slash"))
        self.choice = Segmented(look, tuple(options), name=name, kind="big")
        self.choice.setAccessibleName(item.text)
        said = item.text if item.must else words("kit.check.optional", text=item.text)
        self._text = Text(look, f"{number}  {said}", "body", wrap=True)
        self._sub, self._told = item.sub, Text(look, item.sub, "hint", wrap=True)
        self._told.setVisible(bool(item.sub))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch()
        texts.addWidget(self._text)
        texts.addWidget(self._told)
        texts.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space(2))
        row.addLayout(texts, 1)
        row.addWidget(self.choice)

    def wait(self, reason: str) -> None:
        self.choice.setEnabled(not reason)
        self._text.colour("ink3" if reason else "ink")
        self._told.say(reason or self._sub)
        self._told.setVisible(bool(reason or self._sub))
