"""A rule fires in the transaction of what it listens to, once, and says why."""

from tests.capabilities.materials.factory import now
from tests.capabilities.rules.factory import a_plant, a_rule, fill, fired


def test_a_failed_form_holds_its_lot_in_the_same_act():
    node = a_plant(a_rule())
    done = fill(node, "F-1")
    assert {"forms.completed", "rules.fired", "materials.held"} <= done.kinds
    (one,) = fired(node)
    assert (one.rule, one.actions, one.matter.lot) == ("R-1", ("hold_lot",), "L-1")
    assert [(said.name, said.value) for said in one.facts] == [("verdict", "fail")]
    assert one.cause == next(e.hash for e in done.events if e.envelope.kind == "forms.completed")
    (hold,) = now(node).holds
    assert (hold.firing, hold.by) == (one.key, "")


def test_a_form_that_passes_fires_nothing():
    node = a_plant(a_rule())
    assert "rules.fired" not in fill(node, "F-1", "pass").kinds
    assert not fired(node)
