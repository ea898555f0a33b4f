"""Sentences: a finding in one line, as an official would say it."""

from quanheng.norms.dates import Span
from quanheng.norms.finding import Measured, Status, Text

SHARE = Text("比例", "share")
"""The unit of shares: fractions, shown in per cent."""

_ASKED = {
    "at_least": Text("要求不少于{}", "required at least {}"),
    "at_most": Text("要求不超过{}", "required at most {}"),
    "below": Text("预警线{}", "alert from {}"),
    "about": Text("目标{}", "target {}"),
    "rank": Text("末{}内", "among the last {}"),
}
_ENDING = {
    Status.MET: Text("已达标", "met"),
    Status.PENDING: Text("尚未完成，应于{due}前完成", "not yet met, due by {due}"),
    Status.MISSED: Text("未达标", "missed"),
    Status.ATTENTION: Text("提请研判", "for people to consider"),
    Status.NO_DATA: Text("所需数据未提供", "the data it needs was not provided"),
}


def shown(value: Measured, unit: Text) -> Text:
    """A figure with its unit; a share in per cent, a long fraction to two places."""
    if value is None:
        return Text("—", "—")
    if unit == SHARE:
        told = f"{round(value * 100, 1):g}%"
        return Text(told, told)
    told = f"{round(value, 2):g}" if abs(value) < 1e6 else f"{round(value, 2)}"
    return Text(f"{told}{unit.zh}", f"{told} {_singular(unit.en) if told == '1' else unit.en}")


def _singular(unit: str) -> str:
    """The English unit for one."""
    if unit == "people":
        return "person"
    return unit.removesuffix("es") if unit.endswith("ches") else unit.removesuffix("s")


def sentence(
    title: Text,
    compare: str,
    status: Status,
    measured: Measured,
    required: Measured,
    unit: Text,
    window: Span,
    due: object,
    detail: Text | None,
) -> Text:
    """One sentence: what was measured, what is asked, where the subject stands."""
    zh, en = (
        _clause(title, compare, status, measured, required, unit, window, due, detail, language)
        for language in (0, 1)
    )
    return Text(zh, en)


def _clause(
    title: Text,
    compare: str,
    status: Status,
    measured: Measured,
    required: Measured,
    unit: Text,
    window: Span,
    due: object,
    detail: Text | None,
    language: int,
) -> str:
    asked = _ASKED[compare][language].format(shown(required, unit)[language])
    ending = _ENDING[status][language].format(due=due)
    period = str(window.last) if window.first == window.last else f"{window.first}–{window.last}"
    figures = "" if measured is None else shown(measured, unit)[language]
    comma = "，" if language == 0 else ", "
    told = f"{figures}{comma}{asked}" if figures else asked
    if language == 0:
        line = f"{title.zh}（{period}）：{told}；{ending}。"
        return line + (f"{detail.zh}。" if detail else "")
    line = f"{title.en} ({period}): {told}; {ending}."
    return line + (f" {detail.en[:1].upper()}{detail.en[1:]}." if detail else "")
