"""Own and foreign ballots to ask for."""

from typing import Any

from django.urls import reverse

from quanheng.office.accounts.models import User
from quanheng.office.records.models import Person
from tests.office.ballots.scenes import ballot_in, voter_in


class BallotThings:
    """What ``Things`` finds of ballots; ``thing`` makes the object from its arguments."""

    scene: Any
    thing: Any

    def ballot(self, _user: User, person: Person, state: str = "draft") -> Any:
        """A ballot of the unit in which a person serves, with one voter."""
        unit = person.tenures.filter(known_until=None, end=None)[0].unit
        made = ballot_in(unit.code, state)
        named = {"pk": made.pk, "paper_hash": made.paper_hash, "voter": voter_in(made).pk}
        return self.thing(named, (reverse("ballots:ballot", args=[made.pk]),))

    def ballot_issuing(self, user: User, person: Person) -> Any:
        return self.ballot(user, person, "issuing")

    def ballot_closed(self, user: User, person: Person) -> Any:
        return self.ballot(user, person, "closed")

    def ballot_counted_by(self, user: User, person: Person) -> Any:
        """A ballot that somebody counts."""
        return self.thing({"pk": ballot_in("", "issuing", teller=user).pk})

    def ballot_voter(self, user: User, person: Person) -> Any:
        """A ballot in whose roll somebody stands."""
        return self.thing({"pk": voter_in(ballot_in("", "issuing"), user).ballot_id})
