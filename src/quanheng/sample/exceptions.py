"""The planted exceptions: how many subjects fall short, and which rules that serves.

A sample in which everyone complies shows nothing, and one left to luck may show nothing for the
rarer rules. So each exception is planned here: of the subjects it may befall, ``share`` are chosen,
at least one and never all.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Planted(NamedTuple):
    """A share of the subjects (0 to 1) and the rules whose other side it shows."""

    share: float
    serves: tuple[str, ...]


def _plan(share: float, *serves: str) -> Planted:
    return Planted(share, serves)


_STUDY = {
    "county-hours": _plan(0.15, "kunming-2019:4/training-5y"),
    "catch-up": _plan(0.3, "kunming-2019:4/promotion-catch-up"),
    "year-hours": _plan(0.12, "kunming-2019:4/training-year"),
    "few-credits": _plan(0.1, "qingshanhu-2009:3/credits"),
    "secretary-class": _plan(0.13, "hangzhou-2020:5/secretary-training"),
    "no-classes": _plan(
        0.06, "hangzhou-2020:5/member-rotation", "qingshanhu-2009:2/rotation-training"
    ),
}
_POSTS = {
    "charge-five": _plan(
        0.08, "kunming-2019:17/no-direct-charge", "hangzhou-2017:15/no-direct-charge"
    ),
    "charge-law": _plan(0.05, "kunming-2019:17/no-direct-charge"),
    "long-post": _plan(0.06, "qingshanhu-2009:20/exchange"),
    "one-unit": _plan(0.05, "zhejiang-2015:2.3/rotation"),
    "home-area": _plan(0.08, "qingshanhu-2009:20/home-area"),
    "two-heads": _plan(0.15, "hangzhou-2020:20/one-person"),
    "over-quota": _plan(0.1, "qingshanhu-2009:24/over-quota"),
    "no-young": _plan(0.08, "kunming-2019:14/ladder"),
    "no-old": _plan(0.08, "kunming-2019:14/ladder"),
}
_CONDUCT = {
    "integrity-talk": _plan(0.12, "kunming-2019:16/integrity-talk"),
    "audit": _plan(0.5, "kunming-2019:17/term-audit"),
    "selection-check": _plan(0.5, "kunming-2019:17/term-selection-check"),
    "talk": _plan(0.1, "kunming-2019:22/talks", "zhejiang-2015:4.5/talks"),
    "new-head": _plan(0.25, "hangzhou-2017:6/new-head-assessed"),
    "duty-report": _plan(0.12, "qingshanhu-2009:31/duty-report"),
    "personal-matters": _plan(0.12, "national:personal-matters/annual"),
    "incompetent-twice": _plan(0.004, "national:civil-servant/dismissal-two-years"),
    "excellent": _plan(0.2, "hangzhou-2017:19/excellent-share"),
    "absence": _plan(0.012, "qingshanhu-2009:13/meeting-absence"),
    "leave": _plan(0.008, "qingshanhu-2009:14/absent-without-leave"),
    "weak-vote": _plan(0.06, "qingshanhu-2009:29/evaluation-adjust"),
    "third-against": _plan(0.4, "qingshanhu-2009:29/evaluation-remove"),
    "few-recommend": _plan(0.2, "qingshanhu-2009:19/recommendation-half"),
    "reminders": _plan(0.01, "zhejiang-2015:5.1/repeated-reminders"),
    "admonition": _plan(0.007, "national:influence/admonition"),
    "sanction": _plan(0.005, "national:influence/sanction"),
}
_FIELDWORK = {
    "lecture": _plan(0.12, "hangzhou-2020:1/lecture"),
    "head-lecture": _plan(0.3, "qingshanhu-2009:2/head-lecture"),
    "branch-life": _plan(0.1, "hangzhou-2020:9/branch-life"),
    "research-report": _plan(0.15, "hangzhou-2020:12/research-report"),
    "field-days": _plan(0.2, "hangzhou-2020:13/field-days"),
    "villages-walked": _plan(0.2, "hangzhou-2020:14/villages-walked"),
    "contact-visit": _plan(0.15, "hangzhou-2020:15/contact-visit"),
    "contact-kept": _plan(0.25, "hangzhou-2020:15/contact-kept"),
    "livelihood": _plan(0.13, "hangzhou-2020:15/livelihood"),
    "hard-case": _plan(0.15, "hangzhou-2020:15/hard-case"),
    "goals": _plan(0.1, "zhejiang-2015:4.1/goals"),
    "commitment": _plan(0.08, "qingshanhu-2009:8/commitment"),
    "contact-visits": _plan(0.15, "qingshanhu-2009:10/contact-visits"),
    "households": _plan(0.15, "qingshanhu-2009:10/households"),
    "research": _plan(0.15, "qingshanhu-2009:10/research"),
}
_ORGANS = {
    "monthly-report": _plan(0.1, "hangzhou-2017:13/monthly-report"),
    "quarterly-visit": _plan(0.1, "hangzhou-2017:13/quarterly-visit"),
    "five-visits": _plan(0.15, "hangzhou-2017:13/five-visits"),
    "corps-report": _plan(0.15, "hangzhou-2017:18/corps-report", "kunming-2019:23/corps-report"),
    "reading-class": _plan(0.15, "hangzhou-2020:1/reading-class"),
    "first-item": _plan(0.15, "hangzhou-2020:2/first-item"),
    "centre-charter": _plan(0.15, "hangzhou-2020:4/centre-group-charter"),
    "branch-charter": _plan(0.15, "hangzhou-2020:4/branch-charter"),
    "political-report": _plan(0.15, "hangzhou-2020:8/political-report"),
    "democratic-life": _plan(
        0.15, "hangzhou-2020:9/democratic-life", "qingshanhu-2009:6/democratic-life"
    ),
    "research-exchange": _plan(0.2, "hangzhou-2020:13/research-exchange"),
    "ideals": _plan(0.15, "qingshanhu-2009:1/ideals-education"),
    "centre-days": _plan(0.2, "qingshanhu-2009:2/centre-group-days"),
    "rulebook": _plan(0.1, "qingshanhu-2009:5/rules-on-file"),
    "training-plan": _plan(0.1, "qingshanhu-2009:15/training-plan"),
    "personnel-report": _plan(0.15, "qingshanhu-2009:24/personnel-report"),
    "general-meeting": _plan(0.12, "national:branch/general-meeting"),
    "committee": _plan(0.12, "national:branch/committee"),
    "theme-day": _plan(0.12, "national:branch/theme-day"),
    "review": _plan(0.12, "national:branch/review"),
}
_LISTS = {
    "short-project": _plan(0.4, "qingshanhu-2009:4/targets"),
    "overdue-person": _plan(0.1, "qingshanhu-2009:9/unanswered"),
    "overdue-unit": _plan(0.1, "qingshanhu-2009:9/unanswered"),
    "low-pay": _plan(0.2, "hangzhou-2017:19/township-pay"),
    "paid-after-leaving": _plan(0.2, "qingshanhu-2009:7/ghost-pay"),
    "paid-absent": _plan(0.004, "qingshanhu-2009:7/ghost-pay"),
}

EXCEPTIONS: Mapping[str, Planted] = MappingProxyType(
    _STUDY | _POSTS | _CONDUCT | _FIELDWORK | _ORGANS | _LISTS
)

BY_SHAPE: Mapping[str, str] = MappingProxyType(
    {
        "kunming-2019:3/base-batch": "one root committee: it has held its class by autumn",
        "kunming-2019:5/practice-batch": "one root committee: it has sent officials by spring",
        "kunming-2019:20/tolerance-notice": "one root committee: it issues no notice this year",
        "hangzhou-2017:7/pools": "five pools of a hundred: a district of under 2,000 falls short",
        "qingshanhu-2009:29/yellow-card": "a last place confirmed twice, one once, one not",
        "qingshanhu-2009:30/inspectors": "whoever is ranked last",
    }
)
"""Rules whose other side comes from the make-up of the district rather than from a share."""
