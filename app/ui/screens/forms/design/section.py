"""The properties of a section: its title in both languages, how many fields stand side by side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.forms.definition.answers import Flaw
from app.ui import kit
from app.ui.screens.forms.design.body import MOST_COLUMNS, Plain
from app.ui.screens.forms.design.drawing import Told
from app.ui.screens.forms.design.lines import put_quietly
from app.ui.screens.forms.design.parts import PropertiesHead, foot
from app.ui.screens.forms.design.says import said
from app.ui.theme.look import Look


class SectionProperties(QWidget):
    """`told` carries a `Told` of a section, `asked` what is to be done with it."""

    told = Signal(object)
    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        words = look.words
        self._section: Plain = {}
        self._head = PropertiesHead(look)
        self._lines = {one: self._text(one) for one in ("zh", "en")}
        usual = kit.Option("1", words("form_design.columns_usual"))
        columns = (usual, *(kit.Option(str(one), str(one)) for one in range(2, MOST_COLUMNS + 1)))
        self._columns = kit.Segmented(look, columns, name="design-columns")
        self._columns.chosen.connect(lambda key: self.told.emit(Told("columns", int(key))))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space(2))
        column.addWidget(self._head)
        column.addWidget(kit.Rule(look))
        for line in self._lines.values():
            column.addWidget(line)
        column.addWidget(kit.Text(look, words("form_design.columns"), "label"))
        column.addWidget(self._columns)
        column.addWidget(kit.Text(look, words("form_design.columns_how"), "hint", wrap=True))
        column.addStretch()
        column.addLayout(foot(look, self.asked.emit, "section"))

    def show_section(self, section: Plain, flaws: tuple[Flaw, ...]) -> None:
        """Show a section, and what is wrong with its title."""
        self._section = section
        words = self.look.words
        title = said(words, section["title"]) or words("form_design.untitled")
        count = words("form_design.fields_n", n=len(section["fields"]))
        self._head.say(title, count, "layers", words("form_design.section"))
        for language, line in self._lines.items():
            text = str(section["title"].get(language, ""))
            put_quietly(line, text)
            is_missing = bool(flaws) and not text.strip()
            line.fail(words.refusal(flaws[0].refused) if is_missing else "")
        columns = section.get("columns", 1)
        self._columns.choose(str(columns if columns in range(1, MOST_COLUMNS + 1) else 1))

    def focus(self) -> None:
        """Put the focus into its title."""
        line = self._lines["zh" if self.look.words.language == "zh_CN" else "en"]
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.edit.selectAll()

    def _text(self, language: str) -> kit.Field:
        words = self.look.words
        told = words(f"form_design.language.{language}")
        label = f"{words('form_design.title')} · {told}"
        made = kit.Field(self.look, label, name=f"design-title-{language}")
        made.changed.connect(lambda text: self._say(language, text))
        return made

    def _say(self, language: str, text: str) -> None:
        self.told.emit(Told("title", {**self._section["title"], language: text}))
