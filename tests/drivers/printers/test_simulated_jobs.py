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
    framer = JobFramer(word, lambda: True)
    found: list[Frame | Damaged] = []
    for start, end in zip([0, *ends], [*ends, len(stream)], strict=True):
        found += framer.feed(stream[start:end], 0)
    assert found == [Frame(frame) for frame in frames]


@pytest.mark.parametrize("word", LANGUAGES)
def test_a_label_that_comes_byte_by_byte_begins_once(word):
    begun: list[int] = []

    def begin() -> bool:
        begun.append(1)
        return True

    framer = JobFramer(word, begin)
    found: list[Frame | Damaged] = []
    for byte in LABEL[word]:
        found += framer.feed(bytes((byte,)), 0)
    assert found == [Frame(LABEL[word])]
    assert begun == [1]


@pytest.mark.parametrize("word", LANGUAGES)
@given(st.data())
def test_half_a_label_spoils_no_other_one_once_it_is_flushed(word, data):
    label = LABEL[word]
    last = len(b"\x1dV\x01") if word == "escpos" else 1  # before the cut nothing is on paper
    half = label[: data.draw(st.integers(0, len(label) - last))]
    framer = JobFramer(word, lambda: True)
    assert framer.feed(half, 0) == ()
    language = LANGUAGES[word]
    after = [language.hello] if language.hello else []
    after += [question.request for question in language.questions] + [label]
    flushed = framer.feed(language.flush(len(label)) + b"".join(after), 0)
    assert flushed == tuple(map(Frame, after))


@pytest.mark.parametrize("word", LANGUAGES)
@given(st.lists(st.binary(max_size=40), max_size=6))
def test_any_bytes_make_jobs_or_nothing(word, pieces):
    framer = JobFramer(word, lambda: True)
    for piece in pieces:
        assert all(isinstance(found, Frame | Damaged) for found in framer.feed(piece, 0))
