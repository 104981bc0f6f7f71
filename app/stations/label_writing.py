"""A label in its printer's own language, and the picture of exactly those bytes.

press = Press(profile.devices)
press.written(row, template)          # what the spool sends
press.picture(template, values, role) # what a screen shows: those bytes, read back
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from app.capabilities.labels.bodies import LabelTemplate
from app.capabilities.labels.jobs.decisions import values
from app.capabilities.labels.jobs.tables import LabelRow
from app.kernel.paths import resources
from app.kernel.refused import Refused
from app.stations.label_layout import laid_out
from drivers.device import Binding
from drivers.printers.layout import Layout, Unprintable

if TYPE_CHECKING:  # the languages bring image and symbol libraries no login waits for
    from drivers.printers.language import Language
    from drivers.printers.typefaces import Typefaces

PLAIN = "zpl"
"""The language a picture is drawn by where no printer is bound yet."""


DRIVER = "printer."
"""How the words of printer drivers begin; the rest is their language."""


def typefaces() -> "Typefaces":
    """Return the faces of every label: Chinese first, then the signs only Inter has (`Ø`, `®`)."""
    from drivers.printers.typefaces import Typefaces

    fonts = resources() / "fonts"
    return Typefaces(
        regular=(fonts / "NotoSansSC-Regular.otf", fonts / "Inter-Regular.ttf"),
        bold=(fonts / "NotoSansSC-Bold.otf", fonts / "Inter-Bold.ttf"),
    )


class Press:
    """Writes labels for the printers of one station. May be used from any thread."""

    def __init__(self, bindings: Callable[[], tuple[Binding, ...]]) -> None:
        self._bindings = bindings
        self._faces_lock = Lock()

    def written(self, row: LabelRow, template: LabelTemplate) -> bytes:
        """Return the bytes that print a label at its printer. Raises Unprintable."""
        language, layout = self._said(template, values(row), row.printer)
        with self._faces_lock:
            return language.label(layout, self._faces)

    def picture(self, template: LabelTemplate, said: Mapping[str, str], role: str) -> bytes:
        """Return a PNG of a label as the printer in a role would print it.

        Refusals: `labels.flaw.<flaw>`.
        """
        from drivers.printers.marks import paper
        from drivers.printers.png import png

        language, layout = self._said(template, said, role)
        try:
            with self._faces_lock:
                data = language.label(layout, self._faces)
                return png(language.preview(data, paper(layout), self._faces), layout.dpi)
        except Unprintable as unprintable:
            raise Refused(f"labels.flaw.{unprintable.flaw}", what=unprintable.what) from unprintable

    def _said(
        self, template: LabelTemplate, said: Mapping[str, str], role: str
    ) -> "tuple[Language, Layout]":
        from drivers.printers.languages import LANGUAGES

        binding = next((one for one in self._bindings() if one.role == role), None)
        word, dpi = PLAIN, ""
        if binding is not None and binding.driver.startswith(DRIVER):
            word, dpi = binding.driver.removeprefix(DRIVER), binding.settings.get("dpi", "")
        layout = laid_out(template, said, int(dpi) if dpi.isdecimal() else 0)
        return LANGUAGES[word], layout

    @cached_property
    def _faces(self) -> "Typefaces":
        return typefaces()
