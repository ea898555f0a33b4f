"""A count as a package that proves itself: single votes, the ledger's entry of it, a script."""

import csv
from importlib.resources import files
from io import StringIO

from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.paper import questions
from quanheng.office.ballots.queries import groups, single_votes
from quanheng.office.ballots.showing import choice_word, question_word
from quanheng.office.ledger.models import Entry
from quanheng.office.ledger.packages import as_json, package

FORMAT = "quanheng-count-proof/1"
SCRIPT = "verify_count.py"


def proof_of(ballot: Ballot) -> bytes:
    """A zip file: ``votes.csv``, ``count.json``, the entry of the count with its proof, scripts.

    ``verify_count.py`` is plain Python: it counts the lines of ``votes.csv``, compares the totals
    with the fingerprint that the ledger keeps of the count, and verifies that entry. Raises
    ``LedgerRefused`` while no checkpoint covers it.
    """
    about = Entry.objects.filter(
        about_kind=ballot._meta.label_lower, about_key=str(ballot.pk), action="votes counted"
    )
    entries = list(about.select_related("details"))
    told = {
        "format": FORMAT,
        "title": ballot.title,
        "entry": next((one.number for one in entries), None),
    }
    script = files(__package__).joinpath(SCRIPT).read_text("utf-8")
    return package(
        entries, {"count.json": as_json(told), "votes.csv": _votes(ballot), SCRIPT: script}
    )


def _votes(ballot: Ballot) -> str:
    """One line for each single choice, each question shuffled by itself; codes, then words."""
    paper, text = ballot.asked(), StringIO()
    classes = dict(ballot.classes.values_list("pk", "name"))
    named = {group.name: classes[group.key] for group in groups(ballot)}
    asked = {question.key: question_word(paper, question) for question in questions(paper)}
    lines = csv.writer(text)
    lines.writerow(["question", "class", "choice", "问题", "选择"])
    for vote in single_votes(ballot):
        words = (asked.get(vote.question, vote.question), choice_word(paper, vote.choice))
        lines.writerow([vote.question, named[vote.group], vote.choice, *words])
    return text.getvalue()
