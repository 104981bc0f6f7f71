"""The demo's cable carries what is said, cuts it when pulled, and answers nobody while out."""

import contextlib
import socket
import threading

import pytest

from app.demo.cable import LOCAL, Cable


class Echo:
    """A server that says back what it hears."""

    def __init__(self) -> None:
        self.listening = socket.create_server((LOCAL, 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self.listening.accept()
                threading.Thread(target=self._answer, args=(caller,), daemon=True).start()

    def _answer(self, caller: socket.socket) -> None:
        with caller:
            while data := caller.recv(1024):
                caller.sendall(data)

    def close(self) -> None:
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()


@pytest.fixture
def echo():
    made = Echo()
    yield made
    made.close()


@pytest.fixture
def cable(echo):
    made = Cable(echo.port)
    yield made
    made.close()
    made.close()


def call(cable: Cable) -> socket.socket:
    return socket.create_connection((LOCAL, cable.port), timeout=5)


def said_back(caller: socket.socket, text: bytes) -> bytes:
    caller.sendall(text)
    heard = b""
    while len(heard) < len(text) and (more := caller.recv(65_536)):
        heard += more
    return heard


def test_what_is_said_arrives(cable):
    text = b"a report of ten pieces " * 100
    with call(cable) as caller:
        assert said_back(caller, text) == text


def test_pulled_it_cuts_what_is_open(cable):
    with call(cable) as caller:
        assert said_back(caller, b"hello") == b"hello"
        cable.pull()
        assert caller.recv(10) == b""


def test_pulled_it_answers_nobody_and_plugged_it_does(cable):
    cable.pull()
    with call(cable) as caller, contextlib.suppress(ConnectionError):
        assert said_back(caller, b"hello") == b""
    cable.plug()
    with call(cable) as caller:
        assert said_back(caller, b"hello") == b"hello"


def test_with_no_server_it_hangs_up(cable, echo):
    echo.close()
    echo.listening = socket.create_server((LOCAL, 0))  # somewhere else
    with call(cable) as caller, contextlib.suppress(ConnectionError):
        assert said_back(caller, b"hello") == b""
