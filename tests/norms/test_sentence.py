"""Sentences: both languages, whole, and true to the figures that they tell."""

import re
from datetime import date

import pytest

from quanheng.norms.dates import Span
from quanheng.norms.finding import Status, Text
from quanheng.norms.plain import evaluate
from quanheng.norms.sentence import SHARE, sentence, shown
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


def test_a_pending_message_names_its_day():
    said = told(Status.PENDING, due=date(2026, 1, 31))
    assert "2026-01-31" in said.zh
    assert "2026-01-31" in said.en


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
