"""What people say about the switching of inspection before they sign it.

Controls by name: `switch-steady`, `switch-agreed`, `switch-reason`, `switch-do`.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.capabilities.quality.switching.commands import AgreeReduced, ResumeInspection
from app.kernel.refused import Refused
from app.ui import kit
from app.ui.screens.quality.sampling.facts import SamplingLine
from app.ui.screens.quality.sampling.state import AGREE, RESUME
from app.ui.theme.look import Look


class SamplingSheet(kit.Sheet):
    """`sent` carries an `AgreeReduced` or a `ResumeInspection`, to be signed."""

    sent = Signal(object)

    def __init__(self, look: Look, host: QWidget) -> None:
        words = look.words
        super().__init__(
            look,
            host,
            words("sampling_state.sign.title"),
            name="switch-sheet",
            side="centre",
            width=700,
        )
        self._line: SamplingLine | None = None
        self._what = AGREE
        self._says = kit.Text(look, "", "body", "ink", wrap=True)
        self._steady = kit.Switch(look, words("sampling_state.sign.steady"), name="switch-steady")
        self._agreed = kit.Switch(look, words("sampling_state.sign.agreed"), name="switch-agreed")
        self.reason = kit.Field(look, words("sampling_state.sign.reason"), name="switch-reason")
        self._do = kit.Button(
            look,
            words("sampling_state.sign.do"),
            name="switch-do",
            kind="primary",
            icon="signature",
        )
        for part in (self._says, self._steady, self._agreed, self.reason):
            self.body.addWidget(part)
        self.buttons.addStretch()
        self.buttons.addWidget(self._do)
        self.reason.changed.connect(lambda _: self.reason.fail(""))
        self.reason.entered.connect(lambda _: self._send())
        self._do.clicked.connect(self._send)

    def ask(self, line: SamplingLine, what: str) -> None:
        """Open about one thing; `what` is what somebody wants to sign."""
        self._line, self._what = line, what
        self._says.say(self.look.words(f"sampling_state.sign.{what}", of=line.of))
        for switch in (self._steady, self._agreed):
            switch.setVisible(what != RESUME)
            switch.setChecked(what == AGREE)
        self.reason.put("")
        self.reason.fail("")
        self.open()

    def _send(self) -> None:
        line, reason = self._line, self.reason.text().strip()
        if line is None:
            return
        if not reason:
            self.reason.fail(self.look.words.refusal(Refused("switching.reason_missing")))
            return
        self.close_sheet()
        if self._what == RESUME:
            self.sent.emit(
                ResumeInspection(form=line.form, field=line.field, of=line.of, reason=reason)
            )
            return
        self.sent.emit(
            AgreeReduced(
                form=line.form,
                field=line.field,
                of=line.of,
                is_steady=self._steady.isChecked(),
                is_agreed=self._agreed.isChecked(),
                reason=reason,
            )
        )
