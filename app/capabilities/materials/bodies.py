"""The document materials define: what a material is, who may deliver it, how long it keeps."""

import msgspec

from app.kernel.words import Bilingual

MATERIAL = "material"


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """A material as it is bought. `suppliers` are the codes of those approved for it.

    `shelf_life_days`: how long it keeps from manufacture; 0: no lot of it expires.
    `opened_life_days`: how long a container may be used once opened, whatever the expiry; 0: no
    limit of its own. A lot that `needs_inspection` is in quarantine until somebody releases it.
    `storage` says where and how it is kept, and may be empty.
    """

    code: str
    name: Bilingual
    unit: Bilingual
    needs_inspection: bool = True
    shelf_life_days: int = 0
    opened_life_days: int = 0
    suppliers: tuple[str, ...] = ()
    storage: Bilingual = Bilingual("", "")
