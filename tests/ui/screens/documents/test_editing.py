"""A draft in somebody's hands: what comes next, what is brought in, what its rules say of it."""

import msgspec
import pytest

from app.capabilities.production.bodies import Instruction, Product
from app.capabilities.roster import ROSTER
from app.journal.capability import Plugs
from app.journal.upcast import Vocabulary
from app.kernel.refused import Refused
from app.ui.screens.documents.editing import EMPTY, editing, new_draft, next_revision
from tests.ui.screens.station_at_work import PICTURE, a_peopled_station

KINDS = Vocabulary(ROSTER).documents


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("A", "B"),
        ("8", "9"),
        ("9", "10"),
        ("Z", "AA"),
        ("AZ", "BA"),
        ("1.9", "1.10"),
        ("rev-c", "rev-d"),
    ],
)
def test_the_revision_after_one_is_the_one_people_expect(name, following):
    assert next_revision(name, frozenset()) == following


def test_a_revision_ever_given_is_passed_over():
    assert next_revision("A", frozenset({"A", "B", "C"})) == "D"


def test_every_kind_of_document_begins_with_something_of_its_kind():
    assert EMPTY.keys() == KINDS.keys()
    for form, kind in KINDS.items():
        msgspec.convert(EMPTY[form], kind.body)


def test_an_empty_instruction_is_not_sound_and_says_why():
    trouble = new_draft("instruction").trouble(KINDS["instruction"], Plugs())
    assert isinstance(trouble, Refused)
    assert trouble.code == "definition.no_steps"


def test_a_product_that_is_filled_in_is_sound():
    draft = new_draft("product")
    draft.code, draft.title = "LA-317", {"zh": "接头", "en": "Adaptor"}
    draft.body.update(unit={"zh": "个", "en": "pcs"}, route="R-LA", lot_prefix="LA")
    assert draft.trouble(KINDS["product"], Plugs()) is None
    body = msgspec.json.decode(draft.command().body, type=Product)
    assert (body.code, body.name.en) == ("LA-317", "Adaptor")


def test_a_picture_brought_in_travels_with_the_draft_that_shows_it():
    draft = new_draft("instruction")
    draft.code, draft.title = "WI-1", {"zh": "作业", "en": "Work"}
    name = draft.bring(PICTURE, "image/svg+xml")
    unused = draft.bring(b"<svg/>", "image/svg+xml")
    step = {"title": {"zh": "看", "en": "Look"}, "picture": name, "points": [], "critical": False}
    draft.body["steps"] = [step]
    command = draft.command()
    assert command.pictures == (("image/svg+xml", PICTURE),)
    assert unused != name
    assert draft.trouble(KINDS["instruction"], Plugs()) is None


def test_the_next_revision_begins_with_what_is_in_force(tmp_path):
    at = a_peopled_station(tmp_path / "station")
    found = at.ask(editing, ("instruction", "WI-B10", "A"), at.clock.now_ms())
    at.station.close()
    draft = found.draft
    assert (draft.revision, draft.note) == ("B", "")
    body = msgspec.json.decode(draft.command().body, type=Instruction)
    assert [step.title.en for step in body.steps] == ["Check the lot", "Count the pieces"]
    assert draft.command().attached == tuple(draft.pictures)
