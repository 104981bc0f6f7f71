"""The gauges, by the word behind `gauge.`."""

from collections.abc import Mapping

from drivers.gauges import mark10, mitutoyo
from drivers.manner import Manner, Orders, crlf_lines

MANNERS: Mapping[str, Manner] = {
    # Speaks when its data key is pressed, and only then: silence says nothing of its health.
    "mitutoyo": Manner(decode=mitutoyo.decode, quiet_s=0.0),
    "mark10": Manner(
        decode=mark10.decode,
        framer=crlf_lines,
        orders=Orders(ask=mark10.ASK),
        line={"baud": "115200"},
    ),
}
