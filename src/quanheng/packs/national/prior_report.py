"""Matters of selection that are reported upward before they are decided (有关事项报告)."""

from quanheng.norms.finding import Text
from quanheng.norms.pack import Pack
from quanheng.packs import wording as w

RULES = Text(
    "干部选拔任用工作有关事项报告办法（2010），以现行文本为准",
    "Rules on reporting selection matters (2010); check against the text in force",
)


def declare(pack: Pack) -> None:
    """Register the kinds of matter and the time in which the superior answers."""
    pack.parameter(
        "prior-report",
        "matters",
        (
            "超职数配备",
            "破格提拔",
            "越级提拔",
            "领导干部近亲属",
            "领导干部秘书等身边工作人员",
            "主要领导离任前突击提拔",
            "超过任职年龄留任",
            "其他",
        ),
        w.NAMES,
        source=RULES,
        label=Text("须事先报告的事项", "matters to report first"),
        confidence="medium",
    )
    pack.parameter(
        "prior-report",
        "answer-days",
        15,
        w.WORKING_DAYS,
        source=RULES,
        label=w.ANSWER,
        confidence="medium",
    )
