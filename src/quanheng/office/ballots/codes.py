"""Codes on slips: sixteen letters and a check letter, in groups to read aloud. Pure.

Eighty random bits, so that nobody who holds the stored hashes can try codes out.
"""

import hashlib
import secrets

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Thirty-two, without I, O, 0 and 1."""
LENGTH = 16
GROUP = 4
SPARE = 10
"""One spare slip for so many voters."""


def new_codes(number: int) -> list[str]:
    """So many new codes, none twice, in random order."""
    made: set[str] = set()
    while len(made) < number:
        made.add(with_check("".join(secrets.choice(LETTERS) for _ in range(LENGTH))))
    found = sorted(made)
    secrets.SystemRandom().shuffle(found)
    return found


def with_check(letters: str) -> str:
    """Sixteen letters and the one that shows most slips of the pen."""
    return letters + _check(letters)


def _check(letters: str) -> str:
    """Luhn's sum modulo 32: finds any single wrong letter and most swapped neighbours."""
    found = 0
    for place, letter in enumerate(reversed(letters)):
        worth = LETTERS.index(letter) * (2 if place % 2 == 0 else 1)
        found += worth // len(LETTERS) + worth % len(LETTERS)
    return LETTERS[-found % len(LETTERS)]


def grouped(code: str) -> str:
    """The code as printed: groups of four, the check letter alone."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def typed(text: str) -> str | None:
    """A code as somebody typed it, in any case, with any spaces; None when it is none."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    if len(letters) != LENGTH + 1 or not set(letters) <= set(LETTERS):
        return None
    return letters if with_check(letters[:LENGTH]) == letters else None


def digest(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(b"quanheng slip " + code.encode()).hexdigest()


def amount(voters: int) -> int:
    """How many slips are printed for so many voters: with a tenth to spare, at least two."""
    return voters + max(2, -(-voters // SPARE))
