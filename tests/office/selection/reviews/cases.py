"""What the actions on reviews, checks and reports do."""

from datetime import date
from typing import Any

from quanheng.office.ballots.models import Ballot
from quanheng.office.selection.models import Review
from quanheng.office.selection.reviews import actions
from quanheng.office.selection.reviews.issues import issues_of
from tests.office.action_case import Case, World
from tests.office.ballots.scenes import ballot_in
from tests.office.selection.marks.making import LATE, OFFICER, OFFICIAL, told, user
from tests.office.selection.reviews.making import (
    HEAD,
    VOTES,
    check,
    counted,
    fed_back,
    found,
    leaver,
    leaving,
    opened,
    person,
    place,
    ready,
    report,
    report_values,
    review,
    stated,
    tellers,
    titles,
)

ROOM = "selection.reviews.actions"


def with_votes(world: World) -> Review:
    made = review(world)
    made.work_ballot = Ballot.objects.get(pk=ballot_in(made.unit.code, "closed").pk)
    made.save()
    return made


def rectified(world: World, made: Any, **more: Any) -> Any:
    key = more.pop("key", None) or issues_of(made, world.on)[0].key
    values = {"owner": person(world), "deadline": date(2026, 3, 1), **more}
    return actions.rectify(made, key, values, **told(world))


CASES = [
    Case(
        f"{ROOM}.open_review",
        says="review opened",
        before=place,
        works=lambda world, unit: actions.open_review(unit, 2025, **told(world)),
        refused=[
            lambda world, unit: actions.open_review(unit, 2027, **told(world)),
            lambda world, unit: actions.open_review(unit, 2025, **told(world, HEAD)),
        ],
    ),
    Case(
        f"{ROOM}.prepare_review",
        says="review prepared",
        before=review,
        works=lambda world, one: actions.prepare_review(
            one, {"meeting_on": world.on, "complaints": 3, "founded": 1}, **told(world)
        ),
        refused=[
            lambda world, one: actions.prepare_review(one, {"founded": 1}, **told(world)),
            lambda world, one: actions.prepare_review(one, {}, **told(world, HEAD)),
        ],
    ),
    Case(
        f"{ROOM}.draft_review_ballot",
        says="ballot drafted",
        before=review,
        works=lambda world, one: actions.draft_review_ballot(
            one, people=True, **tellers(world), **told(world)
        ),
        refused=[
            lambda world, one: actions.draft_review_ballot(
                one,
                people=False,
                first_teller=user(world, OFFICER),
                second_teller=world.users[HEAD],
                **told(world),
            )
        ],
    ),
    Case(
        f"{ROOM}.count_by_hand",
        says="review counted",
        before=review,
        works=lambda world, one: actions.count_by_hand(one, person(world), VOTES, **told(world)),
        refused=[
            lambda world, one: actions.count_by_hand(
                one, None, {**VOTES, "excellent": 11}, **told(world)
            ),
            lambda world, one: actions.count_by_hand(
                one, None, {**VOTES, "entitled": 37}, **told(world)
            ),
            lambda world, one: actions.count_by_hand(one, None, VOTES, **told(world, HEAD)),
        ],
    ),
    Case(
        f"{ROOM}.confirm_count",
        says="review count confirmed",
        before=counted,
        works=lambda world, one: actions.confirm_count(one, **told(world, "second")),
        refused=[lambda world, one: actions.confirm_count(one, **told(world))],
    ),
    Case(
        f"{ROOM}.take_votes",
        says="review votes taken",
        before=with_votes,
        works=lambda world, one: actions.take_votes(one, **told(world)),
        refused=[lambda world, one: actions.take_votes(one, **told(world, HEAD))],
    ),
    Case(
        f"{ROOM}.file_review",
        says="review filed",
        before=ready,
        works=lambda world, one: actions.file_review(one, **told(world)),
        refused=[lambda world, one: actions.file_review(one, **told(world, HEAD))],
    ),
    Case(
        f"{ROOM}.file_review",
        says="review filed",
        before=ready,
        works=lambda world, one: actions.file_review(one, **told(world, "second")),
        refused=[
            lambda world, one: actions.file_review(
                one, by=user(world, OFFICER), on=date(2026, 1, 4)
            )
        ],
    ),
    Case(
        f"{ROOM}.note_report_taken",
        says="review report taken out",
        before=ready,
        works=lambda world, one: actions.note_report_taken(one, "pdf", **told(world)),
        refused=[
            lambda world, one: actions.note_report_taken(one, "pdf", **told(world, "official"))
        ],
    ),
    Case(
        f"{ROOM}.open_check",
        says="regulation check opened",
        before=place,
        works=lambda world, unit: actions.open_check(unit, 2025, **told(world)),
        refused=[lambda world, unit: actions.open_check(unit, 1999, **told(world))],
    ),
    Case(
        f"{ROOM}.rectify",
        says="duty raised",
        before=check,
        works=rectified,
        refused=[
            lambda world, one: rectified(world, one, key="quota/none"),
            lambda world, one: rectified(world, one, owner=None),
            lambda world, one: rectified(world, one, deadline=None),
        ],
    ),
    Case(
        f"{ROOM}.finish_check",
        says="regulation check finished",
        before=check,
        works=lambda world, one: actions.finish_check(one, "已交办整改", **told(world)),
        refused=[
            lambda world, one: actions.finish_check(one, " ", **told(world)),
            lambda world, one: actions.finish_check(one, "无", **told(world, HEAD)),
        ],
    ),
    Case(
        f"{ROOM}.enter_titles",
        says="standard titles entered",
        before=place,
        works=titles,
        refused=[
            lambda world, unit: titles(world, unit, HEAD),
            lambda world, unit: titles(world, unit, source=" "),
            lambda world, unit: titles(world, unit, lines=" "),
            lambda world, unit: titles(world, unit, lines="局长 部长级"),
        ],
    ),
    Case(
        f"{ROOM}.register_prior_report",
        says="prior report registered",
        before=place,
        works=lambda world, unit: actions.register_prior_report(
            unit, report_values(person=person(world)), **told(world)
        ),
        refused=[
            lambda world, unit: actions.register_prior_report(
                unit, report_values(kind="别的"), **told(world)
            ),
            lambda world, unit: actions.register_prior_report(
                unit, report_values(reported_on=LATE), **told(world)
            ),
            lambda world, unit: actions.register_prior_report(
                unit, report_values(matter=" "), **told(world)
            ),
            lambda world, unit: actions.register_prior_report(
                unit, report_values(), **told(world, HEAD)
            ),
        ],
    ),
    Case(
        f"{ROOM}.answer_prior_report",
        says="prior report answered",
        before=report,
        works=lambda world, one: actions.answer_prior_report(
            one, "agreed", answered_on=LATE, **told(world, on=LATE)
        ),
        refused=[
            lambda world, one: actions.answer_prior_report(
                one, "refused", answered_on=world.on, **told(world)
            ),
            lambda world, one: actions.answer_prior_report(
                one, "agreed", answered_on=LATE, **told(world)
            ),
            lambda world, one: actions.answer_prior_report(
                one, "perhaps", answered_on=world.on, **told(world)
            ),
        ],
    ),
    Case(
        f"{ROOM}.open_leaving_check",
        says="leaving check opened",
        before=leaver,
        works=opened,
        refused=[
            lambda world, post: opened(world, post, HEAD),
            lambda world, post: opened(world, post, second=world.users["auditor"]),
            lambda world, post: opened(world, post, first=world.users[OFFICIAL]),
            lambda world, post: opened(world, post, kind="别的"),
        ],
    ),
    Case(
        f"{ROOM}.note_findings",
        says="leaving check noted",
        before=leaving,
        works=lambda world, one: actions.note_findings(
            one, "未发现问题", "程序规范", **told(world)
        ),
        refused=[
            lambda world, one: actions.note_findings(one, "别的", "x", **told(world)),
            lambda world, one: actions.note_findings(one, "发现问题", " ", **told(world)),
            lambda world, one: actions.note_findings(one, "发现问题", "x", **told(world, HEAD)),
        ],
    ),
    Case(
        f"{ROOM}.show_findings",
        says="leaving check shown",
        before=found,
        works=lambda world, one: actions.show_findings(one, **told(world)),
        refused=[lambda world, one: actions.show_findings(one, **told(world, HEAD))],
    ),
    Case(
        f"{ROOM}.state_on_check",
        says="leaving check answered",
        before=fed_back,
        works=lambda world, one: actions.state_on_check(one, "已补办", **told(world, OFFICIAL)),
        refused=[
            lambda world, one: actions.state_on_check(one, " ", **told(world, OFFICIAL)),
            lambda world, one: actions.state_on_check(one, "无", **told(world)),
        ],
    ),
    Case(
        f"{ROOM}.file_leaving_check",
        says="leaving check filed",
        before=stated,
        works=lambda world, one: actions.file_leaving_check(one, **told(world)),
        refused=[lambda world, one: actions.file_leaving_check(one, **told(world, HEAD))],
    ),
    Case(
        f"{ROOM}.file_leaving_check",
        says="leaving check filed",
        before=fed_back,
        works=lambda world, one: actions.file_leaving_check(one, **told(world, on=LATE)),
        refused=[lambda world, one: actions.file_leaving_check(one, **told(world))],
    ),
]
