"""Choosing packs, rules, codes and dates by name; a wrong name is answered with the nearest."""

from bisect import bisect
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import SequenceMatcher
from re import fullmatch, sub

from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack, Rule
from quanheng.norms.records import Records

NEAREST = 3
"""How many near names are named."""
FIRST = 6
"""How many names are named when none is near."""
ALIKE = 0.5
"""From this likeness on (0 to 1) a name is near."""
COMPARED = 2000
"""Of more names than this only those beside the wrong one in order are compared."""
DAYS = (date(1900, 1, 1), date(2199, 12, 31))
"""The first and the last as-of date."""


class Unknown(Exception):  # noqa: N818 - a wrong name, not a defect
    """A name that is not known; ``message`` says what it was and names the nearest ones."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.zh)
        self.message = message


def nearest(wrong: str, known: Iterable[str]) -> list[str]:
    """The known names nearest to a wrong one, the first few if none is near."""
    names = sorted(known)
    near = names if len(names) <= COMPARED else _neighbours(wrong, names)
    plain = _plain(wrong)

    def likeness(name: str) -> float:
        if _plain(name) == plain:
            return 2
        inside = wrong and wrong.casefold() in name.casefold()
        return 1 if inside else SequenceMatcher(None, wrong.casefold(), name.casefold()).ratio()

    ranked = sorted((-likeness(name), name) for name in near)
    return [name for less, name in ranked if -less >= ALIKE][:NEAREST] or names[:FIRST]


def _plain(name: str) -> str:
    """A name without case and leading zeros: the usual slips in codes."""
    return sub(r"(?<!\d)0+(?=\d)", "", name.casefold())


def _neighbours(wrong: str, names: list[str]) -> list[str]:
    """Of very many names those beside a wrong one in order, and those equal but for zeros."""
    place, plain = bisect(names, wrong), _plain(wrong)
    beside = names[max(place - COMPARED // 2, 0) : place + COMPARED // 2]
    return [*beside, *(name for name in names if _plain(name) == plain and name not in beside)]


def unknown(what: Text, wrong: str, known: Iterable[str]) -> Unknown:
    """The refusal of a wrong name."""
    near = nearest(wrong, known)
    listed_zh, listed_en = "、".join(near) or "（无）", ", ".join(near) or "(none)"
    return Unknown(
        Text(
            f"没有名为“{wrong}”的{what.zh}。最接近的有：{listed_zh}。",
            f"There is no {what.en} “{wrong}”. The nearest: {listed_en}.",
        )
    )


def chosen_packs(names: Iterable[str], installed: Mapping[str, Pack]) -> list[Pack]:
    """The packs of these ids, all installed ones if none is named; raises ``Unknown``."""
    wanted = list(dict.fromkeys(names)) or list(installed)
    for name in wanted:
        if name not in installed:
            raise unknown(Text("政策包", "pack"), name, installed)
    return [pack for id, pack in installed.items() if id in wanted]


def chosen_rule(id: str, installed: Mapping[str, Pack]) -> tuple[Pack, Rule]:
    """The rule of an id, with its pack; raises ``Unknown``."""
    for pack in installed.values():
        if id in pack.rules:
            return pack, pack.rules[id]
    rules = [rule for pack in installed.values() for rule in pack.rules]
    raise unknown(Text("规则", "rule"), id, rules)


def check_subject(code: str, records: Records) -> None:
    """Raise ``Unknown`` if no person, unit, pool or project has the code."""
    known = (*records.people, *records.organs, *records.pools, *records.projects)
    if code in known:
        return
    by_name = [
        dossier.code
        for dossiers in (records.people, records.organs, records.projects)
        for dossier in dossiers.values()
        if dossier.name == code
    ]
    if by_name:
        listed = "、".join(by_name[:NEAREST])
        raise Unknown(
            Text(
                f"“{code}”是姓名或名称，请改用编码：{listed}。",
                f"“{code}” is a name; use a code: {', '.join(by_name[:NEAREST])}.",
            )
        )
    raise unknown(Text("编码", "code"), code, known)


def parsed_date(text: str) -> date:
    """A date given as 2025-12-31 (or 2025.12.31, 2025/12/31, 20251231, 2025年12月31日).

    Raises ``Unknown`` for anything else, and before 1900 or after 2199.
    """
    parts = fullmatch(
        r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))", text.strip()
    )
    year, month, day = (int(part) for part in parts.groups() if part) if parts else (0, 0, 0)
    try:
        found = date(year, month, day)
    except ValueError:
        found = None
    if found is None or not DAYS[0] <= found <= DAYS[1]:
        near = _nearest_date(year, month, day)
        raise Unknown(
            Text(
                f"“{text}”不是可用的日期，请写成 2025-12-31 这样的形式{near.zh}。",
                f"“{text}” is no usable date; write it like 2025-12-31{near.en}.",
            )
        )
    return found


def _nearest_date(year: int, month: int, day: int) -> Text:
    """The nearest valid date to one that is out of range, if it was a date at all."""
    if not year:
        return Text("", "")
    month = min(max(month, 1), 12)
    day = min(max(day, 1), monthrange(min(max(year, 1), date.max.year), month)[1])
    near = min(max(date(year, month, day), DAYS[0]), DAYS[1])
    return Text(f"，最接近的是 {near}", f"; the nearest is {near}")
