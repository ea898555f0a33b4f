"""What a ballot counted, as the numbers that a review keeps."""

from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.queries import result
from quanheng.office.selection.models import ReviewCount


def counts_of(ballot: Ballot) -> list[tuple[str, dict[str, int]]]:
    """The key of each thing rated and its votes; three queries.

    Papers without a valid answer to a question count as abstentions.
    """
    found = []
    for line in result(ballot).standings:
        votes = {name: line.choices.get(name, 0) for name in ReviewCount.VOTES[:4]}
        returned = ballot.returned or 0
        votes["abstained"] = returned - sum(votes.values())
        numbers = {
            "entitled": max(ballot.entitled or 0, ballot.handed or 0, returned),
            "issued": max(ballot.handed or 0, returned),
            "returned": returned,
        }
        found.append((line.subject.key, numbers | votes))
    return found
