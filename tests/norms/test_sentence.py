"""Sentences: both languages, whole, and true to the figures that they tell."""

import re
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.exchange.report.wording import number
from quanheng.norms.dates import Span
from quanheng.norms.finding import Status, Text
from quanheng.norms.plain import evaluate
from quanheng.norms.plain.case import number_beside
from quanheng.norms.sentence import SHARE, gap, percent, sentence, shown
from quanheng.packs import installed
from quanheng.sample.district import make_district

PACKS = list(installed().values())
DAYS = [date(2025, 12, 31), date(2025, 6, 30), date(2024, 2, 29), date(2021, 1, 1)]
TIMES = Text("次", "times")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
BROKEN = re.compile(r"None|[{}]|\bnan\b|\binf\b|Fraction|0{6}|  ")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff”%）][,:;!?(]|[,:;!?)][\u4e00-\u9fff“（]")


@pytest.fixture(scope="module")
def district():
    return make_district(300, None, 1)


def from_the_data(records):
    """Everything that stands in the workbook: names, titles, places, free text."""
    cells = set()
    for kind in records:
        for row in records.of(kind):
            names = (name for name in type(row).__dataclass_fields__ if name != "row")
            cells |= {value for name in names if isinstance(value := getattr(row, name), str)}
    return cells


@pytest.mark.parametrize("on", DAYS)
def test_every_message_is_whole_in_both_languages(district, on):
    findings = evaluate(district, PACKS, on)
    assert findings
    known = "\n".join(from_the_data(district))
    areas = {
        name
        for pack in PACKS
        for parameter in pack.parameters.values()
        for value in parameter.values
        if isinstance(value.value, tuple)
        for name in value.value
    }
    for finding in findings:
        zh, en = finding.message
        assert zh.endswith("。"), zh
        assert en.endswith("."), en
        assert not BROKEN.search(zh), zh
        assert not BROKEN.search(en), en
        assert not HALF_WIDTH.search(zh), zh
        for word in CHINESE.findall(en):
            parts = [part for part in re.split("[、，]", word) if part]
            assert all(part in known or part in areas for part in parts), en


def test_every_form_of_words_was_met_on_some_day(district):
    seen = {finding.status for on in DAYS for finding in evaluate(district, PACKS, on)}
    assert seen == set(Status)


def test_every_rule_title_stands_in_its_message(district):
    titles = {rule.id: rule.title for pack in PACKS for rule in pack.rules.values()}
    for finding in evaluate(district, PACKS, DAYS[0]):
        title = titles[finding.rule]
        assert finding.message.zh.startswith(title.zh)
        assert finding.message.en.startswith(title.en)


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (None, TIMES, "—", "—"),
        (3, TIMES, "3次", "3 times"),
        (2.5, TIMES, "2.5次", "2.5 times"),
        (1 / 3, TIMES, "0.33次", "0.33 times"),
        (2 / 3, SHARE, "66.7%", "66.7%"),
        (1, SHARE, "100%", "100%"),
        (1234567, TIMES, "1234567次", "1234567 times"),
    ],
)
def test_figures_read_as_people_write_them(value, unit, zh, en):
    assert shown(value, unit) == Text(zh, en)


def told(status, *, measured=1, due=None, detail=None, compare="at_least", last="2025-12-31"):
    window = Span(date(2025, 1, 1), date.fromisoformat(last))
    title = Text("接访", "visits")
    return sentence(title, compare, status, measured, 3, TIMES, window, due, detail)


def test_a_pending_message_names_the_last_day_on_which_it_can_be_met():
    said = told(Status.PENDING, due=date(2026, 1, 31))
    assert "应不迟于2026-01-31完成" in said.zh
    assert "due by 2026-01-31" in said.en


numbers = st.one_of(
    st.integers(0, 10**7),
    st.integers(0, 10**12).map(lambda millionths: millionths / 10**6),
    st.fractions(0, 3, max_denominator=10**6).map(float),
)


def read(figure: str) -> Fraction:
    return Fraction(re.match(r"-?[\d.,]+", figure)[0].replace(",", ""))


@given(numbers, numbers, st.floats(-1e-5, 1e-5), st.booleans(), st.sampled_from([SHARE, TIMES]))
def test_a_figure_compares_with_its_limit_as_it_is_shown(value, limit, step, near, unit):
    value = abs(limit + step) if near else value
    exact = [Fraction(str(number)) for number in (value, limit)]
    line = shown(value, unit, limit).zh, shown(limit, unit, value).zh
    report = number(value, unit, limit), number(limit, unit, value)
    for one, other in (line, report):
        assert (read(one) < read(other)) == (exact[0] < exact[1])
        assert (read(one) > read(other)) == (exact[0] > exact[1])


@given(st.fractions(0, 3, max_denominator=10**6), st.fractions(0, 3, max_denominator=10**6))
def test_a_gap_is_the_difference_of_what_is_shown(value, limit):
    one, other = percent(value, limit), percent(limit, value)
    assert read(gap(value, limit)) == abs(read(one) - read(other))
    assert (gap(value, limit) == "0%") == (value == limit)


def test_a_share_just_below_its_limit_does_not_look_like_it():
    assert shown(1.19999, SHARE, 1.2) == Text("119.999%", "119.999%")
    assert shown(549.996, TIMES, 550).zh == "549.996次"
    assert gap(Fraction(119999, 100000), Fraction(6, 5)) == "0.001%"
    assert shown(1.2, SHARE, 1.2).zh == "120%"


def test_a_number_stays_on_its_side_of_the_limit():
    limit = Fraction(6, 5)
    for value in (limit - Fraction(1, 10**30), limit, limit + Fraction(1, 10**30)):
        told = number_beside(value, limit)
        assert (told < 1.2, told > 1.2) == (value < limit, value > limit)


def test_an_unknown_value_is_not_shown_as_a_figure():
    said = told(Status.NO_DATA, measured=None)
    assert said.zh.count("3次") == 1
    assert "—" not in said.zh + said.en


def test_the_detail_is_a_sentence_of_its_own():
    said = told(Status.MISSED, detail=Text("缺两次", "two are missing"))
    assert said.zh.endswith("。缺两次。")
    assert said.en.endswith(". Two are missing.")


@pytest.mark.parametrize("compare", ["at_least", "at_most", "below", "about", "rank"])
def test_every_comparison_has_words(compare):
    said = told(Status.ATTENTION, compare=compare)
    assert "3次" in said.zh
    assert "3 times" in said.en
