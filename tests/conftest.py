"""What holds for every test: no screen, no animation, nobody's own data, and quiet logs."""

import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from uuid import uuid4

# Before anything imports Qt or keyring: both look at the environment once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LINESIDE_NO_ANIM", "1")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")

import pytest
from hypothesis import settings

_TESTS = count(1)

OUR_LOGGERS = ("app", "drivers", "server", "tests")

# The same examples in every run, so that a red test is red for everybody; `nightly` wanders.
settings.register_profile("house", derandomize=True, max_examples=50, deadline=None)
settings.register_profile("nightly", max_examples=2_000, deadline=None)
settings.load_profile("house")


def pytest_collection() -> None:
    """Nobody looks for garbage while tests are loaded: all of it stays (app/kernel/loading.py)."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Look for garbage between tests, on this thread: as the window does it (app/ui/tidy.py).

    A Qt object that the collector finds on a writer's thread takes the process with it.
    """
    del item
    gc.collect(2 if next(_TESTS) % 50 == 0 else 1)


class Warnings(logging.Handler):
    """Collects what our own loggers said at WARNING or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.unexpected: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in OUR_LOGGERS:
            self.unexpected.append(record)

    @contextmanager
    def expected(self, event: str) -> Iterator[None]:
        """Assert that the block logs `event` (a record's first words), and forgive just that."""
        before = len(self.unexpected)
        yield
        said = self.unexpected[before:]
        forgiven = [record for record in said if record.getMessage().startswith(event)]
        assert forgiven, f"nothing logged {event!r}; heard: {[r.getMessage() for r in said]}"
        self.unexpected[before:] = [record for record in said if record not in forgiven]


@pytest.fixture(autouse=True)
def warnings() -> Iterator[Warnings]:
    """A warning nobody asserted fails the test: `with warnings.expected("scale.lost"): ...`."""
    heard = Warnings()
    logging.getLogger().addHandler(heard)
    yield heard
    logging.getLogger().removeHandler(heard)
    said = [f"{r.levelname} {r.name}: {r.getMessage()}" for r in heard.unexpected]
    if said:
        pytest.fail("logged, and not asserted:\n" + "\n".join(said), pytrace=False)


@pytest.fixture(scope="session")
def data_homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data-homes")


@pytest.fixture(autouse=True)
def own_data_home(data_homes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that forgets to say where its data lies never touches a person's own.

    A name, not a folder: few tests need one, and making it for each takes longer than most of them.
    """
    monkeypatch.setenv("LINESIDE_DATA", str(data_homes / uuid4().hex))
