"""Waiting for several ways at once, by `poll` where there is one.

`select` gives up at the 1,024th file a process holds open; Windows has nothing else for sockets.
"""

import math
import select
from collections.abc import Collection


def ready(
    reading: Collection[int],
    wait_s: float,
    *,
    writing: Collection[int] = (),
    watching: Collection[int] = (),
) -> tuple[set[int], set[int]]:
    """Return which file descriptors can be read and which written; none of either after `wait_s`.

    One that has hung up or is gone counts as both; one merely watched counts as read then, where
    there is `poll`.
    """
    if not hasattr(select, "poll"):
        found = select.select(list(reading), list(writing), [], wait_s)
        return set(found[0]), set(found[1])
    poll = select.poll()
    for way in {*reading, *writing, *watching}:
        wants = (select.POLLIN if way in reading else 0) | (select.POLLOUT if way in writing else 0)
        poll.register(way, wants)
    polled = poll.poll(math.ceil(wait_s * 1000))
    can_read = {way for way, what in polled if what & ~select.POLLOUT}
    return can_read, {way for way, what in polled if way in writing and what & ~select.POLLIN}
