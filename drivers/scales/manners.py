"""The scales with a protocol of their own, by the word behind `scale.`; others are profiles."""

from collections.abc import Mapping

from drivers.manner import Manner, Orders, crlf_lines
from drivers.scales import by_profile
from drivers.scales.protocols import a_and_d, mt_sics, sbi, toledo_8217

_A_AND_D = Orders(ask=a_and_d.ASK, zero=a_and_d.ZERO, tare=a_and_d.TARE, are_confirmed=True)

MANNERS: Mapping[str, Manner] = {
    "mt-sics": Manner(
        decode=mt_sics.decode,
        framer=crlf_lines,
        orders=Orders(
            ask=mt_sics.ASK,
            zero=mt_sics.ZERO,
            tare=mt_sics.TARE,
            identify=mt_sics.IDENTIFY,
            are_confirmed=True,
        ),
        serial_number=mt_sics.serial_number,
    ),
    "and": Manner(
        decode=a_and_d.decoder(a_and_d.STANDARD),
        framer=crlf_lines,
        orders=_A_AND_D,
        line={"baud": "2400", "bits": "7", "parity": "E"},
    ),
    "and-ad4329": Manner(
        decode=a_and_d.decoder(a_and_d.AD4329),
        orders=Orders(ask=b"READ\r\n", zero=b"MZ\r\n", tare=b"MT\r\n", are_confirmed=True),
        line={"baud": "2400", "bits": "7", "parity": "E"},
    ),
    "and-ad4404": Manner(
        decode=a_and_d.decoder(a_and_d.AD4404),
        orders=Orders(zero=b"MZ\r\n", tare=b"MT\r\n", are_confirmed=True),
        line={"baud": "2400", "bits": "7", "parity": "E"},
    ),
    "sbi": Manner(
        decode=sbi.decode,
        framer=crlf_lines,
        orders=Orders(ask=sbi.ASK, zero=sbi.ZERO, tare=sbi.TARE),
        line={"baud": "1200", "bits": "7", "parity": "O"},
    ),
    "toledo-8217": Manner(
        decode=toledo_8217.decode,
        orders=Orders(ask=toledo_8217.ASK, zero=toledo_8217.ZERO),
        line={"baud": "9600", "bits": "7", "parity": "E"},
    ),
}


def manner_of(word: str) -> Manner:
    """Return the manner behind `scale.<word>`, of a protocol or a profile. Raises BadProfile."""
    return MANNERS[word] if word in MANNERS else by_profile.manner(word)
