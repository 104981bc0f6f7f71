"""The plug of production's definitions."""

from app.capabilities.production.bodies import (
    INSTRUCTION,
    PRODUCT,
    ROUTE,
    Instruction,
    Product,
    Route,
)
from app.capabilities.production.definitions import decisions
from app.journal.capability import Capability, DocumentKind

CAPABILITY = Capability(
    name="production.definitions",
    documents=(
        DocumentKind(
            form=INSTRUCTION,
            body=Instruction,
            icon="book-open",
            check=lambda body, attached, plugs: decisions.check_instruction(body, attached),
            outline=decisions.outline_instruction,
        ),
        DocumentKind(
            form=ROUTE,
            body=Route,
            icon="route",
            check=lambda body, attached, plugs: decisions.check_route(body, attached),
            outline=decisions.outline_route,
        ),
        DocumentKind(
            form=PRODUCT,
            body=Product,
            icon="package",
            check=lambda body, attached, plugs: decisions.check_product(body, attached),
            outline=decisions.outline_product,
        ),
    ),
)
