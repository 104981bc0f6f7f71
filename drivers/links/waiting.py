"""Waiting for bytes on several ways at once, by `poll` where there is one.

`select` gives up at the 1,024th file a process holds open; Windows has nothing else for sockets.
"""

import math
import select
from collections.abc import Collection


def readable(ways: Collection[int], wait_s: float) -> set[int]:
    """Return which file descriptors have bytes, have hung up or are gone; none after `wait_s`."""
    if not hasattr(select, "poll"):
        return set(select.select(list(ways), [], [], wait_s)[0])
    return _polled(ways, select.POLLIN, wait_s)


def writable(way: int, wait_s: float) -> bool:
    """Tell whether bytes may be written (or nobody is there to take them) within `wait_s`."""
    if not hasattr(select, "poll"):
        return bool(select.select([], [way], [], wait_s)[1])
    return bool(_polled((way,), select.POLLOUT, wait_s))


def _polled(ways: Collection[int], events: int, wait_s: float) -> set[int]:
    poll = select.poll()
    for way in ways:
        poll.register(way, events)
    return {way for way, _ in poll.poll(math.ceil(wait_s * 1000))}
