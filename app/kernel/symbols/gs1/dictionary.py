"""The GS1 application identifiers: what each element holds and which others it needs. Data.

Facts of the GS1 General Specifications and of GS1's Barcode Syntax Dictionary, written our way:

    01       *  N14,csum,gcppos2             ex=255,37
    310[0-5] *  N6                           of=01,02 ex=310n

* A range `[0-5]` in an identifier stands for each of its digits.
* `*`: the element has a set length and needs no separator behind it.
* Components in order: `N` digits, `X` CSET 82, `Y` CSET 39, `Z` base64; `6` exactly, `..20` up to
  so many; in `[…]` it may be left out; then the checks it must pass (`linters.py`).
* `ex=`: none of these may stand beside it (`n` is any digit; an element never excludes itself).
* `need=`: one of these must stand beside it (`+` joins those that only count together).
* `of=`: it describes the item one of these identifies. That key must come, but may come by another
  symbol on the same item: a UDI may be split in two (IMDRF UDI guide, appendix B). `need=` stands
  with what identifies, counts or signs: alone it means nothing.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import product

from app.kernel.symbols.gs1.linters import LINTERS, Linter

TABLE = """
00          *  N18,csum,gcppos2
01          *  N14,csum,gcppos2                   ex=255,37
02          *  N14,csum,gcppos2                   ex=01,03 need=37
03          *  N14,csum,gcppos2                   ex=01,02,37
10             X..20                              of=01,02,03,8006,8026
11          *  N6,yymmd0                          of=01,02,03,8006,8026
12          *  N6,yymmd0                          need=8020
13          *  N6,yymmd0                          of=01,02,03,8006,8026
15          *  N6,yymmd0                          of=01,02,03,8006,8026
16          *  N6,yymmd0                          of=01,02,03,8006,8026
17          *  N6,yymmd0                          of=01,02,03,255,8006,8026
20          *  N2                                 of=01,02,8006,8026
21             X..20                              need=01,03,8006 ex=235
22             X..20                              need=01
235            X..28                              need=01
240            X..30                              of=01,02,8006,8026
241            X..30                              of=01,02,8006,8026
242            N..6                               of=01,02,8006,8026
243            X..20                              of=01
250            X..30                              need=01,8006 need=21
251            X..30                              of=01,8006
253            N13,csum,gcppos1 [X..17]
254            X..20                              need=414
255            N13,csum,gcppos1 [N..12]           ex=01,02,415,8006,8020,8026
30             N..8                               of=01,02
31[0-6][0-5] * N6                                 of=01,02 ex=same
32[0-9][0-5] * N6                                 of=01,02 ex=same
33[0-6][0-5] * N6                                 of=00,01 ex=same
337[0-5]    *  N6                                 of=01 ex=same
34[0-9][0-5] * N6                                 of=00,01 ex=same
35[012][0-5] * N6                                 of=01,02 ex=same
35[345][0-5] * N6                                 of=00,01 ex=same
35[67][0-5] *  N6                                 of=01,02 ex=same
36[01][0-5] *  N6                                 of=01,02 ex=same
36[23][0-5] *  N6                                 of=00,01 ex=same
36[456][0-5] * N6                                 of=01,02 ex=same
36[789][0-5] * N6                                 of=00,01 ex=same
37             N..8                               need=00 need=02,8026
390[0-9]       N..15                              of=255,8020 ex=390n,391n,394n,8111
391[0-9]       N3,iso4217 N..15                   of=8020 ex=391n
392[0-9]       N..15                              need=01 need=30,31nn,32nn,35nn,36nn ex=392n,393n
393[0-9]       N3,iso4217 N..15                   need=30,31nn,32nn,35nn,36nn ex=393n
394[0-3]       N4                                 of=255 ex=394n,8111
395[0-5]       N6                                 need=30,31nn,32nn,35nn,36nn ex=392n,393n,395n,8005
400            X..30
401            X..30,gcppos1
402            N17,csum,gcppos1
403            X..30                              of=00
41[0-4]     *  N13,csum,gcppos1
415         *  N13,csum,gcppos1                   need=8020
41[67]      *  N13,csum,gcppos1
420            X..20                              ex=421
421            N3,iso3166 X..9                    ex=4307
422            N3,iso3166                         of=01,02,8006,8026 ex=426
42[35]         N3,iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166 [N3],iso3166  of=01,02 ex=426
424            N3,iso3166                         of=01,02 ex=426
426            N3,iso3166                         of=01,02
427            X..3                               of=01,02 need=422
430[01]        X..35,pcenc                        of=00
4302           X..70,pcenc                        of=00
4303           X..70,pcenc                        need=4302
430[456]       X..70,pcenc                        of=00
4307           X2,iso3166alpha2                   of=00
4308           X..30                              of=00
4309           N10,latitude N10,longitude         of=00
431[01]        X..35,pcenc                        of=00
4312           X..70,pcenc                        of=00
4313           X..70,pcenc                        need=4312
431[456]       X..70,pcenc                        of=00
4317           X2,iso3166alpha2                   of=00
4318           X..20                              of=00
4319           X..30                              of=00
4320           X..35,pcenc                        of=00
432[123]       N1,yesno                           of=00
432[45]        N6,yymmd0 N4,hhmi                  of=00
4326           N6,yymmdd                          of=00
4330           N6 [X1],hyphen                     of=00 ex=4331
4331           N6 [X1],hyphen                     of=00 ex=4330
4332           N6 [X1],hyphen                     of=00 ex=4333
4333           N6 [X1],hyphen                     of=00 ex=4332
7001           N13                                of=01,02,8006,8026
7002           X..30                              of=01,02
7003           N6,yymmdd N4,hhmi                  of=01,02
7004           N..4                               of=01 need=10
7005           X..12                              of=01,02
7006           N6,yymmdd                          of=01,02
7007           N6,yymmdd [N6],yymmdd              of=01,02
7008           X..3                               of=01,02
7009           X..10                              of=01,02
7010           X..2                               of=01,02
7011           N6,yymmdd [N4],hhmi                of=01,02
7020           X..20                              of=01,8006 need=416
7021           X..20                              of=01,8006
7022           X..20                              need=7021
7023           X..30,gcppos1
703[0-9]       N3,iso3166999 X..27                of=01,02
7040           N1 X1 X1 X1,importeridx
7041           X..4                               of=00
71[0-7]        X..20                              of=01
723[0-9]       X2 X..28                           of=01,8004
7240           X..20                              of=01,8006
7241           N2,mediatype                       of=8017,8018
7242           X..25                              of=8017,8018
7250           N8,yyyymmdd                        of=8018 ex=7251
7251           N8,yyyymmdd N4,hhmi                of=8018 ex=7250
7252           N1,iso5218                         of=8018
725[34]        X..40,pcenc                        of=8017,8018 ex=7256,7259
7255           X..10                              of=8017,8018 ex=7256,7259
7256           X..90,pcenc                        of=8017,8018
7257           X..70,pcenc                        of=8018
7258           X3,posinseqslash                   need=8018+7259
7259           X..40,pcenc                        of=8018 ex=7256
8001           N4,nonzero N5,nonzero N3,nonzero N1,winding N1  of=01
8002           X..20
8003           N1,zero N13,csum,gcppos1 [X..16]
8004           X..30,gcppos1
8005           N6                                 of=01,02
8006           N14,csum,gcppos2 N4,pieceoftotal   ex=01,37
8007           X..34,iban                         need=415
8008           N6,yymmdd N2,hh [N2],mi [N2],ss    of=01,02
8009           X..50                              of=00,01
8010           Y..30,gcppos1
8011           N..12,nozeroprefix                 need=8010
8012           X..20                              of=01,8006
8013           X..25,csumalpha,gcppos1
8014           X..25,csumalpha,gcppos1,hasnondigit  of=01
8017           N18,csum,gcppos1                   ex=8018
8018           N18,csum,gcppos1                   ex=8017
8019           N..10                              need=8017,8018
8020           X..25                              need=415
8026           N14,csum,gcppos2 N4,pieceoftotal   need=37 ex=02,8006
8030           Z..90                  need=00,01+21,253,255,8003,8004,8006+21,8010+8011,8017,8018
804[01]        N15
8042           N32
8043           N18 [N..2]
8110           X..70
8111           N4                                 of=255
8112           X..70
8200           X..70                              of=01
90             X..30
9[1-9]         X..90
"""

GTIN, LOT, MADE, PACKED, EXPIRY, SERIAL = "01", "10", "11", "13", "17", "21"
GTINS = ("01", "02", "03", "8006", "8026")
"""Elements that hold a GTIN in front."""
SIGNATURE = "8030"
SERIAL_KEYS = ("253", "255", "8003")
"""Keys whose serial part may be left out, but not where they are signed (GenSpecs §4.14)."""

_COMPONENT = re.compile(r"(\[?)([NXYZ])(\.\.)?(\d+)\]?(.*)")
_CSETS = {"N": "csetnumeric", "X": "cset82", "Y": "cset39", "Z": "cset64"}
_CLASS = re.compile(r"\[([^\]]*)\]|(\d)")


Choices = tuple[tuple[tuple[str, ...], ...], ...]
"""Requisites: each a choice of groups, a group the patterns that count together."""


@dataclass(frozen=True, slots=True)
class Component:
    """One part of an element: how long, whether it may be missing, which checks it must pass."""

    shortest: int
    longest: int
    optional: bool
    names: tuple[str, ...]
    checks: tuple[Linter, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """What an application identifier stands for.

    `wants` holds the requisites of its own symbol, `of` those that another symbol may fulfil.
    """

    ai: str
    is_set: bool
    components: tuple[Component, ...]
    shortest: int
    longest: int
    excludes: tuple[str, ...]
    wants: Choices
    of: Choices


@cache
def dictionary() -> dict[str, Kind]:
    """Return every kind of element by its application identifier."""
    return {kind.ai: kind for line in TABLE.split("\n") if line for kind in _kinds(line)}


@cache
def lengths() -> dict[str, int]:
    """Return how long an identifier is by its first two digits; they settle it (§7.8.1)."""
    return {ai[:2]: len(ai) for ai in dictionary()}


def _kinds(line: str) -> list[Kind]:
    ranges, *words = line.split()
    rules = [word.partition("=") for word in words if "=" in word]
    parts = tuple(_component(word) for word in words if "=" not in word and word != "*")

    def named(name: str) -> list[str]:
        return [value for key, _, value in rules if key == name]

    return [
        Kind(
            ai,
            "*" in words,
            parts,
            sum(part.shortest for part in parts if not part.optional),
            sum(part.longest for part in parts),
            tuple(
                f"{ai[:3]}n" if other == "same" else other
                for others in named("ex")
                for other in others.split(",")
            ),
            tuple(_choice(value) for value in named("need")),
            tuple(_choice(value) for value in named("of")),
        )
        for ai in _identifiers(ranges)
    ]


def _identifiers(ranges: str) -> list[str]:
    places = [_digits(among) if among else digit for among, digit in _CLASS.findall(ranges)]
    return ["".join(digits) for digits in product(*places)]


def _digits(among: str) -> str:
    first, dash, last = among.partition("-")
    return "".join(map(str, range(int(first), int(last) + 1))) if dash else among


def _component(word: str) -> Component:
    found = _COMPONENT.fullmatch(word)
    if found is None:
        raise ValueError(f"no component of an element: {word}")
    bracket, cset, dots, length, checks = found.groups()
    names = (_CSETS[cset], *checks.strip(",").split(",")) if checks else (_CSETS[cset],)
    longest = int(length)
    return Component(
        1 if dots else longest,
        longest,
        bool(bracket),
        names,
        tuple(LINTERS[name] for name in names),
    )


def _choice(value: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split("+")) for group in value.split(","))
