"""check_pack: a small good pack is clean; broken in one place, exactly that place is reported."""

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import ClassVar

import pytest

from quanheng.norms.finding import NationalStatus, Status, SubjectType, Text
from quanheng.norms.kinds import Activity
from quanheng.norms.measure import Calendar, activity, at_least, rows
from quanheng.norms.pack import Form, Parameter, Value
from quanheng.norms.plain.case import Answer
from quanheng.norms.plain.windows import judge
from quanheng.norms.proposal import LastMonths
from quanheng.norms.testing import assert_pack, check_pack
from tests.norms.harbour import EXAMPLES, SINCE, case, harbour


def test_a_good_pack_has_no_problems():
    assert check_pack(harbour(), EXAMPLES) == []
    assert_pack(harbour(), EXAMPLES)


def test_the_assertion_tells_every_problem():
    with pytest.raises(AssertionError) as failed:
        assert_pack(harbour(), {})
    assert str(failed.value).count("没有示例") == 4


# What is declared: each entry breaks the good pack in one place


def clause(pack, number="3", **changes):
    pack.clauses[number] = replace(pack.clauses[number], **changes)


def parameter(pack, **changes):
    """Change a parameter, in the register and in the rule alike."""
    visits = replace(pack.parameters["harbour:1/visits"], **changes)
    pack.parameters["harbour:1/visits"] = visits
    form = replace(pack.rules["harbour:1/visits"].form, what=at_least(activity("接访"), visits))
    rule(pack, form=form)


def value(pack, **changes):
    parameter(pack, values=(replace(pack.parameters["harbour:1/visits"].values[0], **changes),))


def rule(pack, key="harbour:1/visits", **changes):
    pack.rules[key] = replace(pack.rules[key], **changes)


def form(pack, key="harbour:2/votes", **changes):
    rule(pack, key, form=replace(pack.rules[key].form, **changes))


def undeclared(pack):
    del pack.parameters["harbour:1/visits"]


def parameter_of_a_stranger(pack):
    odd = replace(pack.parameters["harbour:1/visits"], clause="elsewhere:1")
    pack.parameters[odd.id] = odd


LATER = Value(Fraction(3), date(2025, 1, 1), Text("令", "order"))
DECLARED = {
    "pack id": (lambda p: setattr(p, "id", "Harbour"), "Harbour: 包的标识"),
    "pack title": (lambda p: setattr(p, "title", Text("海港", " ")), "harbour: title 缺英文"),
    "pack issuer": (lambda p: setattr(p, "issuer", Text("", "C")), "harbour: issuer 缺中文"),
    "end before start": (lambda p: setattr(p, "until", SINCE), "harbour: 废止日"),
    "summary": (lambda p: clause(p, summary=Text("摘要。", "")), "harbour:3: summary 缺英文"),
    "status without note": (
        lambda p: clause(p, status=NationalStatus.SAME),
        "harbour:3: note 缺中文",
    ),
    "clause without form": (lambda p: clause(p, form=()), "harbour:3: 条款须"),
    "works nowhere": (lambda p: clause(p, works_in=" "), "harbour:3: 未写明在何处生效"),
    "rule, not checked": (
        lambda p: clause(p, "1", works_in="planned: duties"),
        "harbour:1: 有规则",
    ),
    "checked, no rule": (lambda p: clause(p, works_in="check"), "harbour:3: works_in 写有 check"),
    "parameter name": (lambda p: parameter(p, name="Visits"), "harbour:1/Visits: 参数名"),
    "unit": (lambda p: parameter(p, unit=Text("次", "")), "harbour:1/visits: unit 缺英文"),
    "source": (lambda p: value(p, source=Text("", "x")), "harbour:1/visits: source 缺中文"),
    "date": (lambda p: value(p, since=date(2024, 2, 29)), "harbour:1/visits: 参数自2024-02-29起"),
    "order of values": (
        lambda p: parameter(p, values=(LATER, *p.parameters["harbour:1/visits"].values)),
        "harbour:1/visits: 各次取值",
    ),
    "no value": (lambda p: parameter(p, values=()), "harbour:1/visits: 各次取值"),
    "parameter's clause": (parameter_of_a_stranger, "elsewhere:1/visits: 所引条款"),
    "parameter's registry": (undeclared, "harbour:1/visits: 参数harbour:1/visits未在本包登记"),
    "rule title": (lambda p: rule(p, title=Text("", "x")), "harbour:1/visits: title 缺中文"),
    "rule id": (lambda p: rule(p, id="harbour:1/Visits"), "harbour:1/Visits: 规则标识"),
    "rule's clause": (lambda p: p.clauses.pop("1"), "harbour:1/visits: 所引条款harbour:1未登记"),
    "rule date": (
        lambda p: rule(p, since=date(2020, 1, 1)),
        "harbour:1/visits: 规则自2020-01-01起",
    ),
    "wording": (lambda p: form(p, consequence=Text("研究", "")), "form.consequence 缺英文"),
    "bare number": (
        lambda p: form(p, within=LastMonths(12)),
        "harbour:2/votes: form.within.months直接写了12",
    ),
    "bare fraction": (lambda p: form(p, limit=Fraction(2, 3)), "form.limit直接写了2/3"),
    "bare day": (
        lambda p: form(p, within=Calendar("year", opens=(date(2024, 1, 1),))),
        "form.within.opens[0]直接写了2024-01-01",
    ),
    "number among the values of a column": (
        lambda p: form(p, "harbour:2/reminders", count=rows(Activity, quantity=3)),
        "form.count.where[0][1]直接写了3",
    ),
}


@pytest.mark.parametrize("defect", DECLARED)
def test_a_faulty_declaration_is_reported(defect):
    break_it, expected = DECLARED[defect]
    pack = harbour()
    break_it(pack)
    # No examples: they would fail as well, and hide whether the declaration was looked at.
    problems = [told for told in check_pack(pack, {}) if "没有示例" not in told]
    assert any(expected in told for told in problems), problems


# What the examples do not prove


def without(rule, place):
    return lambda told: told[rule].pop(place)


def cell(rule, place, sheet, **changes):
    return lambda told: told[rule][place][sheet][0].update(changes)


UNPROVED = {
    "another status": (case(expect={"status": "missed"}), "示例与计算不符"),
    "another figure": (case(expect={"status": "met", "measured": 4}), "measured 4 → 3"),
    "another threshold": (case(expect={"status": "met", "required": 4}), "required 4 → 3"),
    "another wording": (case(expect={"status": "met", "says": "未达标"}), "says 未达标 →"),
    "an answer where none is stated": (case(expect="none"), "none → met"),
    "no answer where one is stated": (
        case(1, "2/reminders", expect={"status": "attention"}),
        "attention → none",
    ),
    "no example": (lambda t: t.pop("1/visits"), "harbour:1/visits: 没有示例"),
    "only good": (without("1/visits", 1), "没有未达标、进行中或待研判的示例"),
    "only bad": (without("1/visits", 0), "没有结果为 met 的示例"),
    "only attention": (without("2/votes", 0), "没有结果为 none 的示例"),
    "threshold from above": (
        case(expect={"status": "met"}, 活动=[{"数量": 4}]),
        "参数harbour:1/visits由3变为4",
    ),
    "threshold from below": (
        case(1, expect={"status": "missed"}, 活动=[{"数量": 1}]),
        "参数harbour:1/visits由3变为2",
    ),
    "rung": (
        cell("2/reminders", 1, "监督", 日期=date(2024, 6, 1)),
        "参数harbour:2/looked-back由12变为13",
    ),
    "share from above": (
        cell("2/votes", 0, "测评", 优秀=204),
        "参数harbour:2/two-thirds由2/3变为203/300",
    ),
    "share from below": (
        case(1, "2/votes", expect={"status": "attention"}, 测评=[{"收回票": 300, "优秀": 190}]),
        "参数harbour:2/two-thirds由2/3变为197/300",
    ),
    "name in a list": (without("1/charge", 2), "由人事、财务变为财务"),
    "none allowed": (without("1/charge", 1), "参数harbour:1/areas-allowed由0变为1"),
}


@pytest.mark.parametrize("defect", UNPROVED)
def test_what_examples_do_not_prove_is_reported(defect):
    break_it, expected = UNPROVED[defect]
    told = deepcopy(EXAMPLES)
    break_it(told)
    problems = check_pack(harbour(), told)
    assert any(expected in problem for problem in problems), problems


def test_a_figure_may_be_stated_without_pinning_by_it():
    told = deepcopy(EXAMPLES)
    told["1/visits"][0] |= {"活动": [{"数量": 4}], "expect": {"status": "met", "required": 3}}
    assert any("由3变为4" in problem for problem in check_pack(harbour(), told))


# Rules that are no pure data


@dataclass(frozen=True)
class Unknown(Form):
    """A form that no executor knows."""

    subject_type: ClassVar[SubjectType] = SubjectType.PERSON

    least: Parameter


@dataclass(frozen=True)
class Restless(Unknown):
    """A form whose answer is another one every time."""


@dataclass(frozen=True)
class Foreseeing(Unknown):
    """A form that counts what has not happened yet."""


asked: list[object] = []


@judge.register
def _(form: Restless, case):
    def answers(view):
        asked.append(view)
        yield _attention(form, case, len(asked))

    return answers


@judge.register
def _(form: Foreseeing, case):
    def answers(view):
        yield _attention(form, case, len(view.dossier.of(Activity)))

    return answers


def _attention(form, case, measured):
    return Answer(Status.ATTENTION, measured, 1, form.least.unit, case.on, case.on)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(Unknown, "无法计算"), (Restless, "两次计算结果不同"), (Foreseeing, "截至日之后")],
)
def test_a_form_that_is_more_than_data_is_reported(kind, expected):
    pack = harbour()
    least = pack.parameters["harbour:1/visits"]
    rule(pack, form=kind(least))
    problems = check_pack(pack, EXAMPLES)
    assert any("harbour:1/visits" in told and expected in told for told in problems), problems


def test_each_value_of_an_amended_parameter_must_be_pinned():
    pack = harbour()
    first = pack.parameters["harbour:1/visits"].values[0]
    parameter(pack, values=(replace(first, value=Fraction(5)), LATER))
    problems = check_pack(pack, EXAMPLES)
    assert len(problems) == 2
    assert "由5变为6" in problems[0]
    assert "由5变为4" in problems[1]
