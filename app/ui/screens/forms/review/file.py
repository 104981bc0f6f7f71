"""Which workbook: dropped, picked with the system's picker, or its path typed or pasted.

Controls by name: `review-path`, `review-read`, `review-browse`.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.paper import files
from app.ui.theme.look import Look

_WIDEST = 720


class SheetChoice(QWidget):
    """`chosen` carries a path; `busy` while it is read, `fail` when it cannot be.

    `left` when the person goes back to the review that is still open.
    """

    chosen = Signal(str)
    left = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        words = look.words
        self._trouble = kit.Banner(look, "fail", "", name="review-trouble")
        self._trouble.hide()
        self._path = kit.Field(look, words("sheet_review.path"), name="review-path")
        self._path.hint(words("sheet_review.path_hint"))
        self._path.changed.connect(self._typed)
        self._path.entered.connect(lambda _: self._tell())
        self._read = kit.Button(
            look, words("sheet_review.read"), name="review-read", kind="primary", icon="eye"
        )
        self._read.clicked.connect(self._tell)
        self._browse = kit.Button(
            look, words("sheet_review.browse"), name="review-browse", icon="folder-open"
        )
        self._browse.clicked.connect(self._pick)
        self._browse.setVisible(files.has_desktop())
        self._back = kit.Button(
            look, words("sheet_review.back"), name="review-back", icon="arrow-left"
        )
        self._back.clicked.connect(lambda: self.left.emit(None))
        self._drop = kit.Text(look, words("sheet_review.drop"), "title", wrap=True)
        self._lay_out()
        self._typed("")

    def put(self, path: str) -> None:
        """Show a path that was dropped."""
        self._path.put(path)

    def busy(self, yes: bool) -> None:
        """Show that the file is being read."""
        self._read.busy(yes)
        self._drop.say(self.look.words("sheet_review.reading" if yes else "sheet_review.drop"))
        if yes:
            self._trouble.hide()

    def show_back(self, yes: bool) -> None:
        """Offer the way back to a review that is open."""
        self._back.setVisible(yes)
        self._trouble.hide()

    def fail(self, sentence: str) -> None:
        """Say why the file becomes no draft."""
        self._trouble.say("fail", self.look.words("sheet_review.refused"), sentence)
        self._trouble.show()

    def _typed(self, text: str) -> None:
        self._read.block("" if text.strip() else self.look.words("sheet_review.no_file"))

    def _tell(self) -> None:
        path = self._path.text().strip().strip('"')
        if path:
            self.chosen.emit(path)

    def _pick(self) -> None:
        words = self.look.words
        kinds = f"{words('sheet_review.file_kind')} (*.xlsx *.xlsm)"
        path, _ = QFileDialog.getOpenFileName(self, words("sheet_review.browse"), "", kinds)
        if path:
            self.put(path)
            self.chosen.emit(path)

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        target = kit.Card(look, "review-drop", "absent")
        middle = Qt.AlignmentFlag.AlignHCenter
        target.body.setContentsMargins(*(look.space(5),) * 4)
        target.body.addWidget(kit.IconBox(look, "file-spreadsheet", ink="ok", size=64), 0, middle)
        for line in (self._drop, kit.Text(look, words("sheet_review.drop_hint"), wrap=True)):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            target.body.addWidget(line)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space(2))
        buttons.addWidget(self._back)
        buttons.addWidget(self._browse)
        buttons.addStretch()
        buttons.addWidget(self._read)
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(3))
        column.addStretch()
        for part in (self._trouble, target, self._path):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 8)
        row.addStretch(1)
