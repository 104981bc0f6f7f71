"""The policy of signatures: its present words in both languages, who has acknowledged them.

Controls by name: `policy-publish`, `policy-acknowledge`.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.people.users_facts import UsersFacts
from app.ui.theme.look import Look


class PolicyPage(kit.Card):
    """`asked` carries what is wanted: publish or acknowledge."""

    asked = Signal(str)

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "policy-page")
        self._moments = moments
        words = look.words
        self._title = kit.Text(look, "", "strong", elide=True)
        self._sub = kit.Text(look, "", "hint", elide=True)
        self._chip = kit.StatusChip(look, "todo", "", name="policy-read")
        self._publish = kit.Button(
            look, words("users.publish"), name="policy-publish", icon="scroll-text"
        )
        self._acknowledge = kit.Button(
            look,
            words("users.policy.acknowledge"),
            name="policy-acknowledge",
            icon="check",
            kind="primary",
        )
        self._zh, self._en = (kit.Text(look, "", "body", wrap=True) for _ in range(2))
        self._missing = kit.Text(look, "", "body", "ink2", wrap=True)
        self._versions = kit.Text(look, "", "hint", wrap=True)
        self._lay_out()
        self._publish.clicked.connect(lambda: self.asked.emit("publish"))
        self._acknowledge.clicked.connect(lambda: self.asked.emit("acknowledge"))

    def show_facts(self, facts: UsersFacts, reader: str, block: str) -> None:
        """Show the present policy; `block` says why one may not publish another."""
        words, policy = self.look.words, facts.trust.policy
        self._publish.block(block)
        read = facts.trust.acknowledged
        self._acknowledge.setVisible(policy is not None and reader not in read)
        if policy is None:
            self._title.say(words("users.policy.none"))
            self._sub.say(words("users.policy.none_hint"))
            self._chip.hide()
            return
        self._title.say(words("users.policy_version", n=policy.version))
        by = facts.name(policy.by, words.language)
        day = self._moments.day(policy.at_ms)
        self._sub.say(words("users.policy.by", by=by, day=day, why=policy.why))
        active = [one for one in facts.people if one.is_active]
        left = [one for one in active if one.person not in read]
        state = "warn" if left else "ok"
        done = len(active) - len(left)
        self._chip.show_state(state, words("users.policy.read_by", n=done, all=len(active)))
        self._chip.show()
        self._zh.say(policy.zh)
        self._en.say(policy.en)
        names = words("orders.comma").join(one.name.of(words.language) for one in left)
        self._missing.say(words("users.policy.missing", names=names) if left else "")
        self._versions.say(
            "\n".join(
                words(
                    "users.policy.was",
                    n=row.version,
                    day=self._moments.day(row.at_ms),
                    by=facts.name(row.by, words.language),
                    why=row.why,
                )
                for row in facts.trust.policies[1:]
            )
        )

    def _lay_out(self) -> None:
        look = self.look
        head = QHBoxLayout()
        head.setSpacing(look.space(3))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._title)
        lines.addWidget(self._sub)
        head.addLayout(lines, 1)
        for part in (self._chip, self._publish, self._acknowledge):
            head.addWidget(part)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.space(2), 0)
        column.setSpacing(look.space(4))
        texts = QHBoxLayout()
        texts.setSpacing(look.space(4))
        for language, text in (("zh", self._zh), ("en", self._en)):
            card = kit.Card(look, f"policy-{language}", "sunken").hug()
            card.body.addWidget(text)
            texts.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(texts)
        column.addWidget(self._missing)
        column.addWidget(self._versions)
        column.addStretch()
        self.body.addLayout(head)
        self.body.addWidget(kit.Rule(look))
        self.body.addWidget(kit.Scroller(look, "policy-scroll", inside), 1)
