"""Marks for the demonstration: one in force, one that waits for the official, a note, a list."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import islice

from quanheng.office.accounts.models import User
from quanheng.office.records.models import Evaluation, Person, Tenure, Unit
from quanheng.office.selection.marks.actions import (
    confirm_mark,
    enter_words,
    propose_mark,
    reply_to_mark,
    show_mark,
)
from quanheng.office.selection.marks.notes.actions import confirm_note, propose_note
from quanheng.office.selection.marks.proof import Rests
from quanheng.office.selection.models import Mark, OrganisationNote

FIRST, SECOND, OFFICIAL = "organisation-officer", "organisation-officer-2", "official"
LION, IDLE = "zhejiang-2015:3.2/for/狮子型", "zhejiang-2015:3.2/against/太平官"
OX = "hangzhou-2017:12/for/老黄牛型"
CLAUSE = "kunming-2019:19"
USE = (
    "演示：敢于负责、化解难题的",
    "演示：扎根一线、群众公认的",
    "演示：实绩突出、作风过硬的",
)
NEVER = ("演示：遇事推诿、敷衍塞责的", "演示：弄虚作假、欺上瞒下的")


def sample_marks(users: Mapping[str, User], on: date) -> None:
    """Make them; ``users`` are the demonstration's accounts by log-in name."""
    first, official = users[FIRST], Person.objects.get(code=users[OFFICIAL].person_code)
    root = Unit.objects.filter(parent=None).order_by("code")[0]
    told = {"source": "演示办法〔2026〕1号", "since": date(on.year, 1, 1), "by": first, "on": on}
    enter_words(root, CLAUSE, USE, NEVER, **told)
    facts = "牵头化解滨河路拆迁积案12件，带队驻点40天，年底前全部签约。"
    own = _shown(official, LION, facts, users, on - timedelta(days=20))
    reply_to_mark(own, "agrees", "", by=users[OFFICIAL], on=on - timedelta(days=18))
    confirm_mark(own, "情况属实", by=users[SECOND], on=on - timedelta(days=15))
    facts = "上半年分管的2项重点工作没有推进记录，督办3次未见进展。"
    _shown(official, IDLE, facts, users, on - timedelta(days=1))
    others = Tenure.objects.current().filter(end=None, leading=True).exclude(person=official)
    posts = others.select_related("person").order_by("level", "pk")
    first_of = {one.person_id: one for one in reversed(posts)}
    for tenure in islice(first_of.values(), 3):
        facts = f"任{tenure.title}以来逐村走访，解决群众反映的问题26件。"
        mark = _shown(tenure.person, OX, facts, users, on - timedelta(days=30))
        confirm_mark(mark, "情况属实", by=users[SECOND], on=on - timedelta(days=10))
    _note(users, on)


def _shown(person: Person, type: str, facts: str, users: Mapping[str, User], on: date) -> Mark:
    values = {
        "type": type,
        "facts": facts,
        "happened_on": on - timedelta(days=60),
        "source": "vetting",
        "attested": True,
    }
    rests = Rests(Tenure.objects.current().filter(person=person).order_by("-start")[:1])
    entry = propose_mark(person, values, rests, by=users[FIRST], on=on)
    mark = Mark.objects.get(pk=entry.about_key)
    show_mark(mark, by=users[FIRST], on=on)
    return Mark.objects.get(pk=mark.pk)


def _note(users: Mapping[str, User], on: date) -> None:
    """A note beside the newest vote on file about an official."""
    votes = Evaluation.objects.current().exclude(person=None).filter(day__lte=on)
    vote = votes.select_related("person").order_by("-day", "pk").first()
    if vote is None or vote.person is None:
        return
    rests = Rests([vote])
    reason = "因主持征地清账得罪少数人，测评时失票；工作实绩和群众走访情况良好。"
    entry = propose_note(vote.person, vote, reason, rests, by=users[FIRST], on=on)
    note = OrganisationNote.objects.get(pk=entry.about_key)
    confirm_note(note, "经走访核实，予以确认", by=users[SECOND], on=on)
