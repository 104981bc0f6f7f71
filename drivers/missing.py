"""What stands for a driver whose library is not installed: it says so, and does nothing else."""

from collections.abc import Callable
from typing import Any

from drivers.device import Binding, Device, Ears, Times
from drivers.health import Condition, Health, Trouble
from drivers.links.link import Connect


class Missing:
    """A device that cannot be driven here; `extra` is what has to be installed for it."""

    def __init__(self, ears: Ears[Any], extra: str) -> None:
        self._ears, self._extra = ears, extra

    def start(self) -> None:
        """Say that it cannot be driven."""
        detail = f"the extra {self._extra} is not installed"
        self._ears.health(Health(Condition.FAULTED, Trouble.NOT_INSTALLED, detail))

    def stop(self) -> None:
        """Nothing is held."""


def missing(extra: str) -> Callable[[Binding, Connect, Ears[Any], Times], Device]:
    """Return the maker that stands for a driver which needs `extra`."""

    def make(binding: Binding, connect: Connect, ears: Ears[Any], times: Times) -> Device:
        del binding, connect, times
        return Missing(ears, extra)

    return make
