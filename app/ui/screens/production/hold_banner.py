"""What holds the work in hand: who, since when, why; or how old the list of holds is, before it
begins. Nothing where nothing does.

Control by name: `work-held`.
"""

from app.capabilities.production.holds.answers import Freshness, Hold
from app.ui import kit
from app.ui.moments import Moments
from app.ui.screens.production.at_work import AtWork
from app.ui.screens.production.holds.words import age_said, by_said
from app.ui.theme.look import Look

_AGES = {Freshness.OLD: "fail", Freshness.AGEING: "warn", Freshness.FRESH: "offline"}


class HoldBanner(kit.Banner):
    """`show_work` says it, or hides."""

    def __init__(self, look: Look, moments: Moments) -> None:
        super().__init__(look, "hold", "", name="work-held", icon="hand")
        self._moments = moments
        self.hide()

    def show_work(self, at: AtWork, machine: str, *, is_offline: bool) -> None:
        """Say what holds the work on this machine, or may hold it without this station knowing."""
        held = at.held(machine)
        if held is not None:
            self._say_held(at, held)
        elif at.task.state == "waiting" and self._is_told(at, is_offline=is_offline):
            state = _AGES.get(at.list_age.freshness, "warn")
            title, text = age_said(self.look.words, at.list_age)
            self.say(state, title, text, icon="hourglass")
        else:
            self.hide()
            return
        self.show()

    def _is_told(self, at: AtWork, *, is_offline: bool) -> bool:
        age = at.list_age
        is_doubtful = age.freshness in (Freshness.AGEING, Freshness.OLD)
        return age.has_server and (is_offline or is_doubtful)

    def _say_held(self, at: AtWork, held: Hold) -> None:
        words = self.look.words
        because = str(words.of(held.because))
        title = words("execute.held", since=self._moments.when(held.at_ms), because=because)
        by = by_said(words, held, at.setters)
        number = at.numbers.get(held.ncr, held.ncr)
        ncr = words("execute.held_ncr", ncr=number) if number else ""
        running = words(f"execute.held_{'running' if at.task.state == 'running' else 'waiting'}")
        gap = "" if words.language == "zh_CN" else " "  # a full stop there has its own room
        self.say("hold", title, gap.join(part for part in (by, ncr, running) if part), icon="hand")
