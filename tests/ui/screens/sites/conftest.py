"""What the devices' tests share."""

import pytest

from app.stations.commissioning import CONTENT, IDENTIFIER


@pytest.fixture
def commissioned() -> str:
    """Return what a well set up scanner sends of the commissioning symbol."""
    return IDENTIFIER + CONTENT
