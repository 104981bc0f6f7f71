"""Every exhibit of the gallery, in the order it is drawn."""

from app.ui.exhibits import (
    kit_defects,
    kit_form,
    kit_grid,
    kit_measure,
    kit_more,
    kit_page,
    kit_review,
    kit_sentences,
    kit_spans,
)
from app.ui.exhibits.exhibit import Exhibit

EXHIBITS: tuple[Exhibit, ...] = (
    *kit_page.EXHIBITS,
    *kit_more.EXHIBITS,
    *kit_form.EXHIBITS,
    *kit_measure.EXHIBITS,
    *kit_grid.EXHIBITS,
    *kit_defects.EXHIBITS,
    *kit_spans.EXHIBITS,
    *kit_sentences.EXHIBITS,
    *kit_review.EXHIBITS,
)
