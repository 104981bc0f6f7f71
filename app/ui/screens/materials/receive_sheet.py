"""Taking a delivery in: which material, from whom, how much, how long it keeps, where it lies.

Controls by name: `receive-<field>` for material, supplier, supplier-lot, made, expiry, quantity,
place, lot; `receive-do`. A scan of the supplier's label fills in what it says.
"""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.materials.bodies import Material
from app.capabilities.materials.lots.commands import ReceiveLot
from app.kernel.symbols.udi import Udi
from app.stations.recogniser import LotLabel, Unknown, lot_meant
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.form_sheet import FormSheet
from app.ui.screens.materials.lot_facts import proposed_expiry, proposed_name
from app.ui.theme.look import Look

_LONGEST = 60


class ReceiveSheet(FormSheet):
    """`given` carries a `ReceiveLot`; it stays open until `close_sheet`."""

    given = Signal(object)

    def __init__(self, look: Look, host: QWidget, moments: Moments) -> None:
        words = look.words
        super().__init__(look, host, words("lots.receive"), name="receive", icon="package-check")
        self._moments = moments
        self._materials: dict[str, Material] = {}
        self._taken: tuple[str, ...] = ()
        self._material = kit.PickField(
            look, words("lots.material"), self._picks, name="receive-material", icon="package"
        )
        self._supplier = kit.PickField(
            look, words("lots.supplier"), self._suppliers, name="receive-supplier", icon="truck"
        )
        self._their_lot = self._text("lots.supplier_lot", "receive-supplier-lot")
        today, past = moments.today, kit.DayLimits(high=moments.today())
        self._made = kit.DateField(
            look, words("lots.made"), name="receive-made", today=today, limits=past
        )
        self._expiry = kit.DateField(look, words("lots.expiry"), name="receive-expiry", today=today)
        self._quantity = kit.DecimalField(look, words("lots.amount"), name="receive-quantity")
        self._place = self._text("lots.place", "receive-place")
        self._lot = self._text("lots.lot", "receive-lot")
        self.lay_fields(
            (
                ("material", words("lots.material"), self._material, True),
                ("supplier", words("lots.supplier"), self._supplier, True),
                ("supplier_lot", words("lots.supplier_lot"), self._their_lot, True),
                ("quantity", words("lots.amount"), self._quantity, True),
                ("made", words("lots.made"), self._made, False),
                ("expiry", words("lots.expiry"), self._expiry, False),
                ("place", words("lots.place"), self._place, False),
                ("lot", words("lots.lot"), self._lot, True),
            )
        )
        self._material.changed.connect(self._choose_material)
        self._made.changed.connect(self._propose_expiry)
        self.do.clicked.connect(self._give)

    def ask(self, materials: tuple[Material, ...], taken: tuple[str, ...]) -> None:
        """Open empty, with what may be received and the names of lots that are taken."""
        self._materials = {one.code: one for one in materials}
        self._taken = taken
        for field in ("expiry", "quantity"):
            self.frames[field].hint("")
        self.begin(self.look.words("lots.receive_how"))
        if not materials:
            self.warn(self.look.words("lots.no_materials"))

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
        language = self.look.words.language
        return tuple(
            kit.Pick(one.code, f"{one.code} · {one.name.of(language)}", one.storage.of(language))
            for one in self._materials.values()
        )

    def _suppliers(self) -> tuple[kit.Pick, ...]:
        material = self._chosen()
        return () if material is None else tuple(kit.Pick(c, c) for c in material.suppliers)

    def _chosen(self) -> Material | None:
        return self._materials.get(self._material.value())

    def _choose_material(self, _: object = None) -> None:
        """Propose what follows from the material: its only supplier, our name for the lot."""
        material, words = self._chosen(), self.look.words
        self._supplier.clear()
        self.trouble.hide()
        if material is None:
            return
        if len(material.suppliers) == 1:
            self._supplier.put(material.suppliers[0])
        today = self._moments.today().isoformat()
        self._lot.put(proposed_name(material.code, today, self._taken))
        life, unit = material.shelf_life_days, material.unit.of(words.language)
        said = words("lots.life", n=f"{life:,}") if life else words("lots.no_life")
        self.frames["expiry"].hint(said)
        self.frames["quantity"].hint(words("lots.in_unit", unit=unit))
        self._propose_expiry()
        self.fit()

    def _propose_expiry(self, _: object = None) -> None:
        material, made = self._chosen(), self._made.value()
        if material is not None and made:
            self._expiry.put(proposed_expiry(material, made))

    def _give(self) -> None:
        """Hand in what was entered; what cannot be handed in yet says so itself."""
        if not self.is_ready():
            return
        self.do.busy(True)
        self.given.emit(
            ReceiveLot(
                lot=self._lot.value(),
                material=self._material.value(),
                supplier=self._supplier.value(),
                supplier_lot=self._their_lot.value(),
                quantity=Decimal(self._quantity.value()),
                expiry=self._expiry.value(),
                place=self._place.value(),
            )
        )

    def _text(self, label: str, name: str) -> kit.TextField:
        return kit.TextField(self.look, self.look.words(label), name=name, longest=_LONGEST)
