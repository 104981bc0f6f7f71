"""Taking a delivery in: which material, from whom, how much, how long it keeps, where it lies.

Controls by name: `receive-<field>` for material, supplier, supplier-lot, made, expiry, quantity,
place, lot; `receive-do`. A scan of the supplier's label fills in what it says.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.capabilities.materials.bodies import Material
from app.capabilities.materials.lots.commands import ReceiveLot
from app.kernel.refused import Refused
from app.kernel.symbols.udi import Udi
from app.stations.recogniser import LotLabel, Unknown, lot_meant
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.materials.lot_facts import proposed_expiry, proposed_name
from app.ui.theme.look import Look


class ReceiveSheet(kit.Sheet):
    """`given` carries a `ReceiveLot`; it stays open until `close_sheet`."""

    given = Signal(object)

    def __init__(self, look: Look, host: QWidget, moments: Moments) -> None:
        words = look.words
        title = words("lots.receive")
        super().__init__(look, host, title, name="receive-sheet", side="centre", width=1060)
        self._moments = moments
        self._materials: dict[str, Material] = {}
        self._taken: tuple[str, ...] = ()
        self._trouble = kit.Banner(look, "fail", "", name="receive-trouble")
        self._how = kit.Text(look, words("lots.receive_how"), "body", "ink2", wrap=True)
        self._material = kit.PickField(
            look, words("lots.material"), self._picks, name="receive-material", icon="package"
        )
        self._supplier = kit.PickField(
            look, words("lots.supplier"), self._suppliers, name="receive-supplier", icon="truck"
        )
        self._their_lot = kit.TextField(
            look, words("lots.supplier_lot"), name="receive-supplier-lot", longest=60
        )
        today = moments.today
        past = kit.DayLimits(high=today())
        self._made = kit.DateField(
            look, words("lots.made"), name="receive-made", today=today, limits=past
        )
        self._expiry = kit.DateField(look, words("lots.expiry"), name="receive-expiry", today=today)
        self._quantity = kit.DecimalField(look, words("lots.amount"), name="receive-quantity")
        self._place = kit.TextField(look, words("lots.place"), name="receive-place", longest=60)
        self._lot = kit.TextField(look, words("lots.lot"), name="receive-lot", longest=60)
        self._frames: dict[str, kit.FieldFrame] = {}
        self._do = kit.Button(
            look, title, name="receive-do", kind="primary", icon="package-check", size="normal"
        )
        self._lay_out()
        self._connect()

    def ask(self, materials: tuple[Material, ...], taken: tuple[str, ...]) -> None:
        """Open empty, with what may be received and the names of lots that are taken."""
        self._materials = {one.code: one for one in materials}
        self._taken = taken
        for control in self._controls():
            control.clear()
        self._hint("expiry", "")
        self._do.busy(False)
        self._trouble.setVisible(not materials)
        if not materials:
            self._trouble.say("warn", self.look.words("lots.no_materials"))
        self.open()

    def refuse(self, refused: Refused) -> None:
        """Say why not, above the fields."""
        self._do.busy(False)
        self._trouble.say("fail", self.look.words.refusal(refused))
        self._trouble.show()

    def accepts(self, meaning: object) -> bool:
        """Fill in what the supplier's label says: lot, expiry, day of manufacture."""
        if isinstance(meaning, Udi):
            return self._read(meaning)
        found = lot_meant(meaning) if isinstance(meaning, LotLabel | Unknown) else None
        if found is None:
            return False
        self._their_lot.enter(found.lot)
        return True

    def _read(self, udi: Udi) -> bool:
        if not (udi.valid and udi.has_pi):
            return False
        if udi.lot:
            self._their_lot.enter(udi.lot)
        if udi.made:
            self._made.enter(udi.made)
        if udi.expiry:  # what the label says goes before what we work out
            self._expiry.enter(udi.expiry)
        return True

    def _picks(self) -> tuple[kit.Pick, ...]:
        words = self.look.words
        return tuple(
            kit.Pick(one.code, f"{one.code} · {one.name.of(words.language)}", self._kept(one))
            for one in self._materials.values()
        )

    def _kept(self, one: Material) -> str:
        return one.storage.of(self.look.words.language)

    def _suppliers(self) -> tuple[kit.Pick, ...]:
        material = self._chosen()
        return () if material is None else tuple(kit.Pick(c, c) for c in material.suppliers)

    def _chosen(self) -> Material | None:
        return self._materials.get(self._material.value())

    def _choose_material(self, _: object = None) -> None:
        """Propose what follows from the material: its only supplier, our name for the lot."""
        material, words = self._chosen(), self.look.words
        self._supplier.clear()
        self._trouble.hide()
        if material is None:
            return
        if len(material.suppliers) == 1:
            self._supplier.put(material.suppliers[0])
        today = self._moments.today().isoformat()
        self._lot.put(proposed_name(material.code, today, self._taken))
        life, unit = material.shelf_life_days, material.unit.of(words.language)
        self._hint("expiry", words("lots.life", n=life) if life else words("lots.no_life"))
        self._hint("quantity", words("lots.in_unit", unit=unit))
        self._propose_expiry()

    def _propose_expiry(self, _: object = None) -> None:
        material, made = self._chosen(), self._made.value()
        if material is not None and made:
            self._expiry.put(proposed_expiry(material, made))

    def _hint(self, field: str, text: str) -> None:
        self._frames[field].hint(text)

    def _give(self) -> None:
        """Hand in what was entered; what cannot be handed in yet says so itself."""
        controls = self._controls()
        for control in controls:
            control.take()
        if any(control.refusal() for control in controls):
            return
        material, missing = self._chosen(), self._missing()
        if missing or material is None:
            self._trouble.say("warn", self.look.words("lots.fill_in", fields=missing))
            self._trouble.show()
            return
        self._do.busy(True)
        self.given.emit(
            ReceiveLot(
                lot=self._lot.value(),
                material=material.code,
                supplier=self._supplier.value(),
                supplier_lot=self._their_lot.value(),
                quantity=Decimal(self._quantity.value()),
                expiry=self._expiry.value(),
                place=self._place.value(),
            )
        )

    def _missing(self) -> str:
        """Return the names of what is still to be entered."""
        words = self.look.words
        needed: Sequence[tuple[str, kit.Control[str]]] = (
            ("material", self._material),
            ("supplier", self._supplier),
            ("supplier_lot", self._their_lot),
            ("amount", self._quantity),
            ("lot", self._lot),
        )
        names = [words(f"lots.{name}") for name, control in needed if control.is_empty()]
        return words("orders.comma").join(names)

    def _controls(self) -> tuple[kit.Control[Any], ...]:
        first = (self._material, self._supplier, self._their_lot, self._made)
        return (*first, self._expiry, self._quantity, self._place, self._lot)

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space(4))
        grid.setVerticalSpacing(look.space(2))
        fields: tuple[tuple[str, str, kit.Control[str], bool], ...] = (
            ("material", "lots.material", self._material, True),
            ("supplier", "lots.supplier", self._supplier, True),
            ("supplier_lot", "lots.supplier_lot", self._their_lot, True),
            ("quantity", "lots.amount", self._quantity, True),
            ("made", "lots.made", self._made, False),
            ("expiry", "lots.expiry", self._expiry, False),
            ("place", "lots.place", self._place, False),
            ("lot", "lots.lot", self._lot, True),
        )
        for place, (key, text, control, required) in enumerate(fields):
            frame = kit.FieldFrame(look, words(text), name=f"receive-{key}", required=required)
            frame.hold(control)
            self._frames[key] = frame
            grid.addWidget(frame, place // 2, place % 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        inside = QWidget()
        inside.setLayout(grid)
        grid.setContentsMargins(0, 0, look.space(1), 0)
        self.body.addWidget(self._how)
        self.body.addWidget(self._trouble)
        scroller = kit.Scroller(look, "receive-scroll", inside)
        scroller.setMinimumHeight(min(460, inside.sizeHint().height() + 40))
        self.body.addWidget(scroller, 1)
        self.buttons.addWidget(self._do, 1)

    def _connect(self) -> None:
        self._material.changed.connect(self._choose_material)
        self._made.changed.connect(self._propose_expiry)
        self._do.clicked.connect(self._give)
