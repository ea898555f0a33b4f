"""What a teller's key, an envelope and a token's key belong to; written into each seal."""

from quanheng.office.accounts.models import User
from quanheng.office.ballots.models import Ballot

TOKEN_KEY = "ballots.tokenkey"
OUTER = "outer"
INNER = "inner"


def owner_of(ballot: Ballot, teller: User) -> str:
    """Whose key it is and for which ballot."""
    return f"ballot {ballot.pk} teller {teller.pk}"


def about(ballot: Ballot, voter_class: int, layer: str) -> str:
    """What an envelope belongs to: it opens in this ballot, paper, class and layer only."""
    return f"ballot {ballot.pk} {ballot.paper_hash} class {voter_class} {layer}"
