"""Whoever has the disk and no key: every way of tampering is named by `lineside journal verify`."""

import shutil
from hashlib import sha256

import msgspec
import pytest

from app.journal import anchor, head
from app.journal.event import seal, unseal
from app.journal.journal import Author
from app.kernel.clock import SystemClock
from app.kernel.sealing import SigningKey, new_private_bytes
from app.stations import identity
from app.store.engine import open_reader
from tests.server.live import a_server
from tests.tamper.workshop import Forger, at_work, enrolled, verified


def codes(problems):
    return {problem["code"] for problem in problems}


def assert_named(folder, capsys, code, seq=None):
    status, problems, _ = verified(folder, capsys)
    assert status == 1
    assert code in codes(problems), problems
    if seq is not None:
        assert seq in {one["seq"] for one in problems if one["code"] == code}, problems


def test_the_untouched_is_whole_and_says_what_it_did_not_check(folder, capsys):
    status, problems, not_checked = verified(folder, capsys)
    assert (status, problems) == (0, [])
    assert not_checked == ["others_chains"]


def test_a_station_behind_a_passphrase_is_whole_to_who_tells_it(server, tmp_path, capsys):
    words = "nine green bottles"
    folder = enrolled(server, "ST-9", tmp_path / "ST-9", passphrase=words)
    with at_work(folder, passphrase=words) as station:
        station.in_step()
        station.act("P-1", "P-2")
    told = tmp_path / "words"
    told.write_text(words)
    status, problems, not_checked = verified(folder, capsys, "--passphrase-file", str(told))
    assert (status, problems) == (0, [])
    assert not_checked == ["others_chains"]


def test_what_was_put_back_as_it_was_is_whole(folder, tmp_path, capsys):
    shutil.move(folder / "station.db", tmp_path / "kept.db")
    shutil.move(tmp_path / "kept.db", folder / "station.db")
    assert verified(folder, capsys)[0] == 0


def test_an_edited_byte_is_named(folder, capsys):
    with Forger(folder) as forger:
        ordinal, _, seq, data = forger.own()[3]
        forger.do(
            "UPDATE event SET bytes = ? WHERE ordinal = ?", data.replace(b"A-4", b"B-4"), ordinal
        )
    assert_named(folder, capsys, "bytes_changed", seq)


def test_an_edited_event_under_a_fitting_hash_is_named_by_the_one_after(folder, capsys):
    with Forger(folder) as forger:
        ordinal, _, seq, data = forger.own()[3]
        data = data.replace(b"A-4", b"B-4")
        fresh = sha256(data).hexdigest()
        forger.do("UPDATE event SET bytes = ?, hash = ? WHERE ordinal = ?", data, fresh, ordinal)
        forger.roll_anew()
    assert_named(folder, capsys, "wrong_order", seq + 1)


def test_a_deleted_row_is_named(folder, capsys):
    with Forger(folder) as forger:
        ordinal, name, *_ = forger.own()[3]
        forger.do("DELETE FROM event WHERE ordinal = ?", ordinal)
    status, problems, _ = verified(folder, capsys)
    assert status == 1
    assert [one["ordinal"] for one in problems if one["code"] == "row_missing"] == [ordinal]
    assert [one["hash"] for one in problems if one["code"] == "lost"] == [name]


def test_a_row_deleted_without_a_gap_is_named(folder, capsys):
    with Forger(folder) as forger:
        ordinal, name, seq, _ = forger.own()[3]
        forger.do("DELETE FROM event WHERE ordinal = ?", ordinal)
        forger.do("DELETE FROM receipt WHERE hash = ?", name)
        forger.renumber(ordinal, -1)
        forger.roll_anew()
    assert_named(folder, capsys, "gap", seq + 1)


def test_another_stations_row_deleted_without_a_trace_is_named_by_the_signed_head(folder, capsys):
    """Its chain is not whole here and every hash fits: only the signed order of arrival knows."""
    with Forger(folder) as forger:
        ((ordinal, name),) = forger.do("SELECT ordinal, hash FROM event WHERE ordinal = 2")
        forger.do("DELETE FROM event WHERE ordinal = ?", ordinal)
        forger.do("DELETE FROM receipt WHERE hash = ?", name)
        forger.renumber(ordinal, -1)
        forger.roll_anew()
    assert_named(folder, capsys, "rearranged", 9)


def test_swapped_rows_are_named(folder, capsys):
    with Forger(folder) as forger:
        one, other = forger.own()[3][0], forger.own()[4][0]
        forger.do("UPDATE event SET ordinal = -1 WHERE ordinal = ?", one)
        forger.do("UPDATE event SET ordinal = ? WHERE ordinal = ?", one, other)
        forger.do("UPDATE event SET ordinal = ? WHERE ordinal = -1", other)
    assert_named(folder, capsys, "moved")


def test_swapped_rows_in_a_fitting_order_of_arrival_are_named(folder, capsys):
    with Forger(folder) as forger:
        one, other = forger.own()[3][0], forger.own()[4][0]
        forger.do("UPDATE event SET ordinal = -1 WHERE ordinal = ?", one)
        forger.do("UPDATE event SET ordinal = ? WHERE ordinal = ?", one, other)
        forger.do("UPDATE event SET ordinal = ? WHERE ordinal = -1", other)
        forger.roll_anew()
    assert_named(folder, capsys, "gap")


@pytest.mark.parametrize("at", [2, 7])
def test_an_inserted_event_is_named_though_every_hash_fits(folder, capsys, at):
    """It follows on a true event, as a branch of a cloned disk does; but nobody sealed it."""
    with Forger(folder) as forger:
        ordinal, _, seq, data = forger.own()[at]
        true = unseal(data)
        payload = bytes(true.envelope.payload).replace(b"A-", b"X-")
        forged = seal(msgspec.structs.replace(true.envelope, payload=msgspec.Raw(payload)))
        forger.renumber(ordinal, 1)
        forger.do(
            "INSERT INTO event SELECT ?, ?, station, chain, seq, hlc, area, stream, kind, ?,"
            " arrival FROM event WHERE ordinal = ?",
            *(ordinal, forged.hash, forged.data, ordinal + 1),
        )
        forger.roll_anew()
    status, problems, _ = verified(folder, capsys)
    assert status == 1
    (found,) = [one for one in problems if one["code"] == "inserted"]
    assert (found["ordinal"], found["seq"], found["hash"]) == (ordinal, seq, forged.hash)


def cut(folder, beyond):
    """Take the end of the own chain away, with every word of the server on it."""
    with Forger(folder) as forger:
        for ordinal, name, seq, _ in forger.own():
            if seq > beyond:
                forger.do("DELETE FROM event WHERE ordinal = ?", ordinal)
                forger.do("DELETE FROM receipt WHERE hash = ?", name)


def test_a_cut_end_is_named_by_the_signed_head(folder, capsys):
    cut(folder, beyond=7)
    assert_named(folder, capsys, "cut", 9)


def test_a_cut_end_is_named_by_the_servers_word_too(folder, capsys):
    cut(folder, beyond=4)
    assert_named(folder, capsys, "anchor_cut", 6)


def test_a_head_file_that_was_taken_away_is_named(folder, capsys):
    cut(folder, beyond=7)
    (folder / head.FILE_NAME).unlink()
    assert_named(folder, capsys, "head_missing")


def test_a_head_signed_with_another_key_is_named(folder, capsys):
    cut(folder, beyond=7)
    with Forger(folder) as forger:
        _, name, seq, data = forger.own()[-1]
        chain = unseal(data).envelope.chain
    stranger = SigningKey(new_private_bytes())
    forged = head.Head(station="ST-1", chain=chain, seq=seq, hash=name)
    head.HeadFile(folder, Author("ST-1", chain, ""), stranger.sign).write(forged)
    assert_named(folder, capsys, "head_forged", seq)


def test_a_chain_computed_anew_is_named_by_its_own_head_and_by_the_servers_word(folder, capsys):
    with Forger(folder) as forger:
        forger.compute_anew(3, b'"A-3"', b'"B-3"')
    status, problems, _ = verified(folder, capsys)
    assert status == 1
    assert {"replaced", "anchor_replaced"} <= codes(problems)
    assert not {"bytes_changed", "gap", "moved", "wrong_order"} & codes(problems)


def test_the_unsent_end_computed_anew_is_named_by_the_signed_head(folder, capsys):
    with Forger(folder) as forger:
        forger.compute_anew(8, b'"A-8"', b'"B-8"')
    assert_named(folder, capsys, "replaced", 9)


def test_a_chain_computed_anew_by_somebody_with_a_key_of_his_own_is_named(folder, capsys):
    """Head and identity are signed by him; the plant never enrolled his key."""
    with Forger(folder) as forger:
        forger.compute_anew(3, b'"A-3"', b'"B-3"')
        _, name, seq, data = forger.own()[-1]
        ((arrival,),) = forger.do("SELECT arrival FROM event WHERE hash = ?", name)
    thief = SigningKey(new_private_bytes())
    chain = unseal(data).envelope.chain
    forged = head.Head(station="ST-1", chain=chain, seq=seq, hash=name, arrival=arrival)
    head.HeadFile(folder, Author("ST-1", chain, ""), thief.sign).write(forged)
    card = msgspec.json.decode((folder / identity.FILE_NAME).read_bytes())
    card["public_key"] = msgspec.to_builtins(thief.public_key)
    (folder / identity.FILE_NAME).write_bytes(msgspec.json.encode(card))
    status, problems, not_checked = verified(folder, capsys)
    assert status == 1
    assert {"key_unknown", "anchor_replaced"} <= codes(problems)
    assert "own_key" in not_checked


def test_a_replaced_database_does_not_take_the_servers_word_with_it(folder, tmp_path, capsys):
    with Forger(folder) as forger:
        forger.compute_anew(3, b'"A-3"', b'"B-3"')
        forger.do("DELETE FROM local WHERE shelf = 'anchor'")
    (folder / head.FILE_NAME).unlink()
    assert_named(folder, capsys, "anchor_replaced", 6)


def test_a_word_of_the_server_that_it_never_gave_is_named(folder, capsys):
    (kept,) = words_in(folder)
    forged = msgspec.structs.replace(kept, seq=5)
    (folder / anchor.FILE_NAME).write_bytes(msgspec.json.encode(forged))
    assert_named(folder, capsys, "anchor_forged", 5)


def words_in(folder):
    reading = open_reader(folder / "station.db")
    with reading.begin() as connection:
        kept = anchor.kept(connection, folder)
    reading.dispose()
    return kept


class SetBack(SystemClock):
    """A clock somebody set back by a day."""

    def now_ms(self):
        return super().now_ms() - 86_400_000


def test_a_clock_that_was_set_back_is_named_where_it_was(folder, capsys):
    with at_work(folder, SetBack()) as station:
        station.act("B-1", "B-2")
    with at_work(folder) as station:
        station.act("B-3")
    status, problems, _ = verified(folder, capsys)
    assert status == 1
    assert [(one["code"], one["seq"]) for one in problems] == [("clock_back", 10)]


def test_an_older_database_beside_the_present_head_is_named(recorded, folder, tmp_path, capsys):
    older = shutil.copy(folder / "station.db", tmp_path / "older.db")
    with at_work(folder) as station:
        station.act("C-1", "C-2")
    for left in folder.glob("station.db*"):
        left.unlink()
    shutil.copy(older, folder / "station.db")
    assert_named(folder, capsys, "cut", 11)


def test_another_machine_says_that_it_could_not_open_the_key(folder, tmp_path, capsys):
    (folder / "station.key").unlink()
    status, problems, not_checked = verified(folder, capsys)
    assert (status, problems) == (0, [])
    assert "own_key" in not_checked


@pytest.fixture
def server_folder(tmp_path):
    """The folder of a server that has taken in what a station did, and was stopped."""
    with a_server(tmp_path / "server") as server:
        folder = enrolled(server, "ST-9", tmp_path / "ST-9")
        with at_work(folder) as station:
            station.in_step()
            station.act("A-1", "A-2", "A-3")
            station.in_step()
    return tmp_path / "server"


def test_the_servers_journal_is_whole_by_the_head_it_signs(server_folder, capsys):
    assert verified(server_folder, capsys) == (0, [], [])


def test_the_end_of_the_servers_journal_cut_off_is_named(server_folder, capsys):
    with Forger(server_folder, "server.db") as forger:
        ((ordinal, name),) = forger.do(
            "SELECT ordinal, hash FROM event ORDER BY ordinal DESC LIMIT 1"
        )
        forger.do("DELETE FROM event WHERE ordinal = ?", ordinal)
        forger.do("DELETE FROM receipt WHERE hash = ?", name)
    assert_named(server_folder, capsys, "arrivals_cut")
