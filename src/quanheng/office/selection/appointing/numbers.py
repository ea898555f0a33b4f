"""Numbers as gates read them."""

from fractions import Fraction


def fractions(number: int | None) -> Fraction | None:
    """A whole number as an exact one; unknown stays unknown."""
    return None if number is None else Fraction(number)
