"""A form is begun: which one of those in force, and for what it is filled."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.capabilities.forms.filling.commands import StartForm
from app.capabilities.forms.judging.answers import Subject
from app.capabilities.materials.lots.answers import Lot
from app.stations.recogniser import EquipmentLabel, OperationTraveller, OrderTraveller, lot_meant
from app.ui import kit
from app.ui.screens.forms.begin_facts import BeginFacts, told, with_lot
from app.ui.screens.forms.filled_facts import InForce
from app.ui.theme.look import Look

_NAMED = {
    "order": "clipboard-list",
    "operation": "play",
    "lot": "layers",
    "equipment": "wrench",
}
"""What is picked, with its icon; the product comes with the order, the material with the lot."""


class BeginSheet(kit.Sheet):
    """`begun` carries a `StartForm`; `lot_scanned` what a label says, for whoever looks it up.

    Controls: `begin-form`, `begin-<what>`, `begin-do`. A traveller, the label of a machine or of a
    lot that is scanned meanwhile fills in what it names.
    """

    begun = Signal(object)
    lot_scanned = Signal(str)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(look, host, words("filled.begin"), name="begin", side="centre", width=860)
        self._forms: tuple[InForce, ...] = ()
        self._may: Callable[[str], bool] = lambda _: True
        self._facts = BeginFacts()
        self._is_known = False
        self._form = self._picker("form", "clipboard-list", words("filled.choose"))
        self._about = {name: self._picker(name, icon) for name, icon in _NAMED.items()}
        self._told = kit.Note(look)
        self._do = kit.Button(
            look, words("filled.begin"), name="begin-do", kind="primary", icon="play"
        )
        self._do.clicked.connect(self._give)
        self.body.addWidget(kit.Text(look, words("filled.which"), "label"))
        self.body.addWidget(self._form)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(3))
        grid.setVerticalSpacing(look.space(1))
        for at, (name, field) in enumerate(self._about.items()):
            title = kit.Text(look, words(f"filled.about.{name}"), "label")
            grid.addWidget(title, 2 * (at // 2), at % 2)
            grid.addWidget(field, 2 * (at // 2) + 1, at % 2)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self._told)
        self.buttons.addWidget(self._do, 1)

    def ask(self, forms: tuple[InForce, ...], subject: Subject, may: Callable[[str], bool]) -> None:
        """Open it with the forms in force; `subject` is what is known already."""
        self._forms, self._may, self._is_known = forms, may, False
        self._form.put(forms[0].pin.code if len(forms) == 1 and may(forms[0].right) else "")
        for name, field in self._about.items():
            field.put(getattr(subject, name))
        self._show()
        self.open()

    def show_facts(self, facts: BeginFacts) -> None:
        """Offer what a form may be begun for."""
        self._facts, self._is_known = facts, True
        for field in self._about.values():
            field.put(field.value())
        self._show()

    def show_lots(self, name: str, found: tuple[Lot, ...]) -> None:
        """Take a lot that was scanned; of several the person picks one."""
        if not found:
            self._about["lot"].fail(self.look.words("filled.lot_unknown", lot=name))
            return
        for lot in found:
            self._facts = with_lot(self._facts, lot)
        if len(found) == 1:
            self._take("lot", found[0].lot)
        else:
            self._about["lot"].ask()

    def accepts(self, meaning: object) -> bool:
        """Take what a traveller, a machine's label or a lot's label names."""
        match meaning:
            case OperationTraveller(order=order, operation=operation):
                self._take("order", order)
                self._take("operation", operation)
            case OrderTraveller(order=order):
                self._take("order", order)
            case EquipmentLabel(code=code):
                self._take("equipment", code)
            case _:
                lot = lot_meant(meaning)  # type: ignore[arg-type]  # the window hands in a Meaning
                if lot is None:
                    return False
                self.lot_scanned.emit(lot.lot)
        return True

    def subject(self) -> Subject:
        """Return what the form would be filled for."""
        said = {name: field.value() for name, field in self._about.items()}
        return told(Subject(**said), self._facts)

    # ------------------------------------------------------------------ what may be picked
    def _picker(self, name: str, icon: str, placeholder: str = "") -> kit.PickField:
        words = self.look.words
        made = kit.PickField(
            self.look,
            words("filled.which" if name == "form" else f"filled.about.{name}"),
            lambda: self._picks(name),
            name=f"begin-{name}",
            icon=icon,
            placeholder=placeholder or words("filled.scan_or_pick"),
        )
        made.changed.connect(lambda key: self._take(name, str(key)))
        return made

    def _picks(self, name: str) -> tuple[kit.Pick, ...]:
        make = {
            "form": self._forms_in_force,
            "order": self._orders,
            "operation": self._operations,
            "lot": self._lots,
            "equipment": self._machines,
        }
        return make[name]()

    def _forms_in_force(self) -> tuple[kit.Pick, ...]:
        words = self.look.words
        return tuple(
            kit.Pick(
                one.pin.code,
                f"{one.pin.code} {one.pin.title.of(words.language)}",
                words("library.revision", revision=one.pin.revision),
                blocked="" if self._may(one.right) else words("fill.no_right"),
            )
            for one in self._forms
        )

    def _orders(self) -> tuple[kit.Pick, ...]:
        language = self.look.words.language
        return tuple(
            kit.Pick(one.order, one.order, f"{one.product} {one.product_name.of(language)}")
            for one in self._facts.orders
        )

    def _operations(self) -> tuple[kit.Pick, ...]:
        is_zh = self.look.words.language == "zh_CN"
        return tuple(
            kit.Pick(one.operation, one.operation, one.name_zh if is_zh else one.name_en)
            for one in self._facts.steps(self._about["order"].value())
        )

    def _lots(self) -> tuple[kit.Pick, ...]:
        language = self.look.words.language
        own = self._facts.order(self._about["order"].value())
        made = (kit.Pick(own.lot, own.lot, own.product),) if own is not None and own.lot else ()
        return made + tuple(
            kit.Pick(one.lot, one.lot, f"{one.material} {one.material_name.of(language)}")
            for one in self._facts.lots
        )

    def _machines(self) -> tuple[kit.Pick, ...]:
        language = self.look.words.language
        return tuple(
            kit.Pick(one.equipment, f"{one.equipment} {one.name.of(language)}", one.work_centre)
            for one in self._facts.machines
        )

    # ------------------------------------------------------------------ what is picked
    def _take(self, name: str, key: str) -> None:
        field = self._form if name == "form" else self._about[name]
        if field.value() != key:
            field.put(key)
        field.fail("")
        if name == "order":
            self._follow(key)
        self._show()

    def _follow(self, order: str) -> None:
        """Let operation and lot be those of the order that is picked now."""
        steps = {one.operation for one in self._facts.steps(order)}
        if self._about["operation"].value() not in steps:
            self._about["operation"].clear()
        line = self._facts.order(order)
        self._about["lot"].put("" if line is None else line.lot)

    def _show(self) -> None:
        words = self.look.words
        self._do.block(self._why_not())
        about = self.subject()
        named = [one for one in (about.product, about.material, about.supplier) if one]
        said = " · ".join(named) if named else words("filled.how_to_fill")
        self._told.hint(said)

    def _why_not(self) -> str:
        words = self.look.words
        if not self._forms:
            return words("filled.none_in_force")
        if not self._is_known:  # what an order is of is not known before
            return words("kit.table.loading")
        return "" if self._form.value() else words("filled.choose")

    def _give(self) -> None:
        command = StartForm(form=self._form.value(), subject=self.subject())
        self.close_sheet()
        self.begun.emit(command)
