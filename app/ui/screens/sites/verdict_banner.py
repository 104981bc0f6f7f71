"""What the commissioning scan showed: exact, or what is wrong and which setting to change."""

from app.stations.commissioning import Verdict
from app.ui.kit import Banner
from app.ui.theme.look import Look


class VerdictBanner(Banner):
    """`wait` before a scan, `judge` after one."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "running", "", name="verdict", icon="scan-line")
        self.wait()

    def wait(self) -> None:
        """Say what to do."""
        words = self.look.words
        title, how = words("commission.waiting"), words("commission.waiting_how")
        self.say("running", title, how, icon="scan-line")

    def judge(self, verdict: Verdict, by: str, *, by_keyboard: bool = False) -> None:
        """Show the verdict on the scanner `by`."""
        words = self.look.words
        said = list(verdict.said(words))
        if by_keyboard:
            said.append(words("commission.keyboard"))
        if verdict.is_exact:
            self.say("ok", words("commission.exact", by=by), "\n".join(said))
        elif verdict.is_usable:
            self.say("warn", words("commission.usable", by=by), "\n".join(said))
        else:
            self.say("fail", words("commission.wrong", by=by), "\n".join(said))
