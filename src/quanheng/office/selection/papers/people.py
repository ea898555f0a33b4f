"""Those put forward, as papers name them: no more of anybody than a paper needs."""

from datetime import date

from quanheng.office.documents.official import Announced, Change, Named
from quanheng.office.selection.papers.details import Details
from quanheng.office.selection.papers.reading import Candidate


def named(one: Candidate, post: str = "", details: Details | None = None) -> Named:
    """Name and posts."""
    name = one.person.name
    return Named(
        name=name,
        current_post=one.posts,
        proposed_post=post,
        post_to_leave=details.about("leave", name) if details else "",
    )


def announced(one: Candidate, post: str, details: Details) -> Announced:
    """What is made public: name, sex, birth, education and posts."""
    facts, name = one.particulars, one.person.name
    return Announced(
        name=name,
        current_post=one.posts,
        proposed_post=post,
        post_to_leave=details.about("leave", name),
        sex=(facts.sex if facts else "") or "",
        birth=month(facts.birth) if facts else "",
        education=education_of(one),
        exception=details.about("exception", name),
    )


def changed(one: Candidate, post: str, details: Details, probation: str) -> Change:
    """任 and 免, with the probation where the step says so."""
    name = one.person.name
    return Change(
        name=name,
        proposed_post=post,
        post_to_leave=details.about("leave", name),
        probation=probation if one.facts.get("appoint.probation") is True else "",
    )


def month(day: date | None) -> str:
    """1979年6月."""
    return f"{day.year}年{day.month}月" if day else ""


def education_of(one: Candidate) -> str:
    """全日制 and 在职 education, as far as it is on file."""
    facts = one.particulars
    if facts is None:
        return ""
    told = [f"全日制{facts.education}"] if facts.education else []
    told += [f"在职{facts.inservice_education}"] if facts.inservice_education else []
    return "、".join(told)
