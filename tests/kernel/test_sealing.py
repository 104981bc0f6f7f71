"""A sealed key opens for its own secret at its own station, and for nothing else."""

import pickle

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.sealing import (
    Hardness,
    Sealed,
    SigningKey,
    new_private_bytes,
    read,
    seal,
    unseal,
    verifies,
    written,
)

QUICK = Hardness(memory_kib=8, passes=1)
STATION = b"s" * 32


def a_sealed_key(secret: str = "135790", private: bytes | None = None) -> Sealed:
    return seal(
        private or new_private_bytes(),
        owner="P-0101",
        secret=secret,
        station_secret=STATION,
        hardness=QUICK,
    )


@settings(max_examples=40, deadline=None)
@given(secret=st.text(min_size=1), private=st.binary(min_size=32, max_size=32))
def test_what_is_sealed_opens_again_after_being_written_and_read(secret, private):
    kept = read(written(a_sealed_key(secret, private)))
    assert kept is not None
    key = unseal(kept, secret=secret, station_secret=STATION)
    assert key is not None
    assert verifies(SigningKey(private).public_key, key.sign(b"10 pieces"), b"10 pieces")


@settings(max_examples=40, deadline=None)
@given(wrong=st.text())
def test_any_other_secret_opens_nothing(wrong):
    opened = unseal(a_sealed_key("135790"), secret=wrong, station_secret=STATION)
    assert (opened is not None) == (wrong == "135790")


def test_another_station_cannot_open_it_even_with_the_right_pin():
    assert unseal(a_sealed_key("135790"), secret="135790", station_secret=b"t" * 32) is None


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_changed_byte_anywhere_in_the_envelope_closes_it(data):
    sealed = a_sealed_key()
    field = data.draw(st.sampled_from(["public_key", "salt", "nonce", "box"]))
    value = bytearray(getattr(sealed, field))
    value[data.draw(st.integers(0, len(value) - 1))] ^= data.draw(st.integers(1, 255))
    tampered = msgspec.structs.replace(sealed, **{field: bytes(value)})
    assert unseal(tampered, secret="135790", station_secret=STATION) is None


@pytest.mark.parametrize(
    "change",
    [
        {"owner": "P-0102"},
        {"hardness": Hardness(memory_kib=16, passes=1)},
        {"v": 2},
        {"hardness": Hardness(memory_kib=1 << 40, passes=1)},
        {"salt": b""},
    ],
    ids=["owner", "hardness", "version", "absurd memory", "no salt"],
)
def test_an_envelope_made_to_look_like_another_stays_shut(change):
    tampered = msgspec.structs.replace(a_sealed_key(), **change)
    assert unseal(tampered, secret="135790", station_secret=STATION) is None


@settings(max_examples=60, deadline=None)
@given(rubbish=st.binary(max_size=200))
def test_rubbish_on_disk_is_no_envelope_and_no_crash(rubbish):
    assert read(rubbish) is None


def test_neither_the_pin_nor_the_key_can_be_found_in_what_is_written():
    private = new_private_bytes()
    kept = written(a_sealed_key("correct horse", private))
    assert b"correct horse" not in kept
    assert private not in kept
    assert msgspec.json.encode(private)[1:-1] not in kept


def test_the_same_pin_twice_gives_two_unlike_envelopes():
    private = new_private_bytes()
    assert a_sealed_key("135790", private).box != a_sealed_key("135790", private).box


def test_a_composed_and_a_decomposed_letter_are_the_same_secret():
    sealed = a_sealed_key("caf\u00e9-22")
    assert unseal(sealed, secret="cafe\u0301-22", station_secret=STATION) is not None


def test_the_shipped_hardness_is_at_least_what_owasp_asks():
    assert Hardness().memory_kib >= 19 * 1024
    assert Hardness().passes >= 2


def test_a_signature_fails_for_another_message_key_or_length():
    key = SigningKey(new_private_bytes())
    signature = key.sign(b"yes")
    assert not verifies(key.public_key, signature, b"no")
    assert not verifies(SigningKey(new_private_bytes()).public_key, signature, b"yes")
    assert not verifies(b"short", signature, b"yes")


def test_an_opened_key_neither_shows_itself_nor_can_be_written_down():
    private = new_private_bytes()
    key = SigningKey(private)
    assert private.hex() not in repr(key)
    with pytest.raises(TypeError):
        pickle.dumps(key)
