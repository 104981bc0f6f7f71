"""A choice in steps, each depending on the one before: hall, line, station."""

from collections.abc import Callable

from app.ui.kit.choicefield import ChoiceField
from app.ui.kit.control import Control
from app.ui.kit.segmented import Option
from app.ui.kit.text import Text
from app.ui.theme.look import Look

Path = tuple[str, ...]


class CascadeChoice(Control[Path]):
    """`changed` carries the whole path of keys once its last step is chosen; `()` for none.

    `below` returns the choices under a path; none means that the path is whole.
    """

    def __init__(
        self,
        look: Look,
        label: str,
        steps: tuple[str, ...],
        below: Callable[[Path], tuple[Option, ...]],
        *,
        name: str,
    ) -> None:
        super().__init__(look, name, label, ())
        self._steps, self._below, self._name = steps, below, name
        self._path: Path = ()
        self._shown: list[tuple[Text, ChoiceField]] = []
        self._show_from(0)

    def step(self, place: int, key: str) -> None:
        """Choose in one step, as a person does; the steps after it start anew."""
        self._path = (*self._path[:place], key) if key else self._path[:place]
        self._show_from(place + 1)
        self._forward()

    def show_value(self, value: Path) -> None:
        if value != self._path:
            self._path = value
            self._show_from(0)

    def _forward(self) -> None:
        if self._path and not self._below(self._path):
            self.commit(self._path)
        elif not self._path:
            self.commit(())
        else:
            self.refuse(self.look.words("kit.cascade.more", step=self._step(len(self._path))))

    def _show_from(self, place: int) -> None:
        while len(self._shown) > place:
            for old in self._shown.pop():
                old.hide()
                old.deleteLater()
        for depth in range(place, len(self._path) + 1):
            options = self._below(self._path[:depth])
            if not options:
                break
            title = Text(self.look, self._step(depth), "label")
            choice = ChoiceField(
                self.look, self._step(depth), options, name=f"{self._name}-{depth}"
            )
            if depth < len(self._path):
                choice.put(self._path[depth])
            choice.changed.connect(_Step(self, depth))
            self.body.addWidget(title)
            self.body.addWidget(choice)
            self._shown.append((title, choice))
        if self._shown:
            self.setFocusProxy(self._shown[0][1])

    def _step(self, depth: int) -> str:
        return self._steps[depth] if depth < len(self._steps) else ""


class _Step:
    def __init__(self, cascade: CascadeChoice, depth: int) -> None:
        self._cascade, self._depth = cascade, depth

    def __call__(self, key: str) -> None:
        self._cascade.step(self._depth, key)
