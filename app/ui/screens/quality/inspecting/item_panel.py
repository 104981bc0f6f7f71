"""Left on touch: what is inspected of what, the items, how far it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.capabilities.quality.plans.bodies import Drawn
from app.kernel.words import Words
from app.ui import kit
from app.ui.screens.forms.fill_head import about
from app.ui.screens.quality.inspecting.facts import InspectFacts
from app.ui.screens.quality.inspecting.items import Item, is_left, shown_items
from app.ui.theme.look import Look

WIDTH_PX = 336


class ItemPanel(kit.Card):
    """`chosen` carries the key of an item, `left` that somebody goes back."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "item-panel")
        self.setFixedWidth(WIDTH_PX)
        words = look.words
        self._back = kit.Button(
            look, name="inspect-back", kind="ghost", icon="arrow-left", size="small"
        ).named(words("inspect.back"))
        self._back.clicked.connect(self.left)
        self._title = kit.Text(look, "", "title", elide=True)
        self._sub = kit.Text(look, "", "hint", wrap=True)
        self._list = kit.ItemList(look, name="items", accessible=words("inspect.items"))
        self._list.chosen.connect(self.chosen)
        self._foot = kit.Card(look, "progress-card", "sunken").hug()
        self._done = kit.Text(look, "", "strong")
        self._plan = kit.Text(look, "", "hint", wrap=True)
        self._bar = kit.ProgressBar(look, "inspect-progress", accessible=words("inspect.progress"))
        self._lay_out()

    def show_facts(self, facts: InspectFacts, found: tuple[Item, ...], current: str) -> None:
        """Show the items as they stand."""
        words, fill = self.look.words, facts.fill
        self._title.say(str(words.of(fill.title)))
        self._sub.say(about(fill.filled.subject, words) or fill.form)
        self._list.show_items(shown_items(fill, found, current, words), current)
        done = sum(not is_left(fill, item) for item in found)
        self._done.say(words("inspect.done_of", done=done, n=len(found)))
        self._bar.show_parts(done, 0, max(1, len(found)))
        said = sampling_said(facts, words)
        self._plan.say(said)
        self._plan.setVisible(bool(said))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(self.look.space(1))
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch()
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        lines.addStretch()
        head.addWidget(self._back)
        head.addLayout(lines, 1)
        self._foot.body.addWidget(self._plan)
        self._foot.body.addWidget(self._done)
        self._foot.body.addWidget(self._bar)
        self.body.addLayout(head)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._foot)


def sampling_said(facts: InspectFacts, words: Words) -> str:
    """Return the plan of a sampled lot: letter, n, Ac and Re of each class.

    As the form holds it, else as the inspection was asked for.
    """
    said = []
    for held in facts.fill.filled.held.values():
        for code, one in getattr(held.value, "classes", {}).items():
            said.append(
                words(
                    "inspect.plan", defects=code, letter=one.letter, n=one.n, ac=one.ac, re=one.re
                )
            )
    if not said and facts.inspection is not None:
        said = [_drawn(one, words) for one in facts.inspection.row.sample]
    return "\n".join(said)


def _drawn(one: Drawn, words: Words) -> str:
    if not one.letter:
        return words("inspect.plan_fixed", n=one.n, ac=one.ac, re=one.re)
    return words(
        "inspect.plan", defects=one.defects, letter=one.letter, n=one.n, ac=one.ac, re=one.re
    )
