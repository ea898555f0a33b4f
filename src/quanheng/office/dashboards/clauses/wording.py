"""Populations, measures, windows and numbers of declared rules, in the words of the pages."""

from collections.abc import Iterable
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from quanheng.norms.finding import Text
from quanheng.norms.kinds import Contact, Level, Person, Row, Tenure, Unit
from quanheng.norms.measure import (
    Calendar,
    Cycle,
    Days,
    Least,
    Measure,
    Rolling,
    Selection,
    Sum,
    Threshold,
    Total,
    Window,
)
from quanheng.norms.pack import Parameter, Value
from quanheng.norms.population import PARTY_MEMBERS, People, Population, Post, Responsible
from quanheng.norms.proposal import LastMonths
from quanheng.norms.sentence import digits, shown
from quanheng.office.language import language
from quanheng.office.records.models import RECORDS


def listed(words: Iterable[str]) -> str:
    """Words one after the other."""
    return _("、").join(words)


def first_capital(text: str) -> str:
    """A sentence as it begins."""
    return str(capfirst(text))


def value_told(value: Value, unit: Text) -> str:
    """A value of a parameter with its unit; a closed list with all its names."""
    if isinstance(value.value, tuple):
        return listed(value.value)
    return shown(value.value, unit).in_(language()) if unit.zh else digits(value.value, 2)


def told(parameter: Parameter, on: date) -> str:
    """What a parameter says on a day; before its first day, what it will say."""
    first = parameter.values[0]
    return value_told(parameter.in_force(max(on, first.since)), parameter.unit)


def figure(parameter: Parameter, on: date) -> str:
    """The bare number of a parameter on a day."""
    value = parameter.in_force(max(on, parameter.values[0].since)).value
    return listed(value) if isinstance(value, tuple) else digits(value, 2)


def label(kind: type[Row], column: str, value: object) -> str:
    """What a value of a column is called on pages."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    field = RECORDS[kind]._meta.get_field(column)
    choices = dict(getattr(field, "flatchoices", ()))
    return str(choices.get(value, value))


def sheet(kind: type[Row]) -> str:
    """What records of a kind are called."""
    return str(RECORDS[kind]._meta.verbose_name)


def column(kind: type[Row], name: str) -> str:
    """What a column is called."""
    return str(getattr(RECORDS[kind]._meta.get_field(name), "verbose_name", name))


def categories(names: Iterable[str]) -> str:
    """Categories of units, in the order of the workbook."""
    known = [str(value) for value, _label in _choices(Unit, "category")]
    return listed(label(Unit, "category", one) for one in sorted(names, key=known.index))


def _choices(kind: type[Row], name: str) -> list[tuple[object, object]]:
    return list(getattr(RECORDS[kind]._meta.get_field(name), "flatchoices", ()))


def _level(level: Level) -> str:
    return label(Tenure, "level", level.value)


def who(population: Population | None) -> str:
    """Whom a sentence speaks about."""
    if population is None:
        return _("全体干部")
    if isinstance(population, Responsible):
        return _("承担“%s”的干部") % label(Contact, "type", population.type)
    if isinstance(population, People):
        return _people(population)
    told = categories(population.categories) if population.categories else _("所有单位")
    return _("没有上级的%s") % told if population.root else told


def _people(people: People) -> str:
    parts = [_post(people.holding)]
    if people.politics is not None:
        party = people.politics == PARTY_MEMBERS
        parts.append(_("中共党员") if party else listed(sorted(people.politics)))
    if people.staff is not None:
        found = (label(Person, "staff_category", one) for one in sorted(people.staff))
        parts.append(_("人员类别为%s") % listed(found))
    if people.unless is not None:
        parts.append(_besides(people.unless))
    return _("，").join(parts)


def _besides(post: Post) -> str:
    if post == Post(lowest=post.lowest) and post.lowest is not None:
        return _("最高职务在%s以下") % _level(post.lowest)
    return _("不含%s") % _post(post)


def _post(post: Post) -> str:
    """The holders of a post: level, kind, where."""
    if post.chief:
        base = _("党政正职")
    elif post.leading:
        base = _("领导班子成员") if post.inner is False else _("领导干部")
    else:
        base = _("在职干部")
    if post.promoted:
        base = _("新提任的%s") % base
    if post.highest is not None and post.lowest is not None:
        same = post.highest == post.lowest
        span = (_level(post.highest), _level(post.lowest))
        base = _("%(base)s（%(level)s）") % {
            "base": base,
            "level": span[0]
            if same
            else _("%(first)s至%(last)s") % {"first": span[0], "last": span[1]},
        }
    elif post.lowest is not None:
        base = _("%(base)s（%(level)s及以上）") % {"base": base, "level": _level(post.lowest)}
    if post.role is not None:
        base = label(Tenure, "role", post.role)
    if post.unit_in is not None:
        base = _("%(units)s的%(base)s") % {"units": categories(post.unit_in), "base": base}
    return base


def measured(measure: Measure) -> str:
    """What a measure counts."""
    if isinstance(measure, Sum | Least):
        parts = listed(dict.fromkeys(measured(part) for part in measure.parts))
        return _("%s合计") % parts if isinstance(measure, Sum) else _("%s中较少的一项") % parts
    which = selected(measure.of)
    if isinstance(measure, Total) and not measure.blank:
        what = column(measure.of.kind, measure.column)
        return _("%(which)s的%(what)s") % {"which": which, "what": what}
    return _("%s的天数") % which if isinstance(measure, Days) else which


def selected(selection: Selection) -> str:
    """Which records are looked for."""
    cells = [_cell(selection.kind, name, values) for name, values in selection.where]
    if selection.saying is not None:
        name, text = selection.saying
        said = {"column": column(selection.kind, name), "text": text}
        cells.append(_("%(column)s提到“%(text)s”") % said)
    kind = sheet(selection.kind)
    return (
        _("%(kind)s（%(which)s）") % {"kind": kind, "which": _("；").join(cells)} if cells else kind
    )


def _cell(kind: type[Row], name: str, values: Iterable[object]) -> str:
    """A column and its values; of yes and no the column must be named."""
    given = sorted(values, key=str)
    said = _(" / ").join(label(kind, name, one) for one in given)
    if any(isinstance(one, bool) for one in given):
        return _("%(column)s：%(value)s") % {"column": column(kind, name), "value": said}
    return said


def reaching(what: Threshold | tuple[Threshold, ...], on: date) -> str:
    """The thresholds of a requirement, any of which suffices."""
    ways = what if isinstance(what, tuple) else (what,)
    return _("，或").join(
        _("%(what)s不少于%(least)s") % {"what": measured(way.measure), "least": told(way.least, on)}
        for way in ways
    )


def within(window: Window | LastMonths, on: date) -> str:
    """The window in which facts count."""
    if isinstance(window, LastMonths):
        return _("最近%s") % told(window.months, on)
    if isinstance(window, Rolling):
        return _("最近%s") % told(window.years, on)
    if isinstance(window, Cycle):
        said = {"years": told(window.years, on), "origin": figure(window.origin, on)}
        return _("每%(years)s一个周期（自%(origin)s年起）") % said
    return _calendar(window, on)


def _calendar(window: Calendar, on: date) -> str:
    said = {"year": _("每年"), "quarter": _("每季度"), "month": _("每月")}[window.period]
    if window.closes is None:
        return said
    closes = _day(window.closes, on)
    if window.opens is None:
        return _("%(every)s，%(last)s前") % {"every": said, "last": closes}
    opens = _day(window.opens, on)
    return _("%(every)s%(first)s至%(last)s") % {"every": said, "first": opens, "last": closes}


def _day(parts: tuple[Parameter, Parameter], on: date) -> str:
    month, day = (figure(part, on) for part in parts)
    return _("%(month)s月%(day)s日") % {"month": month, "day": day}
