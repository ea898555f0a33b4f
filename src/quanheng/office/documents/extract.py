"""档案摘录: what a file says of a person, kind by kind."""

from collections.abc import Collection
from datetime import date
from typing import Any

from quanheng.office.accounts.models import AccessLog
from quanheng.office.documents.words import clean
from quanheng.office.records.extract import sections_of
from quanheng.office.records.models import Family, Person

What = AccessLog.What
TITLE = "档案摘录"
NOTE = "摘录按提取当日的档案生成，提取已记入账本。"


def extract(person: Person, on: date, parts: Collection[What]) -> dict[str, Any]:
    """The extract of a file, of its masked parts those that were revealed."""
    family = str(Family._meta.verbose_name)
    sections = [
        {
            "title": section.title,
            "lines": [
                [
                    {"label": one.label, "text": one.text}
                    for one in line
                    if one.name != "id_number" or What.IDENTITY in parts
                ]
                for line in section.lines
            ],
        }
        for section in sections_of(person, on)
        if section.title != family or What.FAMILY in parts
    ]
    beside = f"{person.name}　{person.code}　{on.year}年{on.month}月{on.day}日"
    return clean({"title": TITLE, "beside": beside, "sections": sections, "note": NOTE})
