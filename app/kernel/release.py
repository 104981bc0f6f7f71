"""Which release of the program this is."""

from importlib.metadata import PackageNotFoundError, version


def release() -> str:
    """Return the version as installed; `0` from a checkout that is not."""
    try:
        return version("lineside")
    except PackageNotFoundError:
        return "0"
