"""A form is begun: which one of those in force, and for what it is filled."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.capabilities.documents.answers import Pin
from app.capabilities.forms.filling.commands import StartForm
from app.capabilities.forms.judging.answers import Subject
from app.stations.recogniser import EquipmentLabel, OperationTraveller, OrderTraveller
from app.ui import kit
from app.ui.theme.look import Look

_ABOUT = ("order", "operation", "lot", "product", "equipment")


class BeginSheet(kit.Sheet):
    """`begun` carries a `StartForm`. Controls: `begin-form`, `begin-<what>`, `begin-do`.

    A traveller or a machine's label that is scanned meanwhile fills in what it names.
    """

    begun = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(look, host, words("filled.begin"), name="begin", side="centre", width=760)
        self._pins: tuple[Pin, ...] = ()
        self._form = kit.PickField(
            look,
            words("filled.which"),
            self._picks,
            name="begin-form",
            icon="clipboard-list",
            placeholder=words("filled.choose"),
        )
        self._form.changed.connect(lambda _: self._show())
        self._about = {
            name: kit.Field(look, words(f"filled.about.{name}"), name=f"begin-{name}")
            for name in _ABOUT
        }
        self._do = kit.Button(
            look, words("filled.begin"), name="begin-do", kind="primary", icon="play"
        )
        self._do.clicked.connect(self._give)
        self.body.addWidget(kit.Text(look, words("filled.which"), "label"))
        self.body.addWidget(self._form)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(3))
        grid.setVerticalSpacing(look.space(2))
        for at, field in enumerate(self._about.values()):
            grid.addWidget(field, at // 2, at % 2)
        self.body.addLayout(grid)
        self.body.addWidget(kit.Text(look, words("filled.about.hint"), "hint", wrap=True))
        self.buttons.addWidget(self._do, 1)

    def ask(self, pins: tuple[Pin, ...], subject: Subject) -> None:
        """Open it with the forms in force; `subject` is what is known already."""
        self._pins = pins
        self._form.put(pins[0].code if len(pins) == 1 else "")
        for name, field in self._about.items():
            field.put(getattr(subject, name))
        self._show()
        self.open()

    def accepts(self, meaning: object) -> bool:
        """Take what a traveller or a machine's label names."""
        match meaning:
            case OperationTraveller(order=order, operation=operation):
                self._about["order"].put(order)
                self._about["operation"].put(operation)
            case OrderTraveller(order=order):
                self._about["order"].put(order)
            case EquipmentLabel(code=code):
                self._about["equipment"].put(code)
            case _:
                return False
        return True

    def _picks(self) -> tuple[kit.Pick, ...]:
        words = self.look.words
        return tuple(
            kit.Pick(
                pin.code,
                f"{pin.code} {pin.title.of(words.language)}",
                words("library.revision", revision=pin.revision),
            )
            for pin in self._pins
        )

    def _show(self) -> None:
        words = self.look.words
        missing = "" if self._form.value() else words("filled.choose")
        self._do.block(missing if self._pins else words("filled.none_in_force"))

    def _give(self) -> None:
        said = {name: field.text().strip() for name, field in self._about.items()}
        command = StartForm(form=self._form.value(), subject=Subject(**said))
        self.close_sheet()
        self.begun.emit(command)
