"""The columnar executor: all subjects in, findings out, one pass over clustered columns."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from quanheng.norms.columnar import duties, organs, proposals, requirements, teams
from quanheng.norms.columnar.answers import STATUSES, Answers, prepare
from quanheng.norms.columnar.columns import Columns, Table
from quanheng.norms.columnar.frame import THREADS, Frame
from quanheng.norms.finding import SubjectType
from quanheng.norms.kinds import Duty, Project, Reserve
from quanheng.norms.pack import Pack, Rule
from quanheng.norms.proposal import Unanswered

__all__ = ["STATUSES", "Answers", "Columns", "Table", "evaluate_columns"]
__all__ += ["duties", "organs", "proposals", "requirements", "teams"]


def evaluate_columns(
    columns: Columns, packs: Iterable[Pack], on: date, *, rules: set[str] | None = None
) -> list[Answers]:
    """The answers of every rule in force on a day, for everyone, in the order of the packs.

    ``rules`` keeps some rule ids. The plain executor says the same of each subject, and why.
    """
    frame = Frame(columns, on)
    prepared = [
        (rule, judge)
        for pack in packs
        if pack.in_force(on)
        for rule in pack.rules.values()
        if (rules is None or rule.id in rules) and (judge := prepare(rule.form, frame))
    ]
    frame.run()
    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = list(pool.map(lambda pair: pair[1](), prepared))
    found: list[Answers] = []
    for (rule, _), outcome in zip(prepared, outcomes, strict=True):
        found.append(Answers(rule, rule.form.subject_type, _codes(rule, columns), outcome))
        if isinstance(rule.form, Unanswered):
            of_units = proposals.unanswered(rule.form, frame, frame.units.tables[Duty])
            found.append(Answers(rule, SubjectType.UNIT, columns.units, of_units))
    frame.close()
    return found


def _codes(rule: Rule, columns: Columns) -> Sequence[str]:
    """The codes of a rule's subjects, by place."""
    if rule.form.subject_type is SubjectType.POOL:
        return columns.words.get((Reserve, "pool"), [])
    if rule.form.subject_type is SubjectType.PROJECT:
        return columns.words.get((Project, "code"), [])
    return columns.units if rule.form.subject_type is SubjectType.UNIT else columns.people
