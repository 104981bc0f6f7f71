"""The policy of signatures, shown after a login to whoever has yet to acknowledge it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capabilities.people.policies.commands import AcknowledgePolicy
from app.capabilities.people.policies.tables import PolicyRow
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.ui import kit
from app.ui.floor import Floor
from app.ui.theme.look import Look


class PolicySheet(kit.Sheet):
    """Closing it leaves everything open but signing. Controls: `policy-read`, `policy-later`."""

    def __init__(self, floor: Floor, look: Look, host: QWidget, policy: PolicyRow) -> None:
        words = look.words
        title = words("users.policy_version", n=policy.version)
        super().__init__(look, host, title, name="policy", side="centre", width=720)
        self._floor, self._version = floor, policy.version
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.space(2), 0)
        text = Bilingual(policy.zh, policy.en).of(words.language)
        column.addWidget(kit.Text(look, text, "body", wrap=True))
        column.addStretch()
        self._trouble = kit.Banner(look, "fail", "", name="policy-trouble")
        self._trouble.hide()
        later = kit.Button(look, words("users.policy.later"), name="policy-later", kind="ghost")
        later.clicked.connect(lambda: self.close_sheet(unused=True))
        self._read = kit.Button(
            look,
            words("users.policy.acknowledge"),
            name="policy-read",
            kind="primary",
            icon="check",
        )
        self._read.clicked.connect(self._acknowledge)
        self.body.addWidget(kit.Text(look, words("users.policy.ask"), "body", "ink2", wrap=True))
        self.body.addWidget(kit.Scroller(look, "policy-text", inside), 1)
        self.body.addWidget(self._trouble)
        self.buttons.addWidget(later)
        self.buttons.addStretch()
        self.buttons.addWidget(self._read)
        self.closed.connect(self.deleteLater)

    def _acknowledge(self) -> None:
        self._read.busy(True)
        command = AcknowledgePolicy(version=self._version)
        self._floor.act(self, command, lambda _: self.close_sheet(), self._refused)

    def _refused(self, refused: Refused) -> None:
        self._read.busy(False)
        self._trouble.say("fail", self.look.words.refusal(refused))
        self._trouble.show()
