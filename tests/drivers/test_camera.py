"""The camera over real OpenCV and a real recording; what stays in view is told once."""

import itertools
import queue
import sys
from pathlib import Path

import pytest

from app.stations.bench import Bench, DeviceState, Kind
from drivers.device import Binding, Ears, Times, Traffic
from drivers.health import Condition, Health, Trouble
from drivers.links.address import UnusableAddress, connect_to
from drivers.links.link import LinkEars
from drivers.roster import driver
from drivers.scanners.camera import Camera, View
from drivers.scanners.reading import Seen
from drivers.scanners.scan import Scan, Transport
from tests.drivers.test_reading import picture

PATIENCE_S = 20
A, B = Seen("]Q1A", b"A"), Seen("]Q1B", b"B")


class Listener:
    """Hears all a camera says."""

    def __init__(self) -> None:
        self.scans: queue.Queue[Scan] = queue.Queue()
        self.states: queue.Queue[Health] = queue.Queue()
        self.frames: queue.Queue[Traffic] = queue.Queue()

    def ears(self) -> Ears[Scan]:
        return Ears(self.scans.put, self.states.put, self.frames.put)

    def state(self) -> tuple[Condition, Trouble]:
        state = self.states.get(timeout=PATIENCE_S)
        return state.condition, state.trouble


class Told:
    """Hears a bench."""

    def __init__(self, heard: queue.Queue[object]) -> None:
        self.heard = heard.put

    def changed(self, state: DeviceState) -> None:
        pass


def a_camera(listener: Listener, where: object, **settings: str) -> Camera:
    binding = Binding("camera", "camera", f"camera:{where}", settings=settings)
    seconds = itertools.count(step=0.1)
    times = Times(lambda: 1_700_000_000_000, lambda: next(seconds))
    return Camera(binding, connect_to(binding), listener.ears(), times)


def a_recording(folder: Path, *shown: str) -> Path:
    """Return a film of two pictures for each text; an empty one shows nothing."""
    cv2 = pytest.importorskip("cv2")
    numpy = pytest.importorskip("numpy")
    path = folder / "pictures.avi"
    film = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 10.0, (320, 320))
    assert film.isOpened()
    for text in shown:
        frame = numpy.full((320, 320, 3), 255, numpy.uint8)
        if text:
            grey = numpy.array(picture(text, "DataMatrix"))
            frame[: grey.shape[0], : grey.shape[1]] = grey[:, :, None]
        film.write(frame)
        film.write(frame)
    film.release()
    return path


def test_a_recording_is_read_and_a_symbol_counts_again_once_it_was_gone(tmp_path):
    path = a_recording(tmp_path, "A", "A", *[""] * 10, "A", "B")
    listener = Listener()
    camera = a_camera(listener, path)
    camera.start()
    assert listener.state() == (Condition.OPENING, Trouble.NONE)
    assert listener.state() == (Condition.READY, Trouble.NONE)
    assert listener.state() == (Condition.ABSENT, Trouble.PULLED)
    camera.stop()
    camera.stop()
    told = [listener.scans.get_nowait() for _ in range(listener.scans.qsize())]
    assert [(scan.aim, scan.text) for scan in told] == [("]d1", "A"), ("]d1", "A"), ("]d1", "B")]
    assert {(scan.transport, scan.source) for scan in told} == {(Transport.CAMERA, "camera")}
    assert listener.frames.qsize() == 3


def test_the_bench_takes_a_camera_like_any_scanner(tmp_path):
    binding = Binding("SCAN-2", "camera", f"camera:{a_recording(tmp_path, 'A')}")
    bench = Bench((binding,), now_ms=lambda: 5)
    heard: queue.Queue[object] = queue.Queue()
    bench.listen(Told(heard))
    bench.start()
    assert heard.get(timeout=PATIENCE_S) == Scan("A", "]d1", "SCAN-2", 5, Transport.CAMERA)
    assert bench.of_kind(Kind.SCANNER) == ("SCAN-2",)
    bench.stop()


def test_a_camera_that_is_not_there_is_said(tmp_path):
    pytest.importorskip("cv2")
    listener = Listener()
    camera = a_camera(listener, tmp_path / "none.avi")
    camera.start()
    assert listener.state() == (Condition.OPENING, Trouble.NONE)
    assert listener.state() == (Condition.ABSENT, Trouble.NO_SUCH_PORT)
    camera.stop()


def test_without_the_option_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "cv2", None)
    listener = Listener()
    camera = a_camera(listener, "0")
    camera.start()
    assert listener.state() == (Condition.OPENING, Trouble.NONE)
    assert listener.state() == (Condition.FAULTED, Trouble.NOT_INSTALLED)
    camera.stop()


def test_a_symbol_in_view_is_new_once():
    view = View(gone_s=1.0)
    assert view.new((A,), 0.0) == (A,)
    assert view.new((A, B), 0.9) == (B,)
    assert view.new((), 1.5) == ()
    assert view.new((A,), 1.8) == ()
    assert view.new((A,), 3.0) == (A,)


@pytest.mark.parametrize("settings", [{"formats": "Bogus"}, {"gone_s": "soon"}])
def test_settings_that_are_none_are_refused(settings):
    with pytest.raises(ValueError, match=r"Bogus|soon"):
        a_camera(Listener(), "0", **settings)


def test_a_driver_that_wants_bytes_is_refused_a_camera():
    binding = Binding("scanner", "scanner", "camera:0")
    with pytest.raises(UnusableAddress):
        connect_to(binding)(LinkEars(lambda _: None, lambda _: None))


def test_a_profile_names_it():
    found = driver("camera")
    assert found is not None
    assert found.load() is Camera
