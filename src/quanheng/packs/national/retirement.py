"""Statutory retirement: the ages, and how they are raised from 2025 on."""

from datetime import date

from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack
from quanheng.norms.retirement import CLAUSE
from quanheng.packs import wording as w

RAISED = date(2025, 1, 1)
FORMER = Text("国发〔1978〕104号", "State Council Document 1978 No. 104")
DECISION = Text(
    "全国人大常委会关于实施渐进式延迟法定退休年龄的决定（2024）",
    "NPC Standing Committee Decision on raising the statutory retirement age (2024)",
)
WOMEN_LEADERS = Text("组通字〔2015〕14号", "Organisation Department Notice 2015 No. 14")


def declare(pack: Pack) -> None:
    """Register the ages; the last value of an age is the one that is raised to."""
    for name, label, before, after in (
        ("men", Text("男性法定退休年龄", "statutory age of men"), 60, 63),
        ("women", Text("女干部法定退休年龄", "statutory age of women officials"), 55, 58),
    ):
        later = ((RAISED, after, DECISION),)
        pack.parameter(CLAUSE, name, before, w.AGE, source=FORMER, label=label, later=later)
    for name, label, number, unit in (
        ("step-months", Text("每隔几个月延迟1个月", "months for one of delay"), 4, w.MONTHS),
        ("flexible-years", Text("自愿提前最多年数", "years earlier by choice"), 3, w.YEARS),
    ):
        pack.parameter(CLAUSE, name, number, unit, source=DECISION, label=label)
    pack.parameter(
        CLAUSE,
        "women-as-men",
        ("县处级副职",),
        w.NAMES,
        source=WOMEN_LEADERS,
        confidence="medium",
        label=Text("自该层次起女干部与男性同龄", "women from here up: as men"),
    )
