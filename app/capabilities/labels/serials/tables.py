"""State of serial numbers."""

from app.journal.rows import Row, state_table


@state_table("label_block", key=("stream",), index=(("station",),))
class BlockRow(Row, frozen=True, kw_only=True):
    """Numbers a station may give: from `first` to `last`."""

    block: str
    station: str
    prefix: str
    first: int
    last: int
    source: str
