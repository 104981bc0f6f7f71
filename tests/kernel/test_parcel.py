"""A parcel opens at the node it was made for, and what is inside for the person's secret only."""

import base64
import pickle

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.kernel.parcel import FORMER, Parcel, ParcelKey, bundled, outlived, packed, unpacked
from app.kernel.sealing import Hardness, SigningKey, new_private_bytes, unseal

QUICK = Hardness(memory_kib=8, passes=1)
SECRET = "a long password"
HERE = ParcelKey(SigningKey(b"h" * 32))
THERE = ParcelKey(SigningKey(b"t" * 32))


def a_bundle(secret=SECRET, key=None, former=()):
    return bundled(
        key or SigningKey(new_private_bytes()),
        owner="P-0101",
        secret=secret,
        edition="e2",
        former=former,
        hardness=QUICK,
    )


def a_parcel(content=None, node=HERE, to="S1"):
    return packed(content or a_bundle(), to=to, node_key=node.public_key)


def test_a_key_travels_and_opens_for_its_person():
    key = SigningKey(new_private_bytes())
    arrived = unpacked(a_parcel(a_bundle(key=key)), HERE, to="S1")
    assert arrived is not None
    opened = unseal(arrived.sealed, secret=SECRET, station_secret=b"")
    assert opened is not None
    assert opened.public_key == key.public_key
    assert unseal(arrived.sealed, secret="another", station_secret=b"") is None


@pytest.mark.requirement("P11-24")
def test_a_parcel_to_another_station_opens_nothing_here():
    assert unpacked(a_parcel(node=THERE, to="S2"), HERE, to="S1") is None
    assert unpacked(a_parcel(node=THERE, to="S1"), HERE, to="S1") is None
    assert unpacked(a_parcel(node=HERE, to="S2"), HERE, to="S1") is None


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_changed_byte_anywhere_in_a_parcel_closes_it(data):
    raw = bytearray(base64.b64decode(a_parcel()))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    assert unpacked(base64.b64encode(raw).decode(), HERE, to="S1") is None


@settings(max_examples=60, deadline=None)
@given(text=st.text())
def test_any_other_text_is_no_parcel(text):
    assert unpacked(text, HERE, to="S1") is None


def test_two_parcels_of_one_key_have_nothing_in_common_that_is_secret():
    content = a_bundle()
    first, second = (
        msgspec.msgpack.decode(base64.b64decode(a_parcel(content)), type=Parcel) for _ in range(2)
    )
    assert first.box != second.box
    assert first.fresh != second.fresh


def test_a_bundle_knows_its_secret_and_five_before_it():
    content = a_bundle("first password")
    for number in range(6):
        old = "first password" if number == 0 else f"password no. {number}"
        content = a_bundle(f"password no. {number + 1}", former=outlived(content, old))
    assert len(content.former) == FORMER
    assert content.opens("password no. 6")
    assert content.opens("password no. 1")
    assert not content.opens("first password")


def test_a_former_envelope_opens_no_key_of_the_person():
    key = SigningKey(new_private_bytes())
    (blank,) = outlived(a_bundle("old password", key), "old password")
    opened = unseal(blank, secret="old password", station_secret=b"")
    assert opened is not None
    assert opened.public_key != key.public_key


def test_a_parcel_is_small():
    content = a_bundle()
    for _ in range(FORMER):
        content = a_bundle(former=outlived(content, SECRET))
    assert len(a_parcel(content)) < 3_000


def test_a_parcel_key_is_never_written_down():
    with pytest.raises(TypeError):
        pickle.dumps(HERE)
    assert "h" * 8 not in repr(HERE)
