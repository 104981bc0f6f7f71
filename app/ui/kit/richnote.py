"""A note of several lines with headings, items and bold, and nothing else."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextListFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QTextEdit

from app.ui.kit.button import Button
from app.ui.kit.control import Control
from app.ui.kit.keyboard import Keyboard
from app.ui.kit.notemarkup import HEADING, ITEM, PLAIN, Line, read, write
from app.ui.theme.look import Look

_HEADING_LEVEL = 2
_KEYS = {"bold": "Ctrl+B", "item": "Ctrl+Shift+L", "heading": "Ctrl+Shift+H"}


class RichNote(Control[str]):
    """`changed` carries the note's markup (`notemarkup`) when the focus leaves it.

    What is pasted comes in as plain text. Keys: Ctrl+B, Ctrl+Shift+L, Ctrl+Shift+H.
    """

    def __init__(
        self, look: Look, label: str, *, name: str, lines: int = 5, longest: int = 4000
    ) -> None:
        """`longest`: signs a note may have, its marks included."""
        super().__init__(look, name, label, "")
        self._longest = longest
        self.edit = _Edit(look, label, name)
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * lines + 24)
        self.edit.left.connect(self.take)
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        for mark, key in _KEYS.items():
            self._add(row, f"{name}-{mark}", mark, key)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.edit)
        if look.density.is_touch:
            self._add_keyboard(row, name)
        self.setFocusProxy(self.edit)

    def take(self) -> None:
        markup = write(self.edit.lines())
        over = len(markup) - self._longest
        if over > 0:
            self.refuse(self.look.words("kit.note.long", over=over, longest=self._longest))
        else:
            self.commit(markup)

    def turn(self, mark: str) -> None:
        """Give what is selected a mark, or take it away: bold, item, heading."""
        self.edit.turn(mark)

    def show_value(self, value: str) -> None:
        if write(self.edit.lines()) != value:
            self.edit.show_lines(read(value))

    def _add(self, row: QHBoxLayout, name: str, mark: str, key: str) -> None:
        words = self.look.words
        button = Button(self.look, words(f"kit.note.{mark}"), name=name, size="small")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the selection stays where it is
        button.setToolTip(key)
        button.clicked.connect(lambda: self.turn(mark))
        row.addWidget(button)
        shortcut = QShortcut(
            QKeySequence(key), self.edit, context=Qt.ShortcutContext.WidgetShortcut
        )
        shortcut.activated.connect(lambda: self.turn(mark))

    def _add_keyboard(self, row: QHBoxLayout, name: str) -> None:
        keyboard = Keyboard(self.look, name=f"{name}-keys")
        keyboard.key.connect(self.edit.press)
        keyboard.hide()
        turn = Button(self.look, name=f"{name}-letters", kind="icon", icon="keyboard", size="small")
        turn.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        turn.clicked.connect(lambda: keyboard.setVisible(keyboard.isHidden()))
        row.addWidget(turn.named(self.look.words("kit.letters")))
        self.body.addWidget(keyboard)


class _Edit(QTextEdit):
    """Stock editing, narrowed to what the markup can say."""

    left = Signal()

    def __init__(self, look: Look, label: str, name: str) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setFont(look.font("body"))
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  # Qt's name
        """Take the plain text of whatever is pasted or dropped."""
        if source.hasText():
            self.insertPlainText(source.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802  # Qt's name
        return source.hasText()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt's name
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.matches(QKeySequence.StandardKey.Italic) or event.matches(
            QKeySequence.StandardKey.Underline
        ):
            return
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        after_heading = is_enter and self._kind(self.textCursor().block()) == HEADING
        super().keyPressEvent(event)
        if after_heading:
            self._become(self.textCursor(), PLAIN)

    def press(self, key: str) -> None:
        """Type a key of the keyboard on the screen."""
        cursor = self.textCursor()
        cursor.deletePreviousChar() if key == "delete" else cursor.insertText(key)
        self.setTextCursor(cursor)

    def turn(self, mark: str) -> None:
        if mark == "bold":
            made = QTextCharFormat()
            is_bold = self.fontWeight() >= QFont.Weight.Bold
            made.setFontWeight(QFont.Weight.Normal if is_bold else QFont.Weight.Bold)
            self.mergeCurrentCharFormat(made)
            return
        cursor = self.textCursor()
        kind = {"item": ITEM, "heading": HEADING}[mark]
        wanted = PLAIN if self._kind(cursor.block()) == kind else kind
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        block = self.document().findBlock(first)
        while block.isValid() and block.position() <= last:
            self._become(QTextCursor(block), wanted)
            block = block.next()

    def lines(self) -> tuple[Line, ...]:
        """Return what is written."""
        made: list[Line] = []
        block = self.document().begin()
        while block.isValid():
            kind = self._kind(block)
            made.append(Line(kind, self._pieces(block, kind == HEADING)))
            block = block.next()
        return tuple(made)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other lines."""
        self.clear()
        cursor = self.textCursor()
        for place, line in enumerate(lines):
            if place:
                cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            for text, bold in line.pieces:
                made = QTextCharFormat()
                made.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
                cursor.insertText(text, made)
            self._become(cursor, line.kind)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _kind(self, block: QTextBlock) -> str:
        if block.blockFormat().headingLevel():
            return HEADING
        return ITEM if block.textList() else PLAIN

    def _become(self, cursor: QTextCursor, kind: str) -> None:
        block = cursor.block()
        if (held := block.textList()) is not None and kind != ITEM:
            held.remove(block)
        made = QTextBlockFormat()
        made.setHeadingLevel(_HEADING_LEVEL if kind == HEADING else 0)
        at = QTextCursor(block)
        at.setBlockFormat(made)
        at.select(QTextCursor.SelectionType.BlockUnderCursor)
        dress = QTextCharFormat()
        size = self.look.density.title if kind == HEADING else self.look.density.body
        font = self.look.sized(size)
        dress.setProperty(QTextCharFormat.Property.FontPixelSize, font.pixelSize())
        if kind == HEADING:
            dress.setFontWeight(QFont.Weight.Bold)
        elif self._was_heading(block):
            dress.setFontWeight(QFont.Weight.Normal)
        at.mergeCharFormat(dress)
        at.mergeBlockCharFormat(dress)
        if kind == ITEM and block.textList() is None:
            shape = QTextListFormat()
            shape.setStyle(QTextListFormat.Style.ListDisc)
            QTextCursor(block).createList(shape)
        if not block.text():
            self.mergeCurrentCharFormat(dress)

    def _was_heading(self, block: QTextBlock) -> bool:
        pixel = block.charFormat().property(QTextCharFormat.Property.FontPixelSize)
        return bool(pixel == self.look.density.title)

    def _pieces(self, block: QTextBlock, is_heading: bool) -> tuple[tuple[str, bool], ...]:
        made: list[tuple[str, bool]] = []
        run = block.begin()
        while not run.atEnd():
            fragment = run.fragment()
            bold = fragment.charFormat().fontWeight() >= QFont.Weight.Bold and not is_heading
            text = fragment.text().replace("\u2028", " ")
            made.append((text, bold))
            run += 1
        return tuple(made)
