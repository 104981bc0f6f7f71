"""Loading a large program: what is loaded stays, so nobody looks for garbage in it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Import inside this what a process needs all its life.

    The collector would walk over every module again and again while the next ones are loaded, and
    later in the middle of somebody's work. (Measured: a seventh of the way to the login.)
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
