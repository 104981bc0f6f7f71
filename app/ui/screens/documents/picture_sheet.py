"""Another picture for a step: an SVG, PNG or JPEG file, read on a worker."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.kernel.refused import Refused
from app.ui import kit
from app.ui.floor import Floor
from app.ui.theme.look import Look

MEDIA = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
LIMIT_BYTES = 2_000_000


class PictureSheet(kit.Sheet):
    """`brought` carries (bytes, MIME type). Controls: `picture-path`, `picture-take`."""

    brought = Signal(object)

    def __init__(self, floor: Floor, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(
            look, host, words("library.picture.title"), name="picture", side="centre", width=560
        )
        self._floor = floor
        self._path = kit.Field(look, words("library.picture.path"), name="picture-path")
        self._path.hint(words("library.picture.how"))
        pick = kit.Button(look, words("library.picture.pick"), name="picture-pick", icon="image")
        pick.clicked.connect(self._pick)
        row = QHBoxLayout()
        row.addWidget(self._path, 1)
        row.addWidget(pick)
        self.body.addLayout(row)
        take = kit.Button(look, words("library.picture.take"), name="picture-take", kind="primary")
        take.clicked.connect(self._take)
        self.buttons.addStretch()
        self.buttons.addWidget(take)

    def ask(self) -> None:
        """Open it, empty."""
        self._path.put("")
        self._path.fail("")
        self.open()

    def _pick(self) -> None:
        title = self.look.words("library.picture.title")
        path, _ = QFileDialog.getOpenFileName(self, title, "", "*.svg *.png *.jpg *.jpeg")
        if path:
            self._path.put(path)

    def _take(self) -> None:
        path = Path(self._path.text().strip())
        self._floor.work(self, lambda: _read(path), self._done, self._failed)

    def _done(self, found: tuple[bytes, str]) -> None:
        self.close_sheet()
        self.brought.emit(found)

    def _failed(self, refused: Refused) -> None:
        self._path.fail(self.look.words.refusal(refused))


def _read(path: Path) -> tuple[bytes, str]:
    """Return a picture, its kind. Refuses `picture.unknown_kind`, `.unreadable`, `.too_large`."""
    media = MEDIA.get(path.suffix.lower())
    if media is None:
        raise Refused("picture.unknown_kind", path=path.name)
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise Refused("picture.unreadable", path=path.name) from trouble
    if len(data) > LIMIT_BYTES:
        raise Refused("picture.too_large", size=len(data), limit=LIMIT_BYTES)
    return data, media
