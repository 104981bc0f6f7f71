"""Every kind of field and how it is filled, in one table; other capabilities add their own here."""

from collections.abc import Callable, Mapping
from functools import partial

from app.capabilities.forms.definition.answers import Place
from app.ui.screens.forms.fields.around import Around
from app.ui.screens.forms.fields.control import FieldControl, ValueControl
from app.ui.screens.forms.fields.numbers import NumberControl, StripControl
from app.ui.screens.forms.fields.picked import GaugeControl, LotControl, MachineControl
from app.ui.screens.forms.fields.pictured import DefectControl, FileControl, PhotoControl
from app.ui.screens.forms.fields.rows import RowsControl
from app.ui.screens.forms.fields.sampled import SamplingControl
from app.ui.screens.forms.fields.scanned import ScanControl
from app.ui.screens.forms.fields.shown import (
    FormulaControl,
    SerialControl,
    ShownControl,
    SignControl,
)
from app.ui.screens.forms.fields.simple import ONE_VALUE
from app.ui.screens.forms.fields.snapshot import SnapshotControl
from app.ui.screens.forms.fields.staged import ManyControl, SplitControl
from app.ui.screens.forms.fields.weighed import WeightControl

Maker = Callable[[Around, Place], FieldControl]


def control_for(around: Around, place: Place) -> FieldControl:
    """Return what fills a place; one whose kind is unknown here is shown with a sentence."""
    make = CONTROLS.get(place.kind.code, ShownControl)
    return make(around, place)


CONTROLS: Mapping[str, Maker] = {
    **{kind: partial(ValueControl, one=one) for kind, one in ONE_VALUE.items()},
    "integer": NumberControl,
    "decimal": NumberControl,
    "measurement": NumberControl,
    "samples": StripControl,
    "matrix": StripControl,
    "weight": WeightControl,
    "quantity_split": SplitControl,
    "multi_choice": ManyControl,
    "scan": ScanControl,
    "udi": ScanControl,
    "photo": PhotoControl,
    "defect_map": DefectControl,
    "file": FileControl,
    "formula": FormulaControl,
    "serial_number": SerialControl,
    "signature": SignControl,
    "table": partial(RowsControl, make=control_for),
    "lot": LotControl,
    "gauge": GaugeControl,
    "equipment": MachineControl,
    "parameters": SnapshotControl,
    "sampling": SamplingControl,
}
"""What fills each kind of field that a capability plugs in; a house test compares the two."""
