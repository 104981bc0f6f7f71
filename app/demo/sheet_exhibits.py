"""An inspection sheet under review, for the gallery: chosen, refused, read, nearly settled."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.demo.bench_exhibits import Hall
from app.demo.exhibits import BOTH, TOUCH
from app.demo.plant import ENGINEER
from app.demo.settling import until
from app.kernel.paths import resources
from app.ui.exhibits.exhibit import Exhibit
from app.ui.screens.forms.form_page import FormPage
from app.ui.screens.forms.places import IMPORT
from app.ui.screens.forms.review.kept import kept_as
from app.ui.screens.forms.review.sheet_review import SheetReview
from app.ui.screens.screen import Place
from app.ui.theme.look import Look

SHEET = resources() / "plant" / "sheets" / "spike-moulding-ipqc.xlsx"
"""The patrol sheet of the spike, as the quality department keeps it."""


def _read(path: Path, sign: str) -> Callable[[QWidget], None]:
    """Return what reads a workbook, and waits until a control called `sign` can be seen."""

    def settle(screen: QWidget) -> None:
        review = screen.findChild(SheetReview)
        assert review is not None
        review.read(str(path))
        until(lambda: _is_seen(screen, sign))

    return settle


def _settled(screen: QWidget) -> None:
    """Answer some questions and give the form its number."""
    _read(SHEET, "review-make")(screen)
    _write(screen, "review-code", "QF-IPQC-03")
    _write(screen, "review-lsl", "20")
    _write(screen, "review-en", "Puncture force")


def _on_panel(half: str) -> Callable[[QWidget], None]:
    """Return what brings a half to the front of a panel."""

    def settle(screen: QWidget) -> None:
        _settled(screen)
        button = screen.findChild(QAbstractButton, f"review-half-{half}")
        assert button is not None
        button.click()

    return settle


def _previewed(density: str) -> Callable[[QWidget], None]:
    """Return what shows how the form will look."""

    def settle(screen: QWidget) -> None:
        _settled(screen)
        button = screen.findChild(QAbstractButton, f"review-view-{density}")
        assert button is not None
        button.click()
        page = screen.findChild(FormPage)
        assert page is not None
        until(lambda: page.is_built)

    return settle


def _refused(screen: QWidget) -> None:
    with tempfile.TemporaryDirectory(prefix="lineside-gallery-") as folder:
        path = Path(folder) / "点检表 checks.csv"
        path.write_text("检验项目,要求", encoding="utf-8")
        _read(path, "review-trouble")(screen)


def _write(screen: QWidget, name: str, text: str) -> None:
    field = screen.findChild(QLineEdit, name)
    assert field is not None, name
    field.setText(text)


def _is_seen(screen: QWidget, name: str) -> bool:
    return any(one.isVisible() for one in screen.findChildren(QWidget, name))


def _exhibits(hall: Hall) -> tuple[Exhibit, ...]:
    def review(look: Look) -> QWidget:
        """Each begins anew: what the one before kept is thrown away."""
        hall.floor(ENGINEER).station.drop_draft(kept_as(ENGINEER)).result()
        return hall.shell(look, ENGINEER, hall.with_parts(SheetReview), Place(IMPORT))

    return (
        Exhibit("form-import", BOTH, review),
        Exhibit("form-import-refused", BOTH, review, settle=_refused),
        Exhibit("form-import-review", BOTH, review, settle=_read(SHEET, "review-make")),
        Exhibit("form-import-settled", ("bench",), review, settle=_settled),
        Exhibit("form-import-as-touch", BOTH, review, settle=_previewed("touch")),
        Exhibit("form-import-as-bench", ("bench",), review, settle=_previewed("bench")),
        Exhibit("form-import-fields", TOUCH, review, settle=_on_panel("form")),
        Exhibit("form-import-field", TOUCH, review, settle=_on_panel("field")),
    )


EXHIBITS = _exhibits(Hall())
