"""干部名册: one line for each person, as the file stands on a day."""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.db.models import Q

from quanheng.office.documents.words import clean
from quanheng.office.records.models import Particulars, Person, Rank, Tenure

TITLE = "干部名册"
LONGEST = 40
"""Characters to which a column of the workbook widens."""


def heads() -> dict[str, str]:
    """The columns, in their order, with what stands over them."""
    return {
        "number": "序号",
        "unit": "单位",
        "post": "职务",
        "name": "姓名",
        "sex": "性别",
        "ethnicity": "民族",
        "birth": "出生\n年月",
        "native_place": "籍贯",
        "joined_party": "入党\n时间",
        "began_work": "参加工\n作时间",
        "education": "学历学位",
        "post_since": "任现职\n时间",
        "level_since": "任现职\n级时间",
    }


def roster(people: Sequence[Person], *, of: str, on: date) -> dict[str, Any]:
    """The roster of people; five queries, however many there are."""
    said = {one.person_id: one for one in Particulars.objects.current().filter(person__in=people)}
    posts: Mapping[int, list[Tenure]] = _by_person(
        Tenure.objects.current()
        .filter(person__in=people, start__lte=on)
        .select_related("unit")
        .order_by("start")
    )
    ranks = _by_person(
        Rank.objects.current()
        .filter(Q(end=None) | Q(end__gt=on), person__in=people, start__lte=on)
        .order_by("start")
    )
    rows = [
        _row(person, said.get(person.pk), posts[person.pk], ranks[person.pk], on)
        for person in people
    ]
    rows.sort(key=lambda row: row.pop("order"))
    for at, row in enumerate(rows, start=1):
        row["number"] = str(at)
    counted = f"{on.year}年{on.month}月{on.day}日　{len(rows)}人"
    return clean({"title": TITLE, "unit": of, "counted": counted, "heads": heads(), "rows": rows})


def workbook(told: Mapping[str, Any]) -> bytes:
    """The roster as a workbook that prints on landscape paper."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(TITLE)
    ruled = {"border": 1, "valign": "vcenter", "text_wrap": True}
    head = book.add_format({**ruled, "bold": True, "align": "center", "bg_color": "#EEF1F7"})
    body = book.add_format(ruled)
    names = list(told["heads"])
    sheet.merge_range(
        0,
        0,
        0,
        len(names) - 1,
        f"{told['title']}　{told['unit']}　{told['counted']}",
        book.add_format({"bold": True, "font_size": 14}),
    )
    for at, name in enumerate(names):
        sheet.write_string(1, at, told["heads"][name].replace("\n", ""), head)
        longest = max([len(name) // 2, *(len(row[name]) for row in told["rows"])])
        sheet.set_column(at, at, min(LONGEST, 2 * longest + 3))
    for line, row in enumerate(told["rows"], start=2):
        for at, name in enumerate(names):
            sheet.write_string(line, at, row[name], body)
    sheet.freeze_panes(2, 4)
    sheet.repeat_rows(1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()


def _by_person(found: Any) -> dict[int, list[Any]]:
    lines = defaultdict(list)
    for one in found:
        lines[one.person_id].append(one)
    return lines


def _row(
    person: Person, facts: Particulars | None, held: list[Tenure], ranks: list[Rank], on: date
) -> dict[str, Any]:
    """One person; the unit is that of the highest post held."""
    now = [post for post in held if post.end is None or post.end > on]
    now.sort(key=lambda post: (post.level, not post.leading, post.start))
    first = now[0] if now else None
    education = [facts.education, facts.inservice_education] if facts else []
    return {
        "order": (first.unit.path if first else "~", first.level if first else 999, person.code),
        "unit": first.unit.name if first else "",
        "post": "，".join(_post(post, first) for post in now),
        "name": person.name,
        "sex": facts.sex if facts else "",
        "ethnicity": (facts and facts.ethnicity) or "",
        "birth": _month(facts and facts.birth),
        "native_place": (facts and facts.native_place) or "",
        "joined_party": _month(facts and facts.joined_party) or _politics(facts),
        "began_work": _month(facts and facts.began_work),
        "education": "\n".join(one for one in education if one),
        "post_since": _month(first and first.start),
        "level_since": _month(_level_since(first, held, ranks)),
    }


def _post(post: Tenure, first: Tenure | None) -> str:
    return (
        post.title if first and post.unit_id == first.unit_id else f"{post.unit.name}{post.title}"
    )


def _politics(facts: Particulars | None) -> str:
    """Another party than the one of the column is told by its name."""
    said = (facts and facts.politics) or ""
    return "" if said in ("群众", "中共党员", "中共预备党员") else said


def _level_since(first: Tenure | None, held: list[Tenure], ranks: list[Rank]) -> date | None:
    """Since when the present rank is held, or else, without a break, the present level."""
    if ranks:
        return ranks[-1].start
    if first is None:
        return None
    since = first.start
    for post in reversed([post for post in held if post.level == first.level]):
        if post.end is None or post.end >= since:
            since = min(since, post.start)
    return since


def _month(day: date | None) -> str:
    return f"{day.year:04d}.{day.month:02d}" if day else ""
