"""What people do with a device on the screen: try it, see its frames, bind, take away, call."""

from functools import partial

from PySide6.QtCore import QObject

from app.capabilities.labels.jobs.commands import PRINT
from app.capabilities.labels.jobs.queries import waiting_count
from app.capabilities.production.calls.commands import VIEW, CallForHelp
from app.capabilities.production.calls.events import CallReason
from app.capabilities.sites.commands import BIND, BindDevice
from app.kernel.refused import Refused
from app.stations.bench import DeviceState, Direction, Kind
from app.stations.bound import layout_of
from app.stations.protocols import line_of, protocol, written
from app.stations.trying import Tried, Try, tried
from app.stations.wanted import WITH_LINE
from app.ui.kit import Banner, Button, Sheet
from app.ui.moments import Moments
from app.ui.screens.kind import Parts
from app.ui.screens.screen import Notice, Place, Screen
from app.ui.screens.sites.commission_sheet import CommissionSheet
from app.ui.screens.sites.device_detail import DeviceDetail
from app.ui.screens.sites.device_list import DeviceList, pulled
from app.ui.screens.sites.frames_sheet import FramesSheet

QUEUE, WIZARD = "labels", "bind-device"


class DeviceHands(QObject):
    """Hands of `screen`, for the device that is chosen."""

    def __init__(
        self,
        screen: Screen,
        parts: Parts,
        moments: Moments,
        devices: DeviceList,
        detail: DeviceDetail,
    ) -> None:
        super().__init__(screen)
        self._screen, self._news, self._moments = screen, parts.news, moments
        self._floor, self._look, self._words = parts.floor, parts.look, parts.look.words
        self._devices, self._detail = devices, detail
        self._state: DeviceState | None = None
        self._counted = ""
        self._commission: CommissionSheet | None = None
        devices.add_asked.connect(lambda: screen.go.emit(Place(WIZARD)))
        devices.queue_asked.connect(lambda: screen.go.emit(Place(QUEUE)))
        devices.help_asked.connect(self._call)
        detail.tried.connect(self._try)
        detail.frames_asked.connect(self._show_frames)
        detail.bind_asked.connect(self._bind)
        detail.unbind_asked.connect(self._ask_unbind)

    @property
    def is_scanning(self) -> bool:
        """Tell whether a scan is waited for that means nothing but itself."""
        return self._commission is not None and self._commission.isVisible()

    def refresh(self) -> None:
        """Offer what the person in front may do."""
        session = self._floor.session
        if session is None:
            return
        may_bind = session.may(BIND)
        self._devices.may(bind=may_bind, see_queue=session.may(PRINT), call=session.may(VIEW))
        self._detail.may_bind(may_bind)
        self._count_waiting()

    def _count_waiting(self) -> None:
        """Ask how many labels wait for a printer that was pulled."""
        away = pulled(self._news.devices)
        self._counted = away.role if away else ""
        if away is not None and away.kind is Kind.PRINTER:
            here = self._floor.station.profile.station
            count = partial(waiting_count, station=here, printer=away.role)
            self._floor.ask(self, count, self._devices.show_waiting)

    def show(self, state: DeviceState | None) -> None:
        """Show the device that is chosen, None where there is none."""
        self._state = state
        away = pulled(self._news.devices)
        if (away.role if away else "") != self._counted:
            self._count_waiting()
        if state is not None:
            frames = self._floor.bench.frames(state.role)
            heard = [one for one in frames if one.direction is Direction.IN]
            self._detail.show_device(
                state,
                self._bound_as(state),
                self._news.last_told(state.role),
                heard[-1] if heard else None,
                self._news.history(state.role),
            )

    def _bound_as(self, state: DeviceState) -> str:
        """Return how a device is bound: protocol, address, line, as its menu would have them."""
        bindings = self._floor.bench.bindings()
        bound = next((one for one in bindings if one.role == state.role), None)
        spoken = protocol(bound.driver) if bound else None
        if bound is None or spoken is None:
            return state.address
        line = written({**line_of(bound.driver), **bound.settings})
        has_line = bound.address.startswith(WITH_LINE)
        parts = (spoken.name(self._words), state.address, line if has_line else "")
        return " · ".join(part for part in parts if part)

    def _try(self, what: Try) -> None:
        state = self._state
        if state is None:
            return
        if what is Try.COMMISSION:
            self._open_commission(state)
            return
        self._detail.busy(True)
        clock = self._floor.station.clock
        task = partial(tried, self._floor.bench, state.role, what, now_ms=clock.now_ms)
        self._floor.handle(self, task, self._show_tried)

    def _show_tried(self, came: Tried) -> None:
        self._detail.busy(False)
        self._news.note_tried(came)
        self.show(self._state)

    def _open_commission(self, state: DeviceState) -> None:
        sheet = CommissionSheet(self._look, self._screen, state, self._news)
        self._commission = sheet
        sheet.closed.connect(self._commission_closed)
        sheet.open()

    def _commission_closed(self, _: bool) -> None:
        self._commission = None

    def _show_frames(self) -> None:
        state = self._state
        if state is not None:
            title = self._words("frames.title", device=state.name(self._words))
            frames = partial(self._floor.bench.frames, state.role)
            FramesSheet(self._look, self._screen, title, self._moments, frames).open()

    def _bind(self) -> None:
        if self._state is not None:
            self._screen.go.emit(Place(WIZARD, record=self._state.role))

    def _ask_unbind(self) -> None:
        state = self._state
        if state is None:
            return
        look, words = self._look, self._words
        name = state.name(words)
        sheet = Sheet(look, self._screen, words("bind.away.title", device=name), name="away-sheet")
        text = words("bind.away.how", device=name)
        sheet.body.addWidget(Banner(look, "warn", words("bind.away.sure", device=name), text))
        keep = Button(look, words("bind.away.keep"), name="away-keep")
        keep.clicked.connect(sheet.close_sheet)
        take = Button(look, words("bind.away.take"), name="away-take", kind="danger-solid")
        take.clicked.connect(lambda: self._unbind(sheet, state.role))
        sheet.buttons.addWidget(keep, 1)
        sheet.buttons.addWidget(take, 1)
        sheet.closed.connect(sheet.deleteLater)
        sheet.open()

    def _unbind(self, sheet: Sheet, role: str) -> None:
        sheet.close_sheet()
        bound = next((one for one in self._floor.bench.bindings() if one.role == role), None)
        word = bound.driver if bound else ""
        command = BindDevice(role=role, driver=word, address="")
        self._floor.act(self, command, lambda _: self._away(role), self._say_refused)

    def _away(self, role: str) -> None:
        self._floor.handle(self, partial(self._floor.bench.unbind, role), self._gone)

    def _gone(self, _: None) -> None:
        self._news.map_back(layout_of(self._floor.bench.bindings()))

    def _call(self) -> None:
        reason = CallReason.EQUIPMENT
        said = self._words(f"production.call_reason.{reason.value}")
        told = Notice(self._words("home.call.raised", reason=said))
        self._floor.act(
            self,
            CallForHelp(reason=reason),
            lambda _: self._screen.tell.emit(told),
            self._say_refused,
        )

    def _say_refused(self, refused: Refused) -> None:
        self._screen.say_refused(refused)
