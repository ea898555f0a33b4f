"""Reviews for the demonstration: counted by hand, a check, reports upward, a leaving check."""

from collections.abc import Mapping
from datetime import date, timedelta

from quanheng.office.accounts.models import User
from quanheng.office.records.models import Tenure, Unit
from quanheng.office.selection.models import LeavingCheck, PriorReport, Review, ReviewCount
from quanheng.office.selection.reviews.actions import (
    answer_prior_report,
    confirm_count,
    count_by_hand,
    enter_titles,
    note_findings,
    open_check,
    open_leaving_check,
    open_review,
    prepare_review,
    register_prior_report,
)
from quanheng.office.selection.reviews.promoted import promoted_in, tenures_below

FIRST, SECOND = "organisation-officer", "organisation-officer-2"
VOTES = {
    "entitled": 60, "issued": 58, "returned": 58,
    "excellent": 31, "competent": 20, "basic": 4, "incompetent": 1, "abstained": 2,
}  # fmt: skip
LOW = {**VOTES, "excellent": 10, "competent": 21, "basic": 20, "incompetent": 5}


def sample_reviews(users: Mapping[str, User], on: date) -> None:
    """Make them; ``users`` are the demonstration's accounts by log-in name."""
    root = Unit.objects.filter(parent=None).order_by("code")[0]
    told = {"by": users[FIRST], "on": on}
    _review(root, users, on)
    titles = tenures_below(root).filter(end=None).order_by("title")
    names = list(titles.values_list("title", flat=True).distinct())
    since = {"since": date(on.year, 1, 1), "source": "演示编办〔2026〕3号"}
    enter_titles(root, "\n".join(names[: max(1, len(names) - 2)]), **since, **told)
    open_check(root, on.year, **told)
    _reports(root, users, on)
    _leaving(root, users, on)


def _review(root: Unit, users: Mapping[str, User], on: date) -> None:
    told = {"by": users[FIRST], "on": on}
    year = on.year - 1
    review = Review.objects.get(pk=open_review(root, year, **told).about_key)
    held = {"meeting_on": on - timedelta(days=6), "complaints": 4, "founded": 1}
    prepare_review(review, held, **told)
    people = [None]
    for tenure in promoted_in(root, year).select_related("person").order_by("pk")[:3]:
        if tenure.person not in people:
            people.append(tenure.person)
    for number, person in enumerate(people):
        votes = LOW if number == 2 else VOTES
        count = ReviewCount.objects.get(pk=count_by_hand(review, person, votes, **told).about_key)
        if number != 1:
            confirm_count(count, by=users[SECOND], on=on)


def _reports(root: Unit, users: Mapping[str, User], on: date) -> None:
    told = {"by": users[FIRST], "on": on}
    values = {
        "kind": "破格提拔", "person": None, "case": None, "number": "演示组报〔2026〕7号",
        "matter": "拟破格提拔1名乡镇副职", "reported_to": "市委组织部",
        "reported_on": on - timedelta(days=40),
    }  # fmt: skip
    register_prior_report(root, values, **told)
    later = {
        "kind": "领导干部近亲属", "number": "演示组报〔2026〕9号",
        "matter": "拟任人选系区级领导近亲属", "reported_on": on - timedelta(days=15),
    }  # fmt: skip
    entry = register_prior_report(root, {**values, **later}, **told)
    report = PriorReport.objects.get(pk=entry.about_key)
    answer_prior_report(report, "agreed", "按程序办理", answered_on=on, **told)


def _leaving(root: Unit, users: Mapping[str, User], on: date) -> None:
    """The check of the first head, as if leaving."""
    heads = Tenure.objects.current().filter(chief=True, leading=True).order_by("-end", "pk")
    post = heads.filter(end__year=on.year).first() or heads.filter(term_end__year=on.year).first()
    if post is None:
        return
    people = {"first": users[FIRST], "second": users[SECOND]}
    entry = open_leaving_check(post, "离任检查", **people, by=users[FIRST], on=on)
    check = LeavingCheck.objects.get(pk=entry.about_key)
    note_findings(check, "发现问题", "2名中层干部任职未按规定备案。", by=users[FIRST], on=on)
