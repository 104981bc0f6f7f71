"""The parts of a CAPA's page: its strip of disciplines, the chain of whys, the fishbone, actions.

Controls by name: `capa-step-d1` … `-d8`, `capa-action-<first 8 signs>`, `capa-due-<first 8>`.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.capabilities.quality.capa.answers import Capa, needed
from app.capabilities.quality.capa.events import Step
from app.capabilities.quality.capa.tables import CapaActionRow, CapaCheckRow, CapaStepRow
from app.kernel.words import Words
from app.ui import kit
from app.ui.kit.hugging import HuggingWidget
from app.ui.moments import Moments
from app.ui.theme.look import Look

NameOf = Callable[[str], str]


def step_state(one: Capa, step: Step, today: str) -> tuple[str, str]:
    """Return state and icon of a discipline: done, next, late, to do, or not needed."""
    if step not in needed(one.weight):
        return "todo", "minus"
    if one.is_done(step):
        return "ok", "check"
    is_here = step is one.next_step
    if is_here and one.late(today):
        return "fail", "clock"
    return ("running", "arrow-right") if is_here else ("todo", "circle")


def strip(look: Look, one: Capa, today: str) -> QWidget:
    """Return the eight disciplines side by side, each by its state."""
    made = HuggingWidget()
    flow = kit.Flow(made, look.space(1))
    for step in Step:
        state, icon = step_state(one, step, today)
        said = f"{step.value.upper()} {look.words(f'quality.discipline.{step.value}')}"
        flow.addWidget(kit.StatusChip(look, state, said, name=f"capa-step-{step.value}", icon=icon))
    return made


def why_chain(look: Look, said: CapaStepRow) -> QWidget:
    """Return the whys one below the other, and the root cause they lead to."""
    made = HuggingWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space(1))
    for place, why in enumerate(said.whys, 1):
        title = look.words("capa.why_n", n=place)
        column.addLayout(_link(look, "arrow-down", f"{title} {why}", "body"))
    column.addLayout(_link(look, "target", said.text, "strong"))
    return made


def _link(look: Look, icon: str, text: str, role: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look.space(2))
    row.addWidget(kit.IconBox(look, icon, size=28), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(kit.Text(look, text, role, wrap=True), 1)
    return row


def fishbone(look: Look, said: CapaStepRow) -> QWidget:
    """Return the branches with the causes that were thought of."""
    made = kit.Pairs(look, name="capa-fishbone", columns=2)
    made.show_pairs(
        tuple(
            (look.words(f"quality.branch.{bone.branch}"), " · ".join(bone.causes))
            for bone in said.bones
        )
    )
    return made


def action_row(
    look: Look,
    moments: Moments,
    action: CapaActionRow,
    name_of: NameOf,
    ask: Callable[[str], None],
) -> QWidget:
    """Return one action: what, who, until when, and a bar of its days; a press says it is done."""
    words, short = look.words, action.action[-8:]
    today = moments.today()
    due, planned = date.fromisoformat(action.due), moments.local(action.planned_ms).date()
    is_late = not action.is_done and due < today
    state = "ok" if action.is_done else "fail" if is_late else "running"
    said = words("capa.action_done") if action.is_done else _due(words, action.due, is_late=is_late)
    chip = kit.StatusChip(look, state, said, name=f"capa-chip-{short}")
    sort = words(f"quality.action.{action.sort}")
    evidence = f" · {action.evidence}" if action.is_done else ""
    sub = f"{sort} · {name_of(action.who)}{evidence}"
    icon = "check" if action.is_done else "wrench"
    row = kit.ListRow(look, icon, action.what, sub, name=f"capa-action-{short}", end=chip)
    row.setEnabled(not action.is_done)
    row.clicked.connect(lambda: ask(action.action))
    made = HuggingWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(row)
    if not action.is_done:
        bar = kit.SpanBar(look, name=f"capa-due-{short}")
        span = kit.Span(
            planned.toordinal(),
            max(due.toordinal(), planned.toordinal() + 1),
            today.toordinal(),
            None,
            "fail" if is_late else "accent",
            planned.isoformat(),
            action.due,
        )
        bar.show_span(span, said)
        column.addWidget(bar)
    return made


def check_card(look: Look, check: CapaCheckRow, by: str) -> QWidget:
    """Return how one sees whether it worked, and what was found."""
    words = look.words
    made = HuggingWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.space(1))
    pairs = kit.Pairs(look, name=f"capa-check-{check.round}", columns=2)
    pairs.show_pairs(
        tuple(
            pair
            for pair in (
                (words("capa.check_due"), check.due),
                (words("capa.metric"), check.metric),
                (words("capa.target"), check.target),
                (words("capa.result"), check.result),
                (words("cases.evidence"), check.evidence),
            )
            if pair[1]
        )
    )
    column.addWidget(pairs)
    if check.done:
        state = "ok" if check.is_effective else "fail"
        said = words("capa.effective" if check.is_effective else "capa.ineffective")
        chip = kit.StatusChip(look, state, said, name="capa-effective")
        column.addWidget(chip)
        column.addWidget(kit.Text(look, by, "hint", "ink2"))
    return made


def _due(words: Words, day: str, *, is_late: bool) -> str:
    """Return by when an action is to be done; `day` is ISO."""
    return words(f"capa.action_{'late' if is_late else 'due'}", day=day[5:])
