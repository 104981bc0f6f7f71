"""Words to bytes and back: msgpack packed with zstd, opened only up to a limit."""

import io
from typing import TypeVar

import msgspec
import zstandard

from app.kernel.refused import Refused
from app.sync.protocol import OPEN_BYTES, Ask, Reply

T = TypeVar("T", bound=Ask | Reply)

ENCODING = "zstd"
MEDIA_TYPE = "application/msgpack"
_LEVEL = 3
_WINDOW = 1 << 23

_encoder = msgspec.msgpack.Encoder()


def pack(word: Ask | Reply) -> bytes:
    """Return the bytes of a word as they go over the wire."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(_encoder.encode(word))


def unpack(kind: type[T], data: bytes, limit: int = OPEN_BYTES) -> T:
    """Read a word. Raises Refused `sync.too_large` or `sync.unreadable`, and nothing else."""
    try:
        return msgspec.msgpack.decode(_open(data, limit), type=kind)
    except (msgspec.MsgspecError, zstandard.ZstdError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("sync.unreadable", why=str(error)) from error


def _open(data: bytes, limit: int) -> bytes:
    """Decompress at most `limit` bytes: a bomb is noticed while it is still small."""
    opener = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    with opener.stream_reader(io.BytesIO(data)) as stream:
        opened = stream.read(limit + 1)
    if len(opened) > limit:
        raise Refused("sync.too_large", limit=limit)
    return opened
