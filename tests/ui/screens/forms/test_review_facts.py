"""A sheet under review: what is asked, what a change does, and the way back."""

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from app.capabilities.forms.definition.bodies import Form
from app.capabilities.forms.sheets.drafts import Doubt
from app.capabilities.forms.sheets.forming import in_both
from app.capabilities.roster import ROSTER
from app.demo.sheet_exhibits import SHEET
from app.journal.upcast import Vocabulary
from app.kernel.refused import Refused
from app.kernel.words import Bilingual
from app.ui.screens.forms.review.facts import Opened, Review, Sureness, drafted, opened
from app.ui.screens.forms.review.tints import Tint, places_of, tinted

VECTORS = Path(__file__).parents[3] / "vectors" / "excel"
VOCABULARY = Vocabulary(ROSTER)


@pytest.fixture(scope="module")
def spike() -> Opened:
    return opened(SHEET)


def a_review(spike: Opened) -> Review:
    return Review(spike.drafts[0])


def at(review: Review, label: str) -> int:
    return [one.label.zh for one in review.now.fields].index(label)


def trouble(review: Review) -> Refused | None:
    return drafted(review).trouble(VOCABULARY.documents["form"], VOCABULARY.plugs)


def body(review: Review) -> Form:
    return msgspec.json.decode(drafted(review).command().body, type=Form)


def test_what_was_not_understood_is_asked_first(spike):
    review = a_review(spike)
    asked = [(one.number, one.cell, one.text, one.doubt) for one in review.questions()]
    assert asked[0] == (1, "D15", "见图纸 SP-20-07", Doubt.ELSEWHERE)
    assert [one[1] for one in asked[1:]] == ["D13", "D16"]
    assert review.sureness(at(review, "穿刺力")) is Sureness.OPEN
    assert review.count(Sureness.LOOK, Sureness.OPEN) == 3


def test_a_limit_entered_settles_its_question_and_can_be_taken_back(spike):
    review = a_review(spike)
    force = at(review, "穿刺力")
    for typed in ("2", "20", "20.5"):
        assert review.change(force, "lsl", typed)
    assert review.now.fields[force].read.lsl == Decimal("20.5")
    assert review.sureness(force) is Sureness.SURE
    assert [one.cell for one in review.questions()] == ["D13", "D16"]
    review.undo()  # signs typed one after the other are one step
    assert review.now.fields[force].read.lsl is None
    assert not review.can_undo


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("lsl", "30"),
        ("lsl", "twenty"),
        ("usl", "NaN"),
        ("samples", "0"),
        ("samples", "two"),
        ("zh", ""),
    ],
)
def test_what_cannot_be_is_not_taken(spike, what, text):
    review = a_review(spike)
    length = at(review, "刺针长度")
    before = review.now
    assert not review.change(length, what, text)
    assert review.now == before


def test_a_field_left_out_goes_into_no_form_and_asks_nothing(spike):
    review = a_review(spike)
    force = at(review, "穿刺力")
    review.keep(force, False)
    review.name("code", "QF-1")
    assert review.sureness(force) is Sureness.SKIPPED
    assert [one.cell for one in review.questions()] == ["D13", "D16"]
    assert "穿刺力" not in [field.label.zh for field in body(review).fields]
    review.keep(force, True)
    assert len(body(review).fields) == len(review.now.fields)


def test_a_draft_has_sections_limits_choices_and_formulas(spike):
    review = a_review(spike)
    review.name("code", "QF-IPQC-03")
    review.name("en", "Moulding patrol record")
    assert trouble(review) is None
    form = body(review)
    assert (form.code, form.name.en) == ("QF-IPQC-03", "Moulding patrol record")
    titles = [section.title.zh for section in form.sections]
    assert titles == ["表头", "工艺参数", "尺寸", "重量", "性能", "外观", "结论与签名"]
    fields = {field.label.zh: field for field in form.fields}
    outside = fields["刺针外径（距尖端15mm处）"]
    assert (outside.kind, outside.settings["n"]) == ("samples", 5)
    assert {outside.settings[name] for name in ("lsl", "nominal", "usl")} == {
        "5.55",
        "5.60",
        "5.70",
    }
    rate = fields["不合格率"]
    inspected, failed = fields["检验数"].key, fields["不合格数"].key
    assert rate.settings["expression"] == f"{failed} / {inspected} * 100"
    assert [one["label"]["zh"] for one in fields["班次"].settings["choices"]] == [
        "白班",
        "中班",
        "夜班",
    ]
    assert [fields[name].settings["meaning"] for name in ("检验员", "审核", "批准")] == [
        "performed",
        "reviewed",
        "approved",
    ]


@pytest.mark.parametrize("stem", ["form-02-incoming-two-forms", "form-03-luer-adaptor-bilingual"])
def test_every_sheet_of_the_plant_makes_a_sound_form(stem):
    for draft in opened(VECTORS / f"{stem}.xlsx").drafts:
        review = Review(draft)
        review.name("code", "QF-1")
        assert trouble(review) is None


def test_cells_are_tinted_by_what_they_became(spike):
    review = a_review(spike)
    tints = tinted(review)
    force = review.now.fields[at(review, "穿刺力")]
    assert tints.by_source["D15"] is Tint.OPEN
    assert tints.by_source["C15"] is Tint.FIELD
    assert tints.by_source["D12"] is Tint.LIMIT
    assert tints.by_source["A1:P1"] is Tint.IGNORED
    assert tints.numbers["D15"] == (1, Tint.OPEN)
    assert places_of(force, review.draft.view) == (
        "C15", "D15", "E15", "G15", "I15", "J15", "K15",
    )  # fmt: skip
    assert review.at_cell("D15") == at(review, "穿刺力")
    assert review.at_cell("A1:P1") is None


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("外径 OD", Bilingual("外径", "OD")),
        ("Lot No. 批号", Bilingual("批号", "Lot No.")),
        ("产品名称 / Product name", Bilingual("产品名称", "Product name")),
        ("刺针外径", Bilingual("刺针外径", "")),
        ("Wall thickness", Bilingual("", "Wall thickness")),
        ("温度 1", Bilingual("温度 1", "")),
        ("Ra 粗糙度", Bilingual("Ra 粗糙度", "")),
    ],
)
def test_a_label_is_said_in_both_languages_where_the_sheet_says_it(text, both):
    assert in_both(text) == both
