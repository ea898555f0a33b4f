"""Choosing packs, rules, codes and dates by name; a wrong name is answered with the nearest."""

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack, Rule
from quanheng.norms.records import Records

NEAREST = 3


class Unknown(Exception):  # noqa: N818 - a wrong name, not a defect
    """A name that is not known; ``message`` says what it was and names the nearest ones."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.zh)
        self.message = message


def nearest(wrong: str, known: Iterable[str]) -> list[str]:
    """The known names nearest to a wrong one, the first few if none is near."""
    names = sorted(known)
    folded = {name.casefold(): name for name in names}
    found = get_close_matches(wrong.casefold(), folded, NEAREST, 0.5)
    inside = [name for name in names if wrong and wrong.casefold() in name.casefold()]
    return list(dict.fromkeys([*(folded[name] for name in found), *inside]))[:NEAREST] or names[:6]


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
    """A date given as 2025-12-31 (or 2025.12.31, 2025/12/31, 20251231); raises ``Unknown``."""
    digits = text.strip().replace("/", "-").replace(".", "-")
    try:
        if "-" in digits:
            year, month, day = (int(part) for part in digits.split("-"))
            return date(year, month, day)
        if len(digits) == len("20251231"):
            return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        pass
    near = _nearest_date(digits)
    raise Unknown(
        Text(
            f"“{text}”不是日期，请写成 2025-12-31 这样的形式{near.zh}。",
            f"“{text}” is no date; write it like 2025-12-31{near.en}.",
        )
    )


def _nearest_date(digits: str) -> Text:
    """The nearest valid date to one whose day or month is out of range."""
    try:
        year, month, day = (int(part) for part in digits.split("-"))
    except ValueError:
        return Text("", "")
    month, day = min(max(month, 1), 12), max(day, 1)
    while day > 1:
        try:
            date(year, month, day)
            break
        except ValueError:
            day = min(day - 1, 31)
    if not 1 <= year <= date.max.year:
        return Text("", "")
    near = date(year, month, day)
    return Text(f"，最接近的是 {near}", f"; the nearest is {near}")
