"""The one place that knows pymodbus: requests to frames, bytes to answers, RTU and TCP.

Its framers and messages are used, its clients are not: they open ports of their own, answer a
garbled frame by never answering again (pymodbus #385), and rename their calls from release to
release. A link carries the bytes, as for every other device.
"""

import logging
import struct
from dataclasses import dataclass
from enum import StrEnum

from pymodbus.exceptions import ModbusException
from pymodbus.framer import FRAMER_NAME_TO_CLASS, FramerType
from pymodbus.pdu import DecodePDU, ModbusPDU
from pymodbus.pdu.bit_message import ReadCoilsRequest, ReadDiscreteInputsRequest
from pymodbus.pdu.register_message import ReadHoldingRegistersRequest, ReadInputRegistersRequest

from drivers.equipment.registers import Block

# What it would log of damaged frames is told as health and traffic instead.
logging.getLogger("pymodbus").setLevel(logging.CRITICAL)

LONGEST = 300
"""No answer is longer (260 bytes of application unit over TCP)."""
_REQUESTS: dict[str, type[ModbusPDU]] = {
    "holding": ReadHoldingRegistersRequest,
    "input": ReadInputRegistersRequest,
    "coil": ReadCoilsRequest,
    "discrete": ReadDiscreteInputsRequest,
}


class Framing(StrEnum):
    """How a frame is wrapped on the wire."""

    RTU = "rtu"
    TCP = "socket"


@dataclass(frozen=True, slots=True)
class Words:
    """What a block's registers or bits hold."""

    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Exceptional:
    """The machine understood and says no: 1 function, 2 address, 3 value, 4 failure, 6 busy."""

    code: int


class Garbled(ValueError):  # what came, not what went wrong here
    """Bytes that are no answer to what was asked."""


class Exchange:
    """One request and whatever comes back until its answer is whole."""

    def __init__(self, framing: Framing, block: Block, turn: int) -> None:
        self._framer = FRAMER_NAME_TO_CLASS[FramerType(framing.value)](DecodePDU(False))
        self._block = block
        self._request = _REQUESTS[block.kind](
            dev_id=block.unit_id,
            transaction_id=0 if framing is Framing.RTU else turn % 65_535 + 1,
            address=block.start,
            count=block.count,
        )
        self._heard = b""

    @property
    def asked(self) -> bytes:
        """Return the request's frame."""
        return bytes(self._framer.buildFrame(self._request))

    @property
    def heard(self) -> bytes:
        """Return what has come so far."""
        return self._heard

    def feed(self, data: bytes) -> Words | Exceptional | None:
        """Take bytes; return the answer once it is whole. Raises Garbled."""
        self._heard += data
        if len(self._heard) > LONGEST:
            raise Garbled("longer than any answer")
        request = self._request
        try:
            _, answer = self._framer.handleFrame(
                self._heard, request.dev_id, request.transaction_id
            )
        # What its decoders let out on bytes that only look like a frame.
        except (ModbusException, struct.error, IndexError, ValueError) as error:
            raise Garbled(str(error)) from error
        return None if answer is None else self._read(answer)

    def _read(self, answer: ModbusPDU) -> Words | Exceptional:
        if answer.function_code & 0x7F != self._request.function_code:
            raise Garbled(f"function {answer.function_code} for {self._request.function_code}")
        if answer.isError():
            return Exceptional(answer.exception_code)
        is_bits = self._block.kind in ("coil", "discrete")
        words = tuple(int(word) for word in (answer.bits if is_bits else answer.registers))
        if len(words) < self._block.count or (not is_bits and len(words) > self._block.count):
            raise Garbled(f"{len(words)} values for {self._block.count}")
        return Words(words[: self._block.count])
