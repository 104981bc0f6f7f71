"""The check digit and the check character pair of GS1 keys (General Specifications §7.9)."""

CSET82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
"""The signs of batch and serial numbers (GenSpecs figure 7.11-1), in the order of their values."""
CHECK_PAIR = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The 32 signs of a check character pair (GenSpecs §7.9.5)."""
LONGEST_PAIRED = 97
"""So many signs have a weight, a prime each, before the check character pair."""

_VALUES = {sign: value for value, sign in enumerate(CSET82)}


def check_digit(digits: str) -> str:
    """Return the check digit of `digits` (modulo 10, weights 3 and 1 from the right, §7.9.1)."""
    values = [int(digit) for digit in reversed(digits)]
    return str(-(3 * sum(values[::2]) + sum(values[1::2])) % 10)


def check_pair(text: str) -> str:
    """Return the check character pair of `text`, CSET 82 and at most 97 signs (§7.9.5)."""
    weighed = sum(
        _VALUES[sign] * prime for sign, prime in zip(reversed(text), _PRIMES, strict=False)
    )
    return CHECK_PAIR[weighed % 1021 >> 5] + CHECK_PAIR[weighed % 1021 & 31]


def _primes(count: int) -> tuple[int, ...]:
    found: list[int] = []
    candidate = 2
    while len(found) < count:
        if all(candidate % prime for prime in found):
            found.append(candidate)
        candidate += 1
    return tuple(found)


_PRIMES = _primes(LONGEST_PAIRED)
