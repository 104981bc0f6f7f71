"""A form is filled by finger and by keyboard; what is refused is said at the field."""

from tests.ui.screens.forms.filling import SPIKE, begin, look

RIGHTS = ("forms.fill", "forms.investigate", "records.view", "production.view")


def filling(hands, form=SPIKE):
    hands.at.define("operator", *RIGHTS)
    hands.log_in()
    begin(hands, form)


def test_samples_are_entered_by_the_keypad_one_after_another(hands):
    filling(hands)
    for typed in ("5.6", "5.61", "5.9"):
        before = len(look(hands).held)
        for key in typed:
            hands.press(f"key-{key}")
        hands.press("form-enter")
        hands.sees(lambda before=before: len(look(hands).held) > before)
    held = look(hands).held
    assert [held[f"od/{at}"].said for at in (1, 2, 3)] == ["5.6 mm", "5.61 mm", "5.9 mm"]
    hands.reads("不合格：od")
