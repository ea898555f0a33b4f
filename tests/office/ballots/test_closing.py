"""Closing: what is counted, what is kept, what is destroyed."""

from collections.abc import Callable

import pytest

from quanheng.office.accounts.conditions import Refused
from quanheng.office.accounts.models import User
from quanheng.office.ballots import closing, queries
from quanheng.office.ballots.actions import begin_closing, finish_closing, void_ballot
from quanheng.office.ballots.casting import cast
from quanheng.office.ballots.models import Ballot, Envelope, Tally
from tests.office.ballots import meeting
from tests.office.ballots.meeting import FIRST, ON, SECOND

pytestmark = pytest.mark.django_db


def flipped(sealed: bytes) -> bytes:
    """The same with one bit changed."""
    return bytes(sealed)[:-1] + bytes([bytes(sealed)[-1] ^ 1])


def every(slips: dict[int, list[str]]) -> list[str]:
    return [code for made in slips.values() for code in made]


def by_class(ballot: Ballot, slips: dict[int, list[str]], name: str) -> list[str]:
    return slips[ballot.classes.get(name=name).pk]


def test_classes_with_few_ballots_are_kept_together_only(users: dict[str, User], unit: str) -> None:
    ballot, slips = meeting.opened(users, unit, "mutual", sizes=(2, 6))
    for code in by_class(ballot, slips, "班子成员")[:2]:
        cast(code, {"1-1": ["incompetent"]})
    for code in by_class(ballot, slips, "中层干部")[:6]:
        cast(code, {"1-1": ["excellent"]})
    ballot = meeting.close(ballot, users)
    small, large = ballot.classes.all()
    assert set(Tally.objects.values_list("voter_class", flat=True)) == {large.pk}
    assert (small.counted_with, small.returned, large.returned) == (large, None, 8)
    (group,) = queries.groups(ballot)
    assert (group.name, group.weight, group.returned) == ("班子成员＋中层干部", 4, 8)
    (line, *_) = queries.result(ballot).standings
    assert line.by_group == {
        large.pk: {"excellent": 6, "competent": 0, "basic": 0, "incompetent": 2, "": 0}
    }
    assert line.score == 75


def test_classes_with_enough_ballots_are_told_of(users: dict[str, User], unit: str) -> None:
    ballot, slips = meeting.opened(users, unit, "mutual", sizes=(5, 6))
    for code in by_class(ballot, slips, "班子成员")[:5]:
        cast(code, {"1-1": ["incompetent"]})
    for code in by_class(ballot, slips, "中层干部")[:6]:
        cast(code, {"1-1": ["excellent"]})
    ballot = meeting.close(ballot, users)
    assert [group.returned for group in queries.groups(ballot)] == [5, 6]
    assert queries.result(ballot).standings[0].score == 25, "three parts of 0, one of 100"


def test_fewer_than_the_floor_are_not_counted_and_nothing_is_kept(
    users: dict[str, User], unit: str
) -> None:
    ballot, slips = meeting.opened(users, unit)
    for code in every(slips)[:4]:
        cast(code, {"1": ["agree"]})
    ballot = meeting.close(ballot, users)
    assert ballot.state == Ballot.State.CLOSED
    assert (ballot.counted, ballot.returned, ballot.valid) == (False, 4, 4)
    assert not Tally.objects.exists()
    assert queries.result(ballot).standings == []
    assert len(closing.counted_hashes(ballot)) == 4


def test_an_envelope_that_was_changed_is_invalid_and_the_others_count(
    users: dict[str, User], unit: str
) -> None:
    ballot, slips = meeting.opened(users, unit)
    for code in every(slips)[:7]:
        cast(code, {"1": ["agree"]})
    one, two, three, *_ = ballot.envelopes.order_by("pk")
    Envelope.objects.filter(pk=one.pk).update(sealed=flipped(one.sealed))
    other = ballot.classes.exclude(pk=two.voter_class_id).get()
    Envelope.objects.filter(pk=two.pk).update(voter_class=other)
    Envelope.objects.filter(pk=three.pk).update(sealed=b"")
    ballot = meeting.close(ballot, users)
    assert (ballot.returned, ballot.valid) == (7, 4)
    assert sum(t.votes for t in Tally.objects.filter(question="1")) == 4


def test_a_wrong_passphrase_changes_nothing_and_a_lost_one_ends_the_vote(
    users: dict[str, User], unit: str
) -> None:
    ballot, slips = meeting.opened(users, unit)
    for code in every(slips)[:6]:
        cast(code, {"1": ["agree"]})
    before = sorted(bytes(one.sealed) for one in ballot.envelopes.all())
    with pytest.raises(Refused):
        begin_closing(ballot, "not my passphrase", by=users["auditor"], on=ON)
    assert sorted(bytes(one.sealed) for one in ballot.envelopes.all()) == before
    begin_closing(ballot, FIRST, by=users["auditor"], on=ON)
    with pytest.raises(Refused):
        finish_closing(ballot, FIRST, by=users["discipline_officer"], on=ON)
    void_ballot(ballot, reason="口令丢失", by=users["discipline_officer"], on=ON)
    assert not ballot.envelopes.exists()
    assert not ballot.teller_keys.exclude(sealed_private=None).exists()


def test_neither_teller_reads_anything_alone(users: dict[str, User], unit: str) -> None:
    """After the first teller is done, what lies there opens with the second key only."""
    ballot, slips = meeting.opened(users, unit)
    cast(every(slips)[0], {"1": ["agree"]})
    for teller, passphrase, other in [
        (users["discipline_officer"], SECOND, users["auditor"]),
        (users["auditor"], SECOND, users["auditor"]),
    ]:
        with pytest.raises(Refused):
            begin_closing(ballot, passphrase, by=teller, on=ON)
        with pytest.raises(Refused):
            finish_closing(ballot, passphrase, by=other, on=ON)
    begin_closing(ballot, FIRST, by=users["auditor"], on=ON)
    sealed = bytes(ballot.envelopes.get().sealed)
    assert b"agree" not in sealed
    assert not Tally.objects.exists()


@pytest.mark.parametrize("end", [meeting.close, "void"])
def test_nothing_sealed_and_no_private_key_outlives_the_vote(
    end: Callable[[Ballot, dict[str, User]], Ballot] | str, users: dict[str, User], unit: str
) -> None:
    ballot, slips = meeting.opened(users, unit, logins=("head",), phones=True)
    for code in every(slips)[:6]:
        cast(code, {"1": ["agree"]})
    if callable(end):
        end(ballot, users)
    else:
        void_ballot(ballot, reason="有误", by=users["organisation_officer"], on=ON)
    assert not ballot.envelopes.exists()
    assert not ballot.teller_keys.exclude(sealed_private=None).exists()
    assert not ballot.classes.filter(token_key__sealed_private__isnull=False).exists()
    assert not ballot.voters.exclude(blinded=None).exists()


def test_the_ledger_holds_the_fingerprint_of_the_count(users: dict[str, User], unit: str) -> None:
    ballot, slips = meeting.opened(users, unit)
    for code in every(slips)[:6]:
        cast(code, {"1": ["agree"]})
    begin_closing(ballot, FIRST, by=users["auditor"], on=ON)
    entry = finish_closing(ballot, SECOND, by=users["discipline_officer"], on=ON)
    assert entry.details.values["tallies"] == closing.fingerprint(ballot)
    Tally.objects.filter(question="1", choice="agree").update(votes=5)
    assert entry.details.values["tallies"] != closing.fingerprint(ballot)
