"""Years of service, levels and posts: what a promotion asks for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from quanheng.norms.dates import full_years, stretch_start
from quanheng.norms.eligibility.candidate import (
    NOTHING,
    OFFICER,
    YEAR,
    Candidate,
    OfCandidate,
    held,
    met,
    months_served,
    spell,
)
from quanheng.norms.eligibility.post import LEVEL_NAMES
from quanheng.norms.finding import Status, Text
from quanheng.norms.gate import Check
from quanheng.norms.kinds import Level, Secondment
from quanheng.norms.pack import Parameter


def _years(number: Parameter, of: Candidate) -> tuple[int, Text]:
    years = int(number.number(of.on))
    return years, Text(f"满{years}年", f"{years} full years")


@dataclass(frozen=True, kw_only=True)
class WorkedYears(OfCandidate):
    """Years of service (工龄) since the first day of work."""

    waivable: ClassVar[bool] = True
    years: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """Full years, by anniversaries."""
        years, required = _years(self.years, of)
        began = of.person.began_work if of.person else None
        label = Text("工龄", "years of service")
        if began is None:
            yield self.told(of, label, Status.NO_DATA, NOTHING, required, OFFICER)
            return
        count = full_years(began, of.on)
        told = Text(f"{began}参加工作，满{count}年", f"since {began}: {count} full years")
        remedy = Text("工龄不足，暂不能提任。", "Too short for this promotion.")
        rows = [of.person] if of.person else []
        yield self.told(of, label, met(count >= years), told, required, remedy, rows)


@dataclass(frozen=True, kw_only=True)
class GrassRoots(OfCandidate):
    """Time at the grass roots: posts in units of some categories, and secondments there."""

    waivable: ClassVar[bool] = True
    years: Parameter
    categories: Parameter
    modes: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """All such stretches together; unknown while the category of a unit is."""
        years, required = _years(self.years, of)
        categories, modes = self.categories.names(of.on), self.modes.names(of.on)
        places = [(row, of.unit(row.unit)) for row in of.tenures]
        there = [row for row, unit in places if unit and unit.category in categories]
        sent = of.of(
            Secondment,
            lambda row: row.mode in modes and row.start <= of.on and row.end != row.start,
        )
        stretches = [*((row.start, row.end) for row in there), *((r.start, r.end) for r in sent)]
        months = months_served(stretches, of.on)
        known = bool(places) and all(unit for _row, unit in places)
        told = NOTHING
        if known or months:
            told = Text(f"合计{spell(months).zh}", f"{spell(months).en} in all")
        yield self.told(
            of,
            Text("基层工作经历", "time at the grass roots"),
            met(months >= years * YEAR, known),
            told,
            required,
            Text(
                "由人事干部核对任职和锻炼经历；确有不足的，可先安排到基层锻炼。",
                "The personnel officer checks posts and secondments; else a secondment first.",
            ),
            [*there, *sent],
        )


@dataclass(frozen=True, kw_only=True)
class PostsBelow(OfCandidate):
    """Several posts at the level below (下一级职位)."""

    waivable: ClassVar[bool] = True
    posts: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """Different posts, by unit and title."""
        least = int(self.posts.number(of.on))
        rows = [row for row in of.tenures if row.leading and row.level in of.post.below]
        count = len({(row.unit, row.title) for row in rows})
        known = bool(of.tenures)
        name = LEVEL_NAMES[of.post.below[0]]
        yield self.told(
            of,
            Text("下一级职位任职经历", "posts at the level below"),
            met(count >= least, known),
            Text(f"{count}个：{held(rows, of).zh}", f"{count}: {held(rows, of).en}")
            if rows
            else Text("0个", "none")
            if known
            else NOTHING,
            Text(f"{name}职位一般不少于{least}个", f"generally {least} posts ({name})"),
            Text(
                "由人事干部核对任职经历；确需提任的，须说明理由后由有权人员放行。",
                "The personnel officer checks the career; else whoever may gives the reason.",
            ),
            rows,
        )


@dataclass(frozen=True, kw_only=True)
class YearsBelow(OfCandidate):
    """Years at the level below: as deputy for a chief post, or as chief below for a deputy one."""

    waivable: ClassVar[bool] = True
    years: Parameter
    chief: bool

    def look(self, of: Candidate) -> Iterator[Check]:
        """All stretches at that level together."""
        if of.post.of_chief is not self.chief:
            return
        years, required = _years(self.years, of)
        staff = of.post.level >= Level.SECTION_DEPUTY
        rows = [row for row in of.tenures if row.level in of.post.below and (staff or row.leading)]
        months, name = of.months(rows), LEVEL_NAMES[of.post.below[-1]]
        told = NOTHING
        if of.tenures:
            told = Text(
                f"{name}任职{spell(months).zh}" + (f"：{held(rows, of).zh}" if rows else ""),
                f"{name}: {spell(months).en}" + (f": {held(rows, of).en}" if rows else ""),
            )
        yield self.told(
            of,
            Text(f"在{name}岗位的年限", f"years at the level {name}"),
            met(months >= years * YEAR, bool(of.tenures)),
            told,
            required,
            Text("年限不足；由人事干部核对任免时间。", "Too short; check the days of the posts."),
            rows,
        )


@dataclass(frozen=True, kw_only=True)
class LevelsSkipped(OfCandidate):
    """No more levels are passed over (越级) than allowed."""

    allowed: Parameter
    label: Text
    remedy: Text

    def look(self, of: Candidate) -> Iterator[Check]:
        """Levels between the present one and that of the post."""
        allowed = int(self.allowed.number(of.on))
        level = of.level
        required = Text(f"不超过{allowed}级", f"at most {allowed}")
        if level is None:
            yield self.told(of, self.label, Status.NO_DATA, NOTHING, required, OFFICER)
            return
        skipped = min(level, Level.SUBSECTION) - of.post.level - 1
        told = Text(
            f"现为{LEVEL_NAMES[level]}，" + (f"越过{skipped}级" if skipped > 0 else "没有越级"),
            f"now {LEVEL_NAMES[level]}, {skipped if skipped > 0 else 'none'} passed over",
        )
        rows = [row for row in of.serving if row.level == level]
        yield self.told(of, self.label, met(skipped <= allowed), told, required, self.remedy, rows)


@dataclass(frozen=True, kw_only=True)
class StepByStep(LevelsSkipped):
    """No level is passed over, except in an exceptional promotion."""

    waivable: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class SincePromotion(OfCandidate):
    """Whoever was promoted lately, or is on probation, is not promoted exceptionally (破格)."""

    years: Parameter

    def look(self, of: Candidate) -> Iterator[Check]:
        """Full years since the last promotion; only an exceptional promotion is asked."""
        if not of.post.exceptional:
            return
        years, required = _years(self.years, of)
        since = _promoted(of)
        label = Text("距上次提任的时间", "time since the last promotion")
        if since is None:
            yield self.told(of, label, Status.NO_DATA, NOTHING, required, OFFICER)
            return
        told = Text(
            f"{since}任现层次，满{full_years(since, of.on)}年",
            f"at this level since {since}: {full_years(since, of.on)} full years",
        )
        rows = [row for row in of.tenures if row.start == since]
        remedy = Text(
            "试用期未满或提任未满的，不得破格提拔。",
            "Nobody on probation or just promoted is promoted exceptionally.",
        )
        yield self.told(
            of, label, met(full_years(since, of.on) >= years), told, required, remedy, rows
        )


def _promoted(of: Candidate) -> date | None:
    """The day of the last promotion on file, else since when the level has been held."""
    marked = [row.start for row in of.tenures if row.promoted]
    if marked:
        return max(marked)
    level = of.level
    if level is None:
        return None
    stretches = [(row.start, row.end) for row in of.tenures if row.level <= level]
    return stretch_start(stretches, (), of.on)
