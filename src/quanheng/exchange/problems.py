"""What is wrong with a workbook, and where: every place is named, all of them at once."""

from collections.abc import Iterator
from typing import NamedTuple

from quanheng.norms.finding import Language, Text

KEPT = 1_000_000
"""How many problems or warnings are kept with their place, about as many as a sheet has rows; the
rest, which only a file made to exhaust memory has, are counted. Rows left out are never cut."""


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
    """The problems of one workbook in the order found: the first ``keep`` kept, all counted.

    Without ``keep`` every one is kept.
    """

    def __init__(self, keep: int | None = KEPT) -> None:
        self.kept: list[Problem] = []
        self.total = 0
        self._keep = keep

    def add(self, problem: Problem) -> None:
        """Note one problem."""
        self.total += 1
        if self._keep is None or len(self.kept) < self._keep:
            self.kept.append(problem)

    def lines(self, language: Language = "zh", *, limit: int | None = None) -> list[str]:
        """One sentence a problem, at most ``limit`` if given, then the count of those left out."""
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
    """A workbook cannot be read; ``problems`` names every place and what was expected there.

    ``warnings`` names what was left out up to there: it may tell why something is missing.
    """

    def __init__(self, problems: Problems, warnings: Problems | None = None) -> None:
        super().__init__(problems, warnings)
        self.problems = problems
        self.warnings = Problems() if warnings is None else warnings

    def __str__(self) -> str:
        return "\n".join(self.problems.lines())


def file_refused(zh: str, en: str) -> WorkbookRefused:
    """A refusal of the file as a whole, in one sentence."""
    problems = Problems()
    problems.add(Problem(None, None, None, None, Text(zh, en)))
    return WorkbookRefused(problems)
