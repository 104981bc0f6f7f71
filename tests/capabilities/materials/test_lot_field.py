"""A form that asks for a lot takes only one that may be used, the older one first."""

import pytest

from app.capabilities.forms.definition.decisions import check_form
from app.capabilities.forms.filling.commands import StartForm
from app.capabilities.materials.lots.commands import HoldLot, OpenLot
from app.kernel.refused import Refused
from tests.capabilities.documents.library import publish
from tests.capabilities.forms.factory import FILLED, a_field, a_form, entry, look, put
from tests.capabilities.materials.factory import a_warehouse, receipt, released


def a_form_for(**settings):
    """Return a node with a form begun that asks for a lot."""
    node = a_warehouse()
    form = a_form(a_field("glue", "lot", settings=settings))
    publish(node, "form", form.code, form)
    node.do(StartForm(form=form.code, filled=FILLED))
    return node


def fill(node, lot, **facts):
    return put(node, entry("glue", {"lot": lot, **facts}, source="scan"))


def refuses(code, act, /, *args, **facts):
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    assert caught.value.code == code
    return caught.value.facts


def test_a_usable_lot_is_filled_in_and_told():
    node = a_form_for(of=["AD-302"])
    released(node)
    fill(node, " L-1 ", container="2")
    held = look(node).held["glue"]
    assert (held.value.lot, held.said) == ("L-1", "L-1 2")


@pytest.mark.requirement("IL-03")
def test_an_expired_lot_is_never_filled_in_whatever_the_reason():
    node = a_form_for()
    released(node, expiry="2025-11-23")
    node.clock.ms += 3 * 86_400_000
    refuses("lot.expired", fill, node, "L-1", because="the customer waits")


@pytest.mark.requirement("IL-03")
def test_a_lot_that_does_not_keep_until_it_is_used_is_refused():
    node = a_form_for(hours=72)
    released(node, "SHORT", expiry="2025-11-23")
    released(node, "LONG", expiry="2026-01-31")
    refuses("lot.expires_before_use", fill, node, "SHORT")


@pytest.mark.requirement("IL-09")
def test_a_lot_on_hold_in_quarantine_or_of_another_material_is_refused():
    node = a_form_for(of=["AD-302"])
    released(node)
    node.do(HoldLot(lot="L-1", reason="wet"))
    assert refuses("lot.on_hold", fill, node, "L-1")["reason"] == "wet"
    node.do(receipt("L-2"))
    refuses("lot.in_quarantine", fill, node, "L-2")
    node.do(receipt("P-1", material="PK-401", supplier="STERISLEEVE", expiry=""))
    refuses("lot.other_material", fill, node, "P-1")
    refuses("lot.unknown", fill, node, "L-9")


@pytest.mark.requirement("CN-09")
def test_passing_over_an_older_lot_takes_a_reason_and_no_more():
    node = a_form_for()
    released(node, "OLD", expiry="2025-12-31")
    released(node, "NEW", expiry="2026-03-31")
    assert refuses("lot.older_first", fill, node, "NEW")["older"] == "OLD"
    fill(node, "NEW", because="OLD is behind the rack")
    assert look(node).held["glue"].value.because == "OLD is behind the rack"


def test_who_inspects_a_lot_fills_in_one_that_waits():
    node = a_form_for(usable=False)
    node.do(receipt())
    fill(node, "L-1")
    assert look(node).held["glue"].value.lot == "L-1"


@pytest.mark.requirement("IL-03")
def test_a_container_opened_too_long_is_refused_and_another_is_not():
    node = a_form_for()
    released(node, expiry="2026-06-30")
    node.do(OpenLot(lot="L-1", container="1"))
    node.clock.ms += 14 * 86_400_000
    refuses("lot.opened_too_long", fill, node, "L-1", container="1")
    fill(node, "L-1", container="2")


def test_a_field_without_sense_is_no_form():
    kinds = a_warehouse().journal.vocabulary.plugs.field_kinds
    unsound = a_form(a_field("glue", "lot", settings={"hours": -1}))
    refuses("form.settings_unsound", check_form, unsound, kinds)
