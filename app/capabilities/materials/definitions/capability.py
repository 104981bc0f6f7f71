"""The plug of materials' definitions."""

from app.capabilities.materials.bodies import MATERIAL, Material
from app.capabilities.materials.definitions import decisions
from app.journal.capability import Capability, DocumentKind

CAPABILITY = Capability(
    name="materials.definitions",
    documents=(
        DocumentKind(
            form=MATERIAL,
            body=Material,
            icon="layers",
            check=lambda body, attached, plugs: decisions.check_material(body),
            outline=decisions.outline_material,
        ),
    ),
)
