"""What a form says that can hardly be meant: named, never mended."""

from collections.abc import Iterator

from quanheng.exchange.forms.model import Form
from quanheng.exchange.forms.problems import Remark
from quanheng.exchange.forms.when import PartialDate, When
from quanheng.norms.finding import Text

PLAIN_DATES = {
    "birth": Text("出生年月", "date of birth"),
    "began_work": Text("参加工作时间", "start of work"),
    "retires_on": Text("到龄年月", "retirement month"),
    "retires_before_reform": Text("改革前任职年龄界限", "age limit before the reform"),
    "age_counted_on": Text("计算年龄时间", "date for counting age"),
    "filled_on": Text("填表时间", "date filled in"),
}
"""Fields in which only a date makes sense."""


def remarks_on(form: Form) -> Iterator[Remark]:
    """Everything odd in a form: missing key facts, words for dates, periods that run backwards."""
    if not form.name:
        yield Remark("name", Text("姓名为空，请补填。", "The name is blank: fill it in."))
    if form.sex not in ("男", "女"):
        yield Remark(
            "sex",
            Text(
                f"性别“{form.sex}”不是男或女，请核对。", f'Sex is "{form.sex}": expected 男 or 女.'
            ),
        )
    if form.birth is None:
        yield Remark("birth", Text("出生年月为空，请补填。", "The date of birth is blank."))
    for name, label in PLAIN_DATES.items():
        yield from _not_a_date(name, label, getattr(form, name))
    for row in form.family:
        label = Text(f"家庭成员{row.name}的出生年月", f"the date of birth of {row.name}")
        yield from _not_a_date("family", label, row.birth)
    yield from _career(form)


def _not_a_date(name: str, label: Text, when: When) -> Iterator[Remark]:
    if isinstance(when, str):
        yield Remark(
            name,
            Text(
                f"{label.zh}“{when}”不是日期，已按文字保留，请核对。",
                f'{label.en}: "{when}" is no date and was kept as text.',
            ),
        )


def _career(form: Form) -> Iterator[Remark]:
    before: PartialDate | None = None
    for line in form.career:
        if line.start is None:
            yield Remark(
                "career",
                Text(
                    f"简历“{line.text[:30]}”一行没有起止时间，已按文字保留。",
                    f'The career line "{line.text[:30]}" has no period: kept as text.',
                ),
            )
            continue
        if line.end is not None and line.end.first_day < line.start.first_day:
            yield Remark("career", _backwards(line.start))
        if before is not None and line.start.first_day < before.first_day:
            yield Remark("career", _out_of_order(line.start))
        before = line.start


def _backwards(start: PartialDate) -> Text:
    return Text(
        f"简历中 {start.dotted} 起的一行，止于开始之前，请核对。",
        f"The career line from {start.dotted} ends before it starts.",
    )


def _out_of_order(start: PartialDate) -> Text:
    return Text(
        f"简历中 {start.dotted} 起的一行，早于上一行，请核对。",
        f"The career line from {start.dotted} starts before the one above it.",
    )
