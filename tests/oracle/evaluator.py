"""All rules over one workbook on one day."""

from datetime import date
from typing import Any

from .evaluator_careers import CAREER_RULES
from .evaluator_ladders import LADDER_RULES
from .evaluator_people import PEOPLE_RULES
from .evaluator_semantics import Answer, Book
from .evaluator_shares import SHARE_RULES
from .evaluator_units import UNIT_RULES

IN_FORCE_SINCE = {
    "hangzhou-2017": date(2017, 1, 5),
    "kunming-2019": date(2019, 2, 2),
    "hangzhou-2020": date(2020, 12, 23),
    "zhejiang-2015": date(2015, 10, 20),
    "qingshanhu-2009": date(2009, 7, 21),
    "national": date(2006, 1, 1),
}
RULES = [*PEOPLE_RULES, *CAREER_RULES, *UNIT_RULES, *LADDER_RULES, *SHARE_RULES]


def evaluate(
    sheets: dict[str, list[dict[str, Any]]], on: date, packs: set[str] | None = None
) -> list[Answer]:
    """Findings of the packs in force on the day, by rule, subject type and subject.

    `sheets` maps each sheet that is present to its rows, Chinese headers to parsed cells; a blank
    cell is None or missing. `packs`: only these, all when None.
    """
    book = Book(sheets, on)
    asked = {
        pack
        for pack, since in IN_FORCE_SINCE.items()
        if since <= on and (packs is None or pack in packs)
    }
    answers = [
        answer for rule in RULES for answer in rule(book) if answer["rule"].split(":")[0] in asked
    ]
    return sorted(
        answers, key=lambda answer: (answer["rule"], answer["subject_type"], answer["subject"])
    )
