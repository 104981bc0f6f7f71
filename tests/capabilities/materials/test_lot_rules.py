"""Which lots may be used: expiry to the minute, holds, opened containers, the older one first."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.capabilities.materials.definitions.decisions import check_material, outline_material
from app.capabilities.materials.lots import decisions
from app.capabilities.materials.lots.answers import Status
from app.capabilities.materials.lots.decisions import check_usable, older
from app.capabilities.materials.lots.events import LotReceived
from app.kernel.days import Moment, end_of_day_ms
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from tests.capabilities.materials.factory import (
    ADHESIVE,
    DAY_MS,
    HELD,
    NOON,
    OFFSET_MIN,
    TODAY,
    a_lot,
)


def refuses(code, act, /, *args, **facts):
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    assert caught.value.code == code
    return caught.value.facts


@pytest.mark.requirement("IL-03")
@pytest.mark.parametrize("offset_min", [480, 0, -300, 345])
def test_a_lot_is_usable_to_the_local_midnight_that_ends_its_last_day(offset_min):
    midnight = end_of_day_ms(TODAY, offset_min)
    lot = a_lot(expiry=TODAY)
    check_usable(lot, Moment(midnight - 1, offset_min))
    refuses("lot.expired", check_usable, lot, Moment(midnight, offset_min))


@pytest.mark.requirement("IL-03")
def test_a_lot_that_expires_before_the_work_is_done_is_refused():
    lot = a_lot(expiry=TODAY)
    midnight = end_of_day_ms(TODAY, OFFSET_MIN)
    check_usable(lot, NOON, needs_until_ms=midnight - 1)
    refuses("lot.expires_before_use", check_usable, lot, NOON, needs_until_ms=midnight)


@pytest.mark.requirement("IL-03")
def test_an_opened_container_has_a_life_of_its_own_that_never_outlasts_the_expiry():
    lot = a_lot(opened_life_days=14, opened={"": NOON.ms - 14 * DAY_MS, "drum 2": NOON.ms})
    check_usable(lot, replace_ms(NOON, -1))
    refuses("lot.opened_too_long", check_usable, lot, NOON)
    check_usable(lot, NOON, container="drum 2")
    until = NOON.ms + 14 * DAY_MS
    refuses(
        "lot.opened_ends_before_use",
        check_usable,
        lot,
        NOON,
        needs_until_ms=until,
        container="drum 2",
    )
    expired = a_lot(expiry="2025-11-21", opened_life_days=14, opened={"": NOON.ms})
    refuses("lot.expired", check_usable, expired, NOON)


@pytest.mark.requirement("IL-03")
def test_what_does_not_expire_is_usable_and_an_unreadable_expiry_is_over():
    check_usable(a_lot(expiry=""), NOON, needs_until_ms=NOON.ms + 9_999 * DAY_MS)
    refuses("lot.expired", check_usable, a_lot(expiry="soon"), NOON)


@pytest.mark.requirement("IL-09")
@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"status": Status.QUARANTINE}, "lot.in_quarantine"),
        ({"status": Status.HELD, "holds": (HELD,)}, "lot.on_hold"),
        ({"status": Status.REJECTED, "because": "burr"}, "lot.rejected"),
        ({"material": ""}, "lot.not_received"),
    ],
)
def test_a_lot_that_is_not_released_is_refused_and_says_why(facts, code):
    said = refuses(code, check_usable, a_lot(**facts), NOON)
    if code == "lot.on_hold":
        assert said["reason"] == "broken pallet"


@pytest.mark.requirement("CN-09")
def test_the_usable_lot_that_expires_first_goes_first():
    newer = a_lot("new", expiry="2026-03-01")
    others = (
        a_lot("first", expiry="2025-12-01"),
        a_lot("second", expiry="2026-01-01"),
        a_lot("later", expiry="2026-04-01"),
        a_lot("expired", expiry="2025-11-01"),
        a_lot("held", expiry="2025-12-01", status=Status.HELD),
        a_lot("gone", expiry="2025-12-01", is_used_up=True),
        a_lot("other", expiry="2025-12-01", material="AD-301"),
        newer,
    )
    assert [one.lot for one in older(newer, others, NOON)] == ["first", "second"]
    assert older(others[0], others, NOON) == ()


@pytest.mark.requirement("CN-09")
def test_lots_without_an_expiry_go_by_their_receipt_and_after_those_with_one():
    mine = a_lot("mine", expiry="", received_ms=5)
    others = (a_lot("before", expiry="", received_ms=4), a_lot("dated", expiry="2027-01-01"))
    assert [one.lot for one in older(mine, others, NOON)] == ["dated", "before"]
    assert older(others[1], (mine,), NOON) == ()


@pytest.mark.requirement("CN-09")
def test_what_is_expired_or_on_hold_is_never_released():
    waiting = a_lot(status=Status.QUARANTINE, expiry="2025-11-21")
    refuses("lot.expired", decisions.release, waiting, NOON, because="CoA")
    held = a_lot(status=Status.HELD, holds=(HELD,))
    refuses("lot.on_hold", decisions.release, held, NOON, because="CoA")
    fresh = a_lot(status=Status.QUARANTINE)
    refuses("lot.why", decisions.release, fresh, NOON, because=" ")
    assert decisions.release(fresh, NOON, because="", inspection="form/1").inspection == "form/1"
    refuses("lot.released_already", decisions.release, a_lot(), NOON, because="CoA")


def test_only_a_hold_one_sees_is_lifted():
    held = a_lot(status=Status.HELD, holds=(HELD,))
    refuses("lot.not_on_hold", decisions.lift, held, ("h2",), reason="sorted")
    refuses("lot.not_on_hold", decisions.lift, held, (), reason="sorted")
    refuses("lot.why", decisions.lift, held, ("h1",), reason="")
    assert decisions.lift(held, ("h1", "h1"), reason="sorted").holds == ("h1",)


def test_a_rejected_lot_stays_rejected():
    gone = a_lot(status=Status.REJECTED, because="burr")
    refuses("lot.rejected", decisions.hold, gone, reason="again")
    refuses("lot.rejected", decisions.reject, gone, reason="again")
    refuses("lot.rejected", decisions.release, gone, NOON, because="CoA")


def test_a_container_is_opened_once():
    assert decisions.open_container(a_lot(), NOON, "drum 2").at_ms == NOON.ms
    lot = a_lot(opened={"drum 2": NOON.ms})
    refuses("lot.opened_already", decisions.open_container, lot, NOON, "drum 2")
    refuses("lot.expired", decisions.open_container, a_lot(expiry="2025-11-01"), NOON)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"supplier": "KELPIE"}, "lot.supplier_not_approved"),
        ({"quantity": Decimal(0)}, "lot.quantity"),
        ({"quantity": Decimal("0.0000001")}, "lot.quantity"),
        ({"expiry": ""}, "lot.expiry_missing"),
        ({"expiry": "31.01.2026"}, "lot.expiry_unreadable"),
        ({"lot": " L-1"}, "lot.name"),
        ({"lot": ""}, "lot.name"),
        ({"lot": "x" * 61}, "lot.name"),
    ],
)
@pytest.mark.requirement("IL-09")
def test_a_receipt_that_is_not_whole_is_refused(facts, code):
    wanted = LotReceived(
        lot="L-1",
        material="AD-302",
        material_name=ADHESIVE.name,
        pin="ab",
        supplier="KESTREL",
        supplier_lot="K1",
        quantity=Decimal(500),
        unit=ADHESIVE.unit,
        expiry="2026-01-31",
    )
    assert decisions.receive(wanted, ADHESIVE, None) is wanted
    refuses(code, decisions.receive, replace(wanted, **facts), ADHESIVE, None)
    refuses("lot.received_already", decisions.receive, wanted, ADHESIVE, a_lot())


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"name": Bilingual("胶", "")}, "material.text_missing"),
        ({"unit": Bilingual("", "g")}, "material.text_missing"),
        ({"storage": Bilingual("冷藏", "")}, "material.text_missing"),
        ({"suppliers": ()}, "material.supplier_missing"),
        ({"suppliers": ("A", "A")}, "material.supplier_twice"),
        ({"opened_life_days": -1}, "material.life"),
        ({"shelf_life_days": 99_999}, "material.life"),
    ],
)
def test_a_material_that_is_not_whole_is_refused(facts, code):
    check_material(ADHESIVE)
    refuses(code, check_material, replace(ADHESIVE, **facts))
    assert outline_material(ADHESIVE)[0].text == (ADHESIVE.name,)


def replace_ms(moment, ms):
    return Moment(moment.ms + ms, moment.offset_min)
