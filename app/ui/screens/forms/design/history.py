"""What a form was before: every edit can be undone and done again. No Qt."""

from dataclasses import dataclass, field

from app.ui.screens.forms.design.body import Plain

MOST_STEPS = 200


@dataclass
class History:
    """`body` is the form as it stands. Edits that are one to a person share a `token`."""

    body: Plain
    _before: list[Plain] = field(default_factory=list)
    _after: list[Plain] = field(default_factory=list)
    _token: str = ""

    def do(self, body: Plain, token: str = "") -> bool:
        """Take an edit; False where it changed nothing. Typing a label is one step, not twenty."""
        if body is self.body or body == self.body:
            return False
        if not token or token != self._token:
            self._before.append(self.body)
            del self._before[:-MOST_STEPS]
        self._token = token
        self._after.clear()
        self.body = body
        return True

    def undo(self) -> bool:
        """Go back before the last edit."""
        return self._turn(self._before, self._after)

    def redo(self) -> bool:
        """Do again what was undone."""
        return self._turn(self._after, self._before)

    @property
    def may_undo(self) -> bool:
        """Tell whether there is something to undo."""
        return bool(self._before)

    @property
    def may_redo(self) -> bool:
        """Tell whether something was undone."""
        return bool(self._after)

    def _turn(self, source: list[Plain], target: list[Plain]) -> bool:
        self._token = ""
        if not source:
            return False
        target.append(self.body)
        self.body = source.pop()
        return True
