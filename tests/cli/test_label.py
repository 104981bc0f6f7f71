"""`lineside label render`: a template and data in, one label out, in every language."""

import io
import json

import pytest
from PIL import Image

from app.__main__ import main
from app.kernel.paths import resources
from drivers.printers.languages import LANGUAGES
from tests.drivers.printers.labels import FACES, seen

UNIT = resources() / "plant" / "labels" / "unit.toml"
PAPER = (591, 354)  # 50 x 30 mm at 300 dpi
SAID = {
    "di": "09506000134352",
    "lot": "LOT^7~",
    "serial": "000123",
    "expiry": "2028-12-31",
    "product": "CATH-14",
    "product_zh": "一次性导管 Ø2.1",
    "product_en": "Catheter ®",
}
SCANNED = b"01095060001343521728123110LOT7\x1d21000123"


@pytest.fixture
def data(tmp_path):
    def write(**changes):
        file = tmp_path / "data.json"
        file.write_text(json.dumps({**SAID, "lot": "LOT7", **changes}), encoding="utf-8")
        return str(file)

    return write


@pytest.mark.parametrize("word", LANGUAGES)
def test_a_label_of_the_plant_is_rendered_and_reads_back(word, data, tmp_path):
    out = tmp_path / "label"
    assert main(["label", "render", str(UNIT), data(), "--to", word, "--out", str(out)]) == 0
    picture = LANGUAGES[word].preview(out.read_bytes(), PAPER, FACES)
    assert seen(picture) == [("]d2", SCANNED)]


def test_a_picture_has_the_labels_true_size(data, tmp_path):
    out = tmp_path / "label.png"
    assert main(["label", "render", str(UNIT), data(), "--to", "png", "--out", str(out)]) == 0
    with Image.open(out) as picture:
        assert picture.size == PAPER
        assert round(picture.info["dpi"][0]) == 300


def test_data_come_from_standard_input_and_the_label_goes_to_standard_output(
    monkeypatch, capfdbinary
):
    given = json.dumps({**SAID, "lot": "LOT7"}).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert main(["label", "render", str(UNIT), "-", "--to", "zpl"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"^XA")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"di": "09506000134353"}, "09506000134353"),
        ({"lot": "LOT^7"}, "LOT^7"),
        ({"product_zh": "龘"}, "龘"),
        ({"product_en": "a\x1bb"}, ""),
        ({"expiry": "2028-13-31"}, "281331"),
    ],
)
def test_what_must_not_be_printed_is_refused_in_words(changes, says, data, capsys):
    asked = ["label", "render", str(UNIT), data(**changes), "--to", "zpl", "--language", "en"]
    assert main(asked) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize("content", ["", "width = 'x'", "nonsense", "unknown = 1"])
def test_a_file_that_is_no_template_is_named(content, data, tmp_path, capsys):
    template = tmp_path / "template.toml"
    template.write_text(content)
    assert main(["label", "render", str(template), data(), "--to", "png"]) == 2
    assert capsys.readouterr().err.strip()


def test_a_missing_file_is_named(data, capsys):
    assert main(["label", "render", "/nowhere.toml", data(), "--to", "png"]) == 2
    assert "nowhere" in capsys.readouterr().err
