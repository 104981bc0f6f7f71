"""Step 1 of the import: which file. A path typed or pasted, the system's picker, or a drop."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.paper import files
from app.ui.theme.look import Look


class FileChoice(QWidget):
    """`chosen` carries a path; `busy` while it is read, `fail` when it cannot be."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("plan-file")
        words = look.words
        self._path = kit.Field(look, words("orders.import.path"), name="plan-path")
        self._path.hint(words("orders.import.kinds"))
        self._path.entered.connect(self._tell)
        self._path.changed.connect(self._typed)
        self._read = kit.Button(look, words("orders.import.read"), name="plan-read", icon="eye")
        self._read.clicked.connect(self._tell)
        self._browse = kit.Button(
            look, words("orders.import.browse"), name="plan-browse", icon="folder-open"
        )
        self._browse.clicked.connect(self._pick)
        self._browse.setVisible(files.has_desktop())
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space(2))
        buttons.addWidget(self._browse)
        buttons.addStretch()
        buttons.addWidget(self._read)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(3))
        column.addWidget(self._target())
        column.addWidget(self._path)
        column.addLayout(buttons)
        column.addStretch()
        self._typed("")

    def put(self, path: str) -> None:
        """Show a path that was dropped."""
        self._path.put(path)

    def busy(self, yes: bool) -> None:
        """Show that the file is being read."""
        self._read.busy(yes)

    def fail(self, sentence: str) -> None:
        """Say why the file cannot be read; empty clears it."""
        self._path.fail(sentence)

    def _target(self) -> QWidget:
        look, words = self.look, self.look.words
        made = kit.Card(look, "plan-drop", "sunken")
        middle = Qt.AlignmentFlag.AlignHCenter
        made.body.setContentsMargins(look.space(4), look.space(5), look.space(4), look.space(5))
        made.body.addWidget(kit.IconBox(look, "file-spreadsheet", ink="ok", size=56), 0, middle)
        title = kit.Text(look, words("orders.import.drop"), "strong", wrap=True)
        text = kit.Text(look, words("orders.import.drop_hint"), "hint", wrap=True)
        for line in (title, text):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            made.body.addWidget(line)
        return made

    def _typed(self, text: str) -> None:
        self._path.fail("")
        self._read.block("" if text.strip() else self.look.words("orders.import.no_file"))

    def _tell(self) -> None:
        path = self._path.text().strip().strip('"')
        if path:
            self.chosen.emit(path)

    def _pick(self) -> None:
        words = self.look.words
        kinds = f"{words('orders.import.file_kind')} (*.xlsx *.xlsm *.csv *.txt)"
        path, _ = QFileDialog.getOpenFileName(self, words("orders.import.browse"), "", kinds)
        if path:
            self._path.put(path)
            self.chosen.emit(path)
