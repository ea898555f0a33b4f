"""A count as the page, the count sheet and the picture show it. Pure but for words and links."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _

from quanheng.office.ballots.counting import BLANK, Threshold
from quanheng.office.ballots.models import Ballot
from quanheng.office.ballots.paper import CHOOSING, GRADES, VERDICTS, WRITTEN, Form, Grade, Verdict
from quanheng.office.ballots.queries import Result
from quanheng.office.ballots.results import Group, Standing, overall
from quanheng.office.pictures.bars import Bar, Part, bars
from quanheng.office.pictures.shapes import Key, Picture

TONES = {
    Grade.EXCELLENT: "chief",
    Grade.COMPETENT: "practice",
    Grade.BASIC: "attention",
    Grade.INCOMPETENT: "missed",
    Verdict.AGREE: "chief",
    Verdict.DISAGREE: "missed",
    Verdict.DEFER: "attention",
    BLANK: "no_data",
}
WIDTH = 400
NOTHING = "—"


class Row(NamedTuple):
    """A line of a table: its heading, cells under the table's heads, the outcome and its tone."""

    name: str
    note: str
    labelled: list[tuple[str, str]]
    verdict: str
    tone: str


class OfClass(NamedTuple):
    """The same figures of one class of voters."""

    name: str
    returned: int
    rows: list[tuple[str, list[str]]]


class Section(NamedTuple):
    """Everything about one dimension, or about all; ``parts`` is empty for a single class."""

    title: str
    heads: list[str]
    rows: list[Row]
    picture: Picture
    part_heads: list[str]
    parts: list[OfClass]


def percent(part: Fraction | None) -> str:
    """A part to a tenth of a percent; a dash when unknown."""
    return NOTHING if part is None else f"{float(part * 100):.1f}%"


def points(value: Fraction | None) -> str:
    """A score to a hundredth; a dash when unknown."""
    return NOTHING if value is None else f"{float(value):.2f}"


def threshold_words(rule: Threshold) -> str:
    """A threshold as a sentence says it: 超过应到会人数的 1/2."""
    told = {"basis": rule.basis.label, "part": f"{rule.numerator}/{rule.denominator}"}
    if rule.strict:
        return _("超过%(basis)s的 %(part)s") % told
    return _("达到%(basis)s的 %(part)s") % told


def quorum_words(ballot: Ballot) -> str:
    """The quorum as a sentence says it."""
    rule = ballot.quorum()
    told = {"basis": rule.basis.label, "part": f"{rule.numerator}/{rule.denominator}"}
    return _("%(basis)s达到应到会人数的 %(part)s") % told


def sections(ballot: Ballot, result: Result) -> list[Section]:
    """The tables and pictures of a count: one for each dimension of an evaluation."""
    form = Form(ballot.form)
    if form in CHOOSING:
        return [_choosing(ballot, result)]
    by_dimension: dict[str, list[Standing]] = {}
    for one in result.standings:
        by_dimension.setdefault(one.dimension, []).append(one)
    return [
        _graded(ballot, result, name, found, number)
        for number, (name, found) in enumerate(by_dimension.items())
    ]


def totals(ballot: Ballot, result: Result) -> list[tuple[str, str]]:
    """The score of each subject over all dimensions, where there are several; best first."""
    if len({one.dimension for one in result.standings}) < 2:
        return []
    names = {one.subject.key: one.subject.name for one in result.standings}
    found = overall(result.standings)
    order = sorted(found, key=lambda key: -(found[key] or 0))
    return [(names[key], points(found[key])) for key in order]


def _choosing(ballot: Ballot, result: Result) -> Section:
    basis = ballot.passing().basis.label
    heads = [_("名次"), _("得票"), _("占%(basis)s") % {"basis": basis}]
    standings = sorted(result.standings, key=lambda one: one.place)
    rows = []
    for one in standings:
        place = _("%(place)d（并列）") if one.tied else "%(place)d"
        cells = [place % {"place": one.place}, str(one.votes), percent(one.share)]
        rows.append(_row(one, heads, cells))
    blank = [NOTHING, str(result.blank.votes), NOTHING]
    rows.append(Row(_("一人未选"), "", list(zip(heads, blank, strict=True)), "", ""))
    drawn = bars(
        "tally-0", _("得票"),
        [Bar(_name(one), (Part(one.votes, "chief", _("得票")),)) for one in standings],
        heads=(_("名称"), _("得票")), width=WIDTH,
    )  # fmt: skip
    parts = []
    for group in _several(result.groups):
        told = [(_name(one), [str(_of(one, group).get(one.key, 0))]) for one in standings]
        told.append((_("一人未选"), [str(result.blank.by_group.get(group.key, 0))]))
        parts.append(OfClass(group.name, group.returned, told))
    return Section("", heads, rows, drawn, [_("得票")], parts)


def _graded(
    ballot: Ballot, result: Result, name: str, found: Sequence[Standing], number: int
) -> Section:
    grading = Form(ballot.form) is not Form.DECISION
    choices = [*(GRADES if grading else VERDICTS), BLANK]
    words = [str(_word(choice)) for choice in choices]
    basis = ballot.passing().basis.label
    favour = _("优秀和称职占%(basis)s") if grading else _("同意占%(basis)s")
    heads = [*words, favour % {"basis": basis}, *([_("得分")] if grading else [])]
    rows = []
    for one in found:
        counted = [str(one.choices.get(choice, 0)) for choice in choices]
        more = [points(one.score)] if grading else []
        cells = [*counted, percent(one.share), *more]
        rows.append(_row(one, heads, cells))
    legend = [Key(TONES[choice], word) for choice, word in zip(choices, words, strict=True)]
    drawn = bars(
        f"tally-{number}", name or _("各项选择"),
        [Bar(_name(one), _stack(one.choices, choices, words)) for one in found],
        heads=(_("名称"), _("合计")), legend=legend, width=WIDTH,
    )  # fmt: skip
    parts = []
    for group in _several(result.groups):
        told = [
            (_name(one), [str(_of(one, group).get(choice, 0)) for choice in choices])
            for one in found
        ]
        parts.append(OfClass(group.name, group.returned, told))
    return Section(name, heads, rows, drawn, words, parts)


def _row(one: Standing, heads: Sequence[str], cells: Sequence[str]) -> Row:
    labelled = list(zip(heads, cells, strict=True))
    return Row(_name(one), one.subject.note, labelled, _outcome(one), _tone(one))


def _stack(
    counted: Mapping[str, int], choices: Sequence[str], words: Sequence[str]
) -> tuple[Part, ...]:
    return tuple(
        Part(counted.get(choice, 0), TONES[choice], word)
        for choice, word in zip(choices, words, strict=True)
    )


def _several(groups: Sequence[Group]) -> Sequence[Group]:
    return groups if len(groups) > 1 else ()


def _of(one: Standing, group: Group) -> Mapping[str, int]:
    return one.by_group.get(group.key, {})


def _word(choice: str) -> str:
    labels = {**dict(Grade.choices), **dict(Verdict.choices), BLANK: _("弃权")}
    return str(labels[choice])


def _name(one: Standing) -> str:
    if one.key.startswith(WRITTEN):
        return _("%(name)s（另选）") % {"name": one.subject.name}
    return one.subject.name


def _outcome(one: Standing) -> str:
    if one.warned:
        return _("不称职超过提示比例")
    if one.passes is None:
        return _("无法判断")
    return _("达到") if one.passes else _("未达到")


def _tone(one: Standing) -> str:
    if one.warned:
        return "error"
    return "ok" if one.passes else "plain"
