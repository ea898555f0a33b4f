"""What of the votes waits for an account: the tasks of its home page."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from quanheng.office.accounts.models import User
from quanheng.office.ballots.models import Ballot, Voter

Task = tuple[str, int, str, str]
"""A title, how many, where they are, and the status whose colour it has."""
State = Ballot.State


def waiting(user: User) -> list[Task]:
    """Votes to take part in and votes to count; none where there are none. Two queries.

    Of an open vote nobody knows who has voted, so it is shown to everyone in the roll.
    """
    index = reverse("ballots:index")
    to_count = Ballot.objects.aggregate(
        now=Count("pk", filter=_counts(user, State.ISSUING, State.OPEN, State.CLOSING))
    )["now"]
    mine = Voter.objects.filter(user=user).aggregate(
        fetch=Count(
            "pk",
            filter=Q(ballot__state=State.ISSUING, ballot__phones=True)
            & Q(received=Voter.Received.NONE),
        ),
        open=Count("pk", filter=Q(ballot__state=State.OPEN)),
    )
    found = [
        (_("待领票的投票"), mine["fetch"], index, "attention"),
        (_("正在进行、您在名册上的投票"), mine["open"], index, "attention"),
        (_("由您计票的投票"), to_count, index, "pending"),
    ]
    return [task for task in found if task[1]]


def _counts(user: User, *states: str) -> Q:
    return Q(Q(first_teller=user) | Q(second_teller=user), state__in=states)
