"""Sentences: a finding in one line, as an official would say it."""

from quanheng.norms.dates import Span
from quanheng.norms.finding import Measured, Status, Text

SHARE = Text("比例", "share")
"""The unit of shares: fractions, shown in per cent."""

_ASKED = {
    "at_least": Text("不少于{}", "at least {}"),
    "at_most": Text("不超过{}", "at most {}"),
    "below": Text("预警线{}", "alert from {}"),
    "about": Text("目标{}", "target {}"),
    "rank": Text("末{}名内", "among the last {}"),
}
_ENDING = {
    Status.MET: Text("已达标", "met"),
    Status.PENDING: Text("尚未完成，应于{due}前完成", "not yet met, due by {due}"),
    Status.MISSED: Text("未达标", "missed"),
    Status.ATTENTION: Text("提请研判", "for people to consider"),
    Status.NO_DATA: Text("所需数据表未提供", "the sheet it needs was not provided"),
}


def shown(value: Measured, unit: Text) -> Text:
    """A figure with its unit; a share in per cent, a long fraction to two places."""
    if value is None:
        return Text("—", "—")
    if unit == SHARE:
        told = f"{round(value * 100, 1):g}%"
        return Text(told, told)
    told = f"{round(value, 2):g}" if abs(value) < 1e6 else f"{round(value, 2)}"
    return Text(f"{told}{unit.zh}", f"{told} {unit.en}")


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
    if language == 0:
        told = f"{figures}，要求{asked}" if figures else f"要求{asked}"
        told = f"{title.zh}（{period}）：{told}；{ending}。"
        return told + (f"{detail.zh}。" if detail else "")
    told = f"{figures}, required {asked}" if figures else f"required {asked}"
    return f"{title.en} ({period}): {told}; {ending}." + (f" {detail.en}." if detail else "")
