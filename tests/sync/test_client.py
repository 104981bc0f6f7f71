"""The exchange's thread, where nobody answers: it goes on, whatever happens to whom it tells."""

import threading

from app.journal.journal import Author, Journal
from app.journal.upcast import Vocabulary
from app.journal.upgrade import make_ready
from app.kernel.clock import SystemClock
from app.kernel.sealing import SigningKey, new_private_bytes
from app.store.engine import open_reader, open_writer
from app.store.writer import Writer
from app.sync.client import Facts, SyncClient
from app.sync.signing import Identity
from app.sync.transport import Server

NOBODY_THERE = Server("http://127.0.0.1:9")


def test_a_listener_that_fails_does_not_end_the_exchange(tmp_path, warnings):
    engine = open_writer(tmp_path / "station.db")
    vocabulary = Vocabulary(())
    make_ready(engine, vocabulary)
    clock = SystemClock()
    journal = Journal(Author("ST-1", "ST-1-1", "A"), vocabulary, clock, lambda *_: True)
    writer, reading = Writer(engine), open_reader(tmp_path / "station.db")
    me = Identity("ST-1", SigningKey(new_private_bytes()).sign)
    told, told_twice = [], threading.Event()

    def listener(status):
        told.append(status)
        if len(told) == 1:
            raise RuntimeError("the window is gone")
        told_twice.set()

    facts = Facts(NOBODY_THERE, me, ("A",), journal, writer, reading, clock)
    client = SyncClient(facts, listener)
    with warnings.expected("sync.report_failed"):
        client.start()
        assert told_twice.wait(20)
    client.close()
    writer.close()
    reading.dispose()
    engine.dispose()
