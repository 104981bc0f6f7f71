"""A file of a form: chosen or taken from a device; shown by name, size and type."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.kernel.refused import Refused
from app.ui.kit.button import Button
from app.ui.kit.control import Control
from app.ui.kit.listrow import ListRow
from app.ui.theme.look import Look

_STEP = 1024


@dataclass(frozen=True, slots=True)
class FileLimits:
    """The largest size in bytes (0: any) and the endings that may be, as `pdf` (none: any)."""

    most_bytes: int = 0
    endings: tuple[str, ...] = ()


def browse(host: QWidget, title: str, pattern: str) -> str:
    """Ask the system for a file; empty where none was chosen."""
    return QFileDialog.getOpenFileName(host, title, "", pattern)[0]


class FileField(Control[str]):
    """`changed` carries the path chosen; empty for none. `from_device` asks the owner for one.

    A file over the limits is refused in words and never taken. `show_file` shows one kept before.
    """

    from_device = Signal()

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        name: str,
        limits: FileLimits | None = None,
        device: str = "",
        browse: Callable[[QWidget, str, str], str] = browse,
    ) -> None:
        """`device` names the button that asks a device, as `From the camera`; none without it."""
        super().__init__(look, name, label, "")
        self.limits, self._label, self._browse = limits or FileLimits(), label, browse
        words = look.words
        self._row = ListRow(look, "files", words("kit.file.none"), self._said(), name=f"{name}-row")
        self._row.setEnabled(False)
        self._choose = Button(look, words("kit.file.choose"), name=name, icon="folder-open")
        self._choose.clicked.connect(self.ask)
        self._device = Button(look, device, name=f"{name}-device", icon="usb")
        self._device.clicked.connect(self.from_device)
        self._device.setVisible(bool(device))
        self._none = Button(look, name=f"{name}-none", kind="icon", icon="x")
        self._none.clicked.connect(lambda: self.commit(""))
        row = QHBoxLayout()
        row.setSpacing(look.space(1))
        row.addWidget(self._choose)
        row.addWidget(self._device)
        row.addStretch(1)
        row.addWidget(self._none.named(words("kit.file.remove")))
        self.body.addWidget(self._row)
        self.body.addLayout(row)
        self._none.hide()
        self.setFocusProxy(self._choose)

    def ask(self) -> None:
        """Ask for a file."""
        pattern = " ".join(f"*.{ending}" for ending in self.limits.endings)
        if path := self._browse(self, self._label, pattern):
            self.choose(path)

    def choose(self, path: str) -> None:
        """Take a file, or refuse it in words."""
        try:
            self._judge(Path(path))
        except Refused as refused:
            self.refuse(self.look.words.refusal(refused))
            return
        self.commit(path)

    def show_file(self, name: str, size_bytes: int) -> None:
        """Show a file by its name, size and type."""
        ending = Path(name).suffix.removeprefix(".").upper()
        said = " · ".join(part for part in (size_text(size_bytes), ending) if part)
        self._row.say(name, said, icon="file-check")

    def show_value(self, value: str) -> None:
        self._none.setVisible(bool(value))
        words = self.look.words
        self._choose.say(words("kit.file.other" if value else "kit.file.choose"))
        if not value:
            self._row.say(words("kit.file.none"), self._said(), icon="files")
            return
        path = Path(value)
        self.show_file(path.name, path.stat().st_size if path.exists() else 0)

    def _judge(self, path: Path) -> None:
        if not path.is_file():
            raise Refused("kit.file.gone", name=path.name)
        ending, limits = path.suffix.removeprefix(".").lower(), self.limits
        if limits.endings and ending not in limits.endings:
            raise Refused("kit.file.ending", name=path.name, endings=_list(limits.endings))
        size = path.stat().st_size
        if not size:
            raise Refused("kit.file.empty", name=path.name)
        if limits.most_bytes and size > limits.most_bytes:
            most = size_text(limits.most_bytes)
            raise Refused("kit.file.large", name=path.name, size=size_text(size), most=most)

    def _said(self) -> str:
        limits, parts = self.limits, []
        if limits.endings:
            parts.append(_list(limits.endings))
        if limits.most_bytes:
            parts.append(f"≤ {size_text(limits.most_bytes)}")
        return " · ".join(parts)


def size_text(size_bytes: int) -> str:
    """Return `830 B`, `12.5 KB`, `3.0 MB`."""
    size, unit = float(size_bytes), "B"
    for larger in ("KB", "MB", "GB"):
        if size < _STEP:
            break
        size, unit = size / _STEP, larger
    return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"


def _list(endings: tuple[str, ...]) -> str:
    return ", ".join(ending.upper() for ending in endings)
