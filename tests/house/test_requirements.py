"""Every requirement has its test, and the page says which."""

from tests.house.requirements import PAGE, page, proofs, requirements


def test_every_requirement_is_proven_or_says_what_it_waits_for():
    proven = proofs()
    bare = [one.id for one in requirements() if not proven.get(one.id) and not one.waits]
    assert not bare, f"no test names {bare}"


def test_what_is_proven_no_longer_waits():
    proven = proofs()
    assert not [one.id for one in requirements() if proven.get(one.id) and one.waits]


def test_marks_name_known_requirements_only():
    assert not set(proofs()) - {one.id for one in requirements()}


def test_the_page_says_what_the_marks_say():
    told = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    assert told == page(), "run `python -m tests.house.requirements`"
