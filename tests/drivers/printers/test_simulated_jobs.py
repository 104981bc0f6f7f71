"""A simulated printer takes the same requests and labels however their bytes are split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.framers import Damaged, Frame
from drivers.printers.languages import LANGUAGES
from drivers.simulated.printer_jobs import JobFramer
from tests.drivers.printers.labels import FACES, a_udi_label

LABEL = {word: language.label(a_udi_label(), FACES) for word, language in LANGUAGES.items()}


def a_stream(word: str) -> list[bytes]:
    language = LANGUAGES[word]
    requests = [question.request for question in language.questions]
    ending = [language.receipt.request] if language.receipt and language.receipt.request else []
    return [*requests, LABEL[word], *ending, *requests, LABEL[word]]


@pytest.mark.parametrize("word", LANGUAGES)
@given(st.data())
def test_any_split_gives_the_same_jobs(word, data):
    frames = a_stream(word)
    stream = b"".join(frames)
    places = st.integers(0, len(stream))
    ends = sorted(data.draw(st.lists(places, max_size=8)))
    framer = JobFramer(word, lambda: None)
    found: list[Frame | Damaged] = []
    for start, end in zip([0, *ends], [*ends, len(stream)], strict=True):
        found += framer.feed(stream[start:end], 0)
    assert found == [Frame(frame) for frame in frames]


@pytest.mark.parametrize("word", LANGUAGES)
def test_a_label_that_comes_byte_by_byte_begins_once(word):
    begun = []
    framer = JobFramer(word, lambda: begun.append(1))
    found: list[Frame | Damaged] = []
    for byte in LABEL[word]:
        found += framer.feed(bytes((byte,)), 0)
    assert found == [Frame(LABEL[word])]
    assert begun == [1]


@pytest.mark.parametrize("word", LANGUAGES)
def test_half_a_label_is_lost_with_the_cable(word):
    framer = JobFramer(word, lambda: None)
    assert framer.feed(LABEL[word][:100], 0) == ()
    framer.cut()
    assert framer.feed(LABEL[word], 0) == (Frame(LABEL[word]),)


@pytest.mark.parametrize("word", LANGUAGES)
@given(st.lists(st.binary(max_size=40), max_size=6))
def test_any_bytes_make_jobs_or_nothing(word, pieces):
    framer = JobFramer(word, lambda: None)
    for piece in pieces:
        assert all(isinstance(found, Frame | Damaged) for found in framer.feed(piece, 0))
