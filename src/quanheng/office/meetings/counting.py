"""Quorum and majority of a committee. Pure; whole numbers only.

Both shares are of the members entitled to be there (应到会), present or not.
"""

from typing import NamedTuple


class Share(NamedTuple):
    """A part of those entitled."""

    top: int
    bottom: int


class Votes(NamedTuple):
    """How the members in the room decided; ``abstain`` is without any position."""

    agree: int
    disagree: int
    defer: int
    abstain: int = 0

    @property
    def total(self) -> int:
        """Everybody who was asked."""
        return sum(self)


def quorum_of(entitled: int, share: Share) -> int:
    """The least number that must be in the room: the share is reached."""
    return -(-entitled * share.top // share.bottom)


def needed_of(entitled: int, share: Share) -> int:
    """The least number that must agree: the share is exceeded."""
    return entitled * share.top // share.bottom + 1


def has_quorum(entitled: int, present: int, share: Share) -> bool:
    """Whether anything may be decided."""
    return entitled > 0 and present >= quorum_of(entitled, share)


def passes(votes: Votes, entitled: int, share: Share) -> bool:
    """Whether more than the share of those entitled agree."""
    return votes.agree >= needed_of(entitled, share)


def split(votes: Votes) -> bool:
    """Whether opinions are far apart: no position is held by more than half of those in the room.

    It is shown; whether to defer is for the meeting.
    """
    positions = (votes.agree, votes.disagree, votes.defer)
    return votes.total > 0 and 2 * max(positions) <= votes.total
