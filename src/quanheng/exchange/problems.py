"""What is wrong with a workbook, and where: every place is named, all of them at once."""

from collections.abc import Iterator
from typing import NamedTuple

from quanheng.norms.finding import Language, Text

KEPT = 10_000
"""How many problems are kept with their place; the rest are only counted."""

PRINTED = 200
"""How many sentences a list of problems prints unless told otherwise."""


class Problem(NamedTuple):
    """One place in a workbook: its sheet, row and column header, what stands there, what should.

    ``value`` is what the cell shows, ``""`` for a blank cell, and ``None`` where no cell is meant.
    A problem without ``sheet`` concerns the file as a whole. Warnings have the same shape;
    ``expected`` then says what was done with the value.
    """

    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    expected: Text

    @property
    def message(self) -> Text:
        """One sentence: where, what stands there, what is expected."""
        if self.sheet is None:
            return self.expected
        zh = f"工作表“{self.sheet}”"
        en = f"Sheet {self.sheet}"
        if self.row is not None:
            zh += f"第 {self.row} 行"
            en += f", row {self.row}"
        if self.column is not None:
            zh += f"“{self.column}”列"
            en += f", column {self.column}"
        if self.value is not None:
            zh += f"的值“{self.value}”" if self.value else "为空"
            en += f', value "{self.value}"' if self.value else ", blank"
        return Text(f"{zh}：{self.expected.zh}", f"{en}: {self.expected.en}")


class Problems:
    """The problems of one workbook in the order found: the first 10,000 kept, all counted."""

    def __init__(self) -> None:
        self.kept: list[Problem] = []
        self.total = 0

    def add(self, problem: Problem) -> None:
        """Note one problem."""
        self.total += 1
        if len(self.kept) < KEPT:
            self.kept.append(problem)

    def lines(self, language: Language = "zh", *, limit: int = PRINTED) -> list[str]:
        """One sentence a problem, at most ``limit``, then the count of those left out."""
        printed = [problem.message.in_(language) for problem in self.kept[:limit]]
        rest = self.total - len(printed)
        if rest:
            printed.append(
                Text(f"另有 {rest} 处未列出。", f"{rest} more not listed.").in_(language)
            )
        return printed

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.kept)

    def __len__(self) -> int:
        return self.total


class WorkbookRefused(Exception):  # noqa: N818 - a refusal, not a defect
    """A workbook cannot be read; ``problems`` names every place and what was expected there."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(self.problems.lines())


def file_refused(zh: str, en: str) -> WorkbookRefused:
    """A refusal of the file as a whole, in one sentence."""
    problems = Problems()
    problems.add(Problem(None, None, None, None, Text(zh, en)))
    return WorkbookRefused(problems)
