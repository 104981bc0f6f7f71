"""Draws labels for the queue off the window's thread: printed ones, and one not asked for yet."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.capabilities.labels.bodies import LabelTemplate
from app.capabilities.labels.jobs.decisions import values
from app.capabilities.labels.jobs.tables import LabelRow
from app.kernel.quantity import plain
from app.kernel.refused import Refused
from app.stations.label_writing import Press
from app.ui.floor import Floor
from app.ui.screens.labels.preview import Preview
from app.ui.screens.labels.print_sheet import Draft
from app.ui.screens.labels.queue_facts import draft_values, template_here


class Pictures:
    """The pictures of one screen; what comes too late is not shown."""

    def __init__(self, floor: Floor, owner: QWidget) -> None:
        self._floor, self._owner = floor, owner
        self._here = floor.station.profile.station
        self._press = Press(floor.bench.bindings)
        self._latest: dict[Preview, object] = {}

    def label(self, row: LabelRow, preview: Preview) -> None:
        """Draw a label as it is printed."""
        is_latest = self._begin(preview)

        def draw(found: LabelTemplate | Refused) -> None:
            if isinstance(found, Refused):
                preview.say_refused(found)
            elif is_latest():
                self._draw(found, values(row), row.printer, preview, is_latest)

        self._floor.ask(self._owner, lambda c: template_here(c, row), draw)

    def draft(self, draft: Draft, preview: Preview) -> None:
        """Draw the first label of what is being asked for, or say why there can be none."""
        is_latest = self._begin(preview)

        def draw(found: dict[str, str] | Refused) -> None:
            if isinstance(found, Refused):
                preview.say_refused(found)
            elif is_latest():
                self._draw(draft.template, found, draft.command.printer, preview, is_latest)

        self._floor.ask(
            self._owner,
            lambda c: draft_values(c, self._here, draft.template, draft.command),
            draw,
        )

    def _draw(
        self,
        body: LabelTemplate,
        said: dict[str, str],
        role: str,
        preview: Preview,
        is_latest: Callable[[], bool],
    ) -> None:
        size = f"{plain(body.width)} × {plain(body.height)} mm"

        def show(png: bytes) -> None:
            if is_latest():
                preview.show_picture(png, size, said["serial"])

        self._floor.work(
            self._owner,
            lambda: self._press.picture(body, said, role),
            show,
            preview.say_refused,
        )

    def _begin(self, preview: Preview) -> Callable[[], bool]:
        mark = self._latest[preview] = object()
        return lambda: self._latest[preview] is mark
