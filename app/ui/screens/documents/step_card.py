"""One step of an instruction as it is edited: its title, its picture, its points.

Controls by name: `step-<n>-zh`, `step-<n>-en`, `step-<n>-critical`, `step-<n>-picture`,
`step-<n>-up`, `-down`, `-remove`, `step-<n>-point`.
"""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.ui import kit
from app.ui.theme.look import Look

_PICTURE_WIDTH, _PICTURE_HEIGHT = 380, 210
_PLACE = ("x", "y", "label_x", "label_y")

Values = dict[str, Any]


class StepCard(kit.Card):
    """Writes what is typed into the step's plain values. `changed` after each key, `asked` carries
    what else is wanted: picture, up, down, remove, or that points came or went."""

    changed = Signal()
    asked = Signal(str)

    def __init__(self, look: Look, place: int, step: Values, picture: bytes) -> None:
        super().__init__(look, f"step-{place}")
        self._step, self._place = step, place
        self.hug()
        self._picture = kit.Picture(look, name=f"step-{place}-shown")
        self._picture.setFixedSize(_PICTURE_WIDTH, _PICTURE_HEIGHT)
        self._data = picture
        self._lay_out()
        self._show_picture()

    def _lay_out(self) -> None:
        look, words = self.look, self.look.words
        head = QHBoxLayout()
        head.setSpacing(look.space(2))
        head.addWidget(kit.Text(look, words("library.edit.step", n=self._place + 1), "title"))
        head.addStretch()
        critical = kit.Switch(
            look,
            words("library.critical"),
            name=f"step-{self._place}-critical",
            on=bool(self._step.get("critical")),
        )
        critical.switched.connect(lambda on: self._put("critical", on))
        head.addWidget(critical)
        for what, icon in (("up", "arrow-up"), ("down", "arrow-down"), ("remove", "trash-2")):
            head.addWidget(self._button(what, icon, words(f"library.edit.{what}")))
        self.body.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(look.space(3))
        row.addLayout(self._texts(), 1)
        side = QVBoxLayout()
        side.addWidget(self._picture)
        replace = kit.Button(
            look, words("library.edit.picture"), name=f"step-{self._place}-picture", icon="image"
        )
        replace.clicked.connect(lambda: self.asked.emit("picture"))
        side.addWidget(replace)
        side.addStretch()
        row.addLayout(side)
        self.body.addLayout(row)

    def _texts(self) -> QVBoxLayout:
        look, words = self.look, self.look.words
        column = QVBoxLayout()
        column.setSpacing(look.space(2))
        title = QHBoxLayout()
        for language in ("zh", "en"):
            label = words(f"library.edit.title_{language}")
            name = f"step-{self._place}-{language}"
            title.addWidget(self._field(self._step["title"], language, label, name))
        column.addLayout(title)
        for number, point in enumerate(self._step.get("points", [])):
            column.addLayout(self._point(number, point))
        add = kit.Button(
            look,
            words("library.edit.add_point"),
            name=f"step-{self._place}-point",
            kind="ghost",
            icon="plus",
        )
        add.clicked.connect(self._add_point)
        column.addWidget(add)
        column.addStretch()
        return column

    def _point(self, number: int, point: Values) -> QHBoxLayout:
        look, words = self.look, self.look.words
        row = QHBoxLayout()
        row.setSpacing(look.space(2))
        name = f"step-{self._place}-point-{number}"
        for language in ("zh", "en"):
            label = words(f"library.edit.point_{language}", n=f"{self._place + 1}.{number + 1}")
            row.addWidget(self._field(point["text"], language, label, f"{name}-{language}"), 5)
        place = kit.Field(look, words("library.edit.place"), name=f"{name}-place")
        place.put(" ".join(f"{point[one]}" for one in _PLACE))
        place.changed.connect(lambda text: self._move(place, point, text))
        row.addWidget(place, 4)
        row.addWidget(self._critical(point, f"{name}-critical"))
        remove = kit.Button(look, name=f"{name}-remove", kind="ghost", icon="x", size="small")
        remove.say("", words("library.edit.remove_point"))
        remove.clicked.connect(lambda: self._remove_point(number))
        row.addWidget(remove)
        return row

    def _critical(self, point: Values, name: str) -> kit.Switch:
        switch = kit.Switch(
            self.look,
            self.look.words("library.critical"),
            name=name,
            on=bool(point.get("critical")),
        )
        switch.switched.connect(lambda on: self._put_in(point, "critical", on))
        switch.switched.connect(lambda _: self._show_picture())
        return switch

    def _field(self, values: Values, key: str, label: str, name: str) -> kit.Field:
        made = kit.Field(self.look, label, name=name)
        made.put(str(values[key]))
        made.edit.setCursorPosition(0)
        made.changed.connect(lambda text: self._put_in(values, key, text))
        return made

    def _put(self, key: str, value: object) -> None:
        self._put_in(self._step, key, value)

    def _put_in(self, values: Values, key: str, value: object) -> None:
        values[key] = value
        self.changed.emit()

    def _move(self, field: kit.Field, point: Values, text: str) -> None:
        """Take four numbers from 0 to 1000: what is meant, then where its number stands."""
        parts = text.replace(",", " ").split()
        is_good = len(parts) == len(_PLACE) and all(
            part.isascii() and part.isdigit() and int(part) <= 1_000 for part in parts
        )
        field.fail("" if is_good else self.look.words("library.edit.place_how"))
        if is_good:
            point.update({one: int(part) for one, part in zip(_PLACE, parts, strict=True)})
            self._show_picture()
            self.changed.emit()

    def _add_point(self) -> None:
        here = dict(zip(_PLACE, (500, 500, 600, 400), strict=True))
        points = self._step.setdefault("points", [])
        points.append({"text": {"zh": "", "en": ""}, **here, "critical": False})
        self.asked.emit("points")

    def _remove_point(self, number: int) -> None:
        del self._step["points"][number]
        self.asked.emit("points")

    def _button(self, what: str, icon: str, accessible: str) -> kit.Button:
        name = f"step-{self._place}-{what}"
        button = kit.Button(self.look, name=name, kind="ghost", icon=icon, size="small")
        button.say("", accessible)
        button.clicked.connect(lambda: self.asked.emit(what))
        return button

    def _show_picture(self) -> None:
        callouts = tuple(
            kit.Callout(
                number + 1,
                point["label_x"] / 1000,
                point["label_y"] / 1000,
                point["x"] / 1000,
                point["y"] / 1000,
                "fail" if point.get("critical") else "accent",
            )
            for number, point in enumerate(self._step.get("points", []))
        )
        self._picture.show_picture(self._data, callouts if self._data else ())
