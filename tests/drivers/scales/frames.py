"""The shared vectors of scale frames, and more of the same kinds out of the same manuals."""

import csv
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parents[2] / "vectors" / "scales" / "scale_frames.csv"


@dataclass(frozen=True, slots=True)
class Row:
    """One frame and what it says; `value` and `unit` are empty where it says none."""

    name: str
    protocol: str
    frame: bytes
    status: str
    value: str = ""
    unit: str = ""


def rows() -> tuple[Row, ...]:
    """Return every row a device sends."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Row(
                line["id"],
                line["protocol"],
                line["frame"].encode("latin-1").decode("unicode_escape").encode("latin-1"),
                line["expected_status"],
                line["expected_value"],
                line["expected_unit"],
            )
            for line in csv.DictReader(file)
            if line["direction"] == "rx"
        )


MANUALS = tuple(
    Row(f"{protocol} {frame!r}", protocol, frame, *said)
    for protocol, frame, said in (
        ("mt-sics", b"S D     100.02 g\r\n", ("unstable", "100.02", "g")),
        ("mt-sics", b"S S -12.5 kg\r\n", ("stable", "-12.5", "kg")),
        ("mt-sics", b"T S      10.00 g\r\n", ("tare_stable", "10.00", "g")),
        ("mt-sics", b"TI D      10.00 g\r\n", ("unstable", "10.00", "g")),
        ("mt-sics", b"TA A      10.00 g\r\n", ("info", "10.00", "g")),
        ("mt-sics", b"Z A\r\n", ("ack",)),
        ("mt-sics", b"ZI D\r\n", ("ack",)),
        ("mt-sics", b"TAC A\r\n", ("ack",)),
        ("mt-sics", b"Z I\r\n", ("not_executable",)),
        ("mt-sics", b"Z +\r\n", ("overload",)),
        ("mt-sics", b"T -\r\n", ("underload",)),
        ("mt-sics", b"I4 I\r\n", ("not_executable",)),
        ("mt-sics", b"S L\r\n", ("error",)),
        ("mt-sics", b"ET\r\n", ("error",)),
        ("mt-sics", b"EL\r\n", ("error",)),
        ("mt-sics", b'I0 B 0 "I0"\r\n', ("info",)),
        ("mt-sics", b'I1 A "0123" "2.30" "2.22" "2.33" "2.20"\r\n', ("info",)),
        ("mt-sics", b'I2 A "XS204 220.0090 g"\r\n', ("info",)),
        ("mt-sics", b"SI\r\n", ("nonconforming_echo",)),
        ("mt-sics", b"SI S     100.00 g\r\n", ("nonconforming_echo",)),
        ("mt-sics", b"S S      12:07.50 lb:oz\r\n", ("stable", "12 lb 7.50 oz", "lb:oz")),
        ("mt-sics", b"S S     100.00\r\n", ("error",)),
        ("mt-sics", b"S S     100.00 stone\r\n", ("error",)),
        ("mt-sics", b"S X     100.00 g\r\n", ("error",)),
        ("and", b"US,-000012.3 kg\r\n", ("unstable", "-12.3", "kg")),
        ("and", b"OL,+999999.9  g\r\n", ("overload",)),
        ("and", b"OL,-99999999 PC\r\n", ("overload",)),
        ("and", b"OL,+9999999E+19\r\n", ("overload",)),
        ("and", b"QT,+00001234 PC\r\n", ("stable_count", "1234", "PC")),
        ("and", b"ST,HI,+001234.5  g\r\n", ("stable", "1234.5", "g")),
        ("and", b"ST,+000123.4  %\r\n", ("stable", "123.4", "%")),
        ("and", b"ST,+0000.1278  g\r\n", ("stable", "0.1278", "g")),
        ("and", b"I\r\n", ("not_executable",)),
        ("and", b"?\r\n", ("syntax_error",)),
        ("and", b"\x06\r\n", ("ack",)),
        ("and", b"EC,E11\r\n", ("error",)),
        ("and-ad4329", b"ST,GS,+0012.34kg\r\n", ("stable", "12.34", "kg")),
        ("and-ad4329", b"ST,N ,+0012.34kg\r\n", ("stable", "12.34", "kg")),
        ("and-ad4329", b"ST,PT,+0002.00kg\r\n", ("tare_stable", "2.00", "kg")),
        ("and-ad4329", b"OL,GS,     .  kg\r\n", ("overload",)),
        ("and-ad4404", b"US,GS,-0012.34kg\r\n", ("unstable", "-12.34", "kg")),
        ("and-ad4404", b"ST,TR,+0002.00kg\r\n", ("tare_stable", "2.00", "kg")),
        ("and-ad4404", b"LO,GS,     .  kg\r\n", ("overload",)),
        ("generic-st", b"ST,US,+  1.240kg\r\n", ("vendor_dependent", "1.240", "kg")),
        ("generic-st", b"OL,GS,+       kg\r\n", ("overload",)),
        ("generic-usr", b"ST,US,-   2.10kg\r\n", ("vendor_dependent", "-2.10", "kg")),
        ("generic-usr", b"US,GS,-   2.10kg\r\n", ("vendor_dependent",)),
        ("generic-st", b"HD,GS,+  1.240kg\r\n", ("vendor_dependent",)),
        ("rinstrum-f4", b"US,NT,-   1.50kg\r\n", ("unstable", "-1.50", "kg")),
        ("rinstrum-f2", b"    1.50G   - kg", ("error",)),
        ("rinstrum-f2", b"    1.500G - kg", ("error",)),
        ("rinstrum-f2", b"   1.500G  - kg", ("stable", "1.500", "kg")),
        ("rinstrum-f2", b"-  1.500NM -   ", ("unstable", "-1.500", "")),
        ("toledo-8217", b"\x02?D\r", ("underload",)),
        ("toledo-8217", b"\x02?A\r", ("unstable",)),
        ("toledo-8217", b"\x02?B\r", ("overload",)),
        ("toledo-8217", b"\x02?P\r", ("info",)),
        ("toledo-8217", b"\x0212.345\r", ("ok", "12.345", "")),
        ("toledo-8217", b"12.345\r", ("error",)),
        ("sbi", b"+   123.56    \r\n", ("unstable", "123.56", "")),
        ("sbi", b"-     0.02 kg \r\n", ("stable", "-0.02", "kg")),
        ("sbi", b"+     1.234 ozt\r\n", ("error",)),
        ("sbi", b"+    1.234 ozt\r\n", ("stable", "1.234", "ozt")),
        ("sbi", b"+    1.234 oz\r\n", ("error",)),  # a letter or a blank was lost
        ("sbi", b"+    1.234 oz \r\n", ("stable", "1.234", "oz")),
        ("sbi", b"N     +   123.56 g  \r\n", ("stable", "123.56", "g")),
        ("sbi", b"Qnt   +       12 pcs\r\n", ("stable_count", "12", "pcs")),
        ("sbi", b"T1    +    10.00 g  \r\n", ("tare_stable", "10.00", "g")),
        ("sbi", b"Max   +    99.00 g  \r\n", ("vendor_dependent", "99.00", "g")),
        ("sbi", b"Stat        High    \r\n", ("overload",)),
        ("sbi", b"Stat        Low     \r\n", ("underload",)),
        ("sbi", b"     High     \r\n", ("overload",)),
        ("sbi", b"      Low     \r\n", ("underload",)),
        ("sbi", b"Stat     ERR 054    \r\n", ("error",)),
        ("sbi", b"    Err 54    \r\n", ("error",)),
        ("sbi", b"Stat     APP.ER     \r\n", ("error",)),
        ("ohaus", b"        0.00 g     \r\n", ("stable", "0.00", "g")),
        ("ohaus", b"       12.73 g    ?\r\n", ("unstable", "12.73", "g")),
        ("ohaus", b"           3 PCS   \r\n", ("stable", "3", "PCS")),
        ("ohaus", b"       12.73 g    \r\n", ("error",)),  # its question mark was lost
        ("ohaus-defender", b"-   12.50 kg    NET\r\n", ("stable", "-12.50", "kg")),
        ("ohaus-defender", b"    12.50 kg   ?G  \r\n", ("unstable", "12.50", "kg")),
        ("dini-argeo", b"ST,GS,     0.0,kg\r\n", ("stable", "0.0", "kg")),
        ("mitutoyo", b"01A+0000.123\r", ("ok", "0.123", "")),
        ("mitutoyo", b"01A-00.12345\r", ("ok", "-0.12345", "")),
        ("mitutoyo", b"01A+000.123\r", ("error",)),
        ("mitutoyo", b"911\r", ("error",)),
        ("mitutoyo-wedge", b"-0.123\r", ("ok", "-0.123", "")),
        ("mark10", b"*10\r\n", ("error",)),
        ("mark10", b"4.285 furlong\r\n", ("error",)),
        ("mark10", b"4.285\r\n", ("ok", "4.285", "")),
    )
)
