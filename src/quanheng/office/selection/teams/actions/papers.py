"""Analyses of teams, descriptions of posts, opinions on people: one writes, another signs."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from quanheng.office.accounts.models import User
from quanheng.office.accounts.powers import Denied, Power
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.models import Entry
from quanheng.office.records.models import Person, Unit
from quanheng.office.selection.models import PostFit, PostNeed, TeamAnalysis
from quanheng.office.selection.teams.permission import (
    filled,
    need_other_hand,
    need_person,
    need_unit,
)
from quanheng.office.selection.teams.snapshots import of_person, of_team

ANALYSIS = ("running", "strengths", "problems", "suggestions")
POST = ("title", "vacancy", "lacks", "asks")


@transaction.atomic
def write_analysis(unit: Unit, texts: Mapping[str, str], *, by: User, on: date) -> Entry:
    """Keep what was found of a team, with the figures of the day.

    Raises ``Denied`` without the power over the unit, ``Refused`` for a blank.
    """
    need_unit(unit, by, on)
    filled(*(texts.get(name) for name in ANALYSIS))
    made = TeamAnalysis(
        unit=unit, on=on, by=by, at=timezone.now(), facts=of_team(unit, by, on),
        **{name: texts[name].strip() for name in ANALYSIS},
    )  # fmt: skip
    made.save(force_insert=True)
    return record(made, "team analysed", by=by, on=on, values={"unit": unit.code})


@transaction.atomic
def describe_post(
    unit: Unit, level: int, chief: bool, texts: Mapping[str, str], *, by: User, on: date
) -> Entry:
    """Keep what a post to fill asks, with the figures of the day; raises as ``write_analysis``."""
    need_unit(unit, by, on)
    filled(*(texts.get(name) for name in POST))
    made = PostNeed(
        unit=unit, level=level, chief=chief, on=on, by=by, at=timezone.now(),
        facts=of_team(unit, by, on), **{name: texts[name].strip() for name in POST},
    )  # fmt: skip
    made.full_clean(exclude=["unit", "by", "facts"])
    made.save(force_insert=True)
    values = {"unit": unit.code, "title": made.title}
    return record(made, "post described", by=by, on=on, values=values)


@transaction.atomic
def give_opinion(
    need: PostNeed, person: Person, opinion: str, questions: str = "", *, by: User, on: date
) -> Entry:
    """Keep what somebody finds of a person for a post, with what is on file.

    Raises ``Denied`` without the power over both, ``Refused`` for the own person or a blank.
    """
    need_unit(need.unit, by, on)
    need_person(person, by, on)
    filled(opinion)
    made = PostFit(
        need=need, person=person, on=on, by=by, at=timezone.now(), facts=of_person(person, on),
        opinion=opinion.strip(), questions=questions.strip(),
    )  # fmt: skip
    made.save(force_insert=True)
    values = {"need": need.pk, "person": person.code}
    return record(made, "post opinion given", by=by, on=on, values=values)


@transaction.atomic
def sign_paper(paper: TeamAnalysis | PostNeed | PostFit, *, by: User, on: date) -> Entry:
    """Sign what another person wrote; raises ``Refused`` for the writer and a second time."""
    unit = paper.need.unit if isinstance(paper, PostFit) else paper.unit
    need_unit(unit, by, on)
    if isinstance(paper, PostFit):
        need_person(paper.person, by, on)
    held = type(paper).objects.select_for_update().get(pk=paper.pk)
    need_other_hand(held, by)
    held.signed_by, held.signed_on = by, on
    held.save(update_fields=["signed_by", "signed_on"])
    return record(held, "team paper signed", by=by, on=on, values={"unit": unit.code})


@transaction.atomic
def note_taken(
    paper: TeamAnalysis | PostNeed | PostFit, format: str, *, by: User, on: date
) -> Entry:
    """Write down that a paper is taken out as a file; raises ``Denied`` for who may not see it."""
    if not type(paper).objects.visible_to(by).filter(pk=paper.pk).exists():
        raise Denied(Power.SEE_TEAMS)
    return record(paper, "team paper taken out", by=by, on=on, values={"format": format})
