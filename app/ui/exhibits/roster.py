"""Every exhibit of the gallery, in the order it is drawn."""

from app.ui.exhibits import kit_form, kit_more, kit_page
from app.ui.exhibits.exhibit import Exhibit

EXHIBITS: tuple[Exhibit, ...] = (
    *kit_page.EXHIBITS,
    *kit_more.EXHIBITS,
    *kit_form.EXHIBITS,
)
