"""Pictures: shapes lie where the figures say, and every picture has its table."""

from datetime import date
from itertools import pairwise

import pytest
from django.template.loader import render_to_string

from quanheng.office.pictures.bars import Bar, Part, bands, bars, ladder, strip
from quanheng.office.pictures.career import Event, Shade, Spell, Words, career
from quanheng.office.pictures.shapes import Key, Picture, fitted, length, rounded_up, segments
from quanheng.office.pictures.trend import Point, Series, multiples, trend

pytestmark = pytest.mark.any_database

WORDS = Words("经历", "类别", "内容", "起", "止", "今天", "至今")
ON = date(2025, 12, 31)


def drawn(*spells: Spell, **rest: object) -> Picture:
    return career("career", WORDS, ["正职", "副职", "培训"], spells, on=ON, **rest)  # type: ignore[arg-type]


def test_posts_follow_each_other_on_one_axis() -> None:
    first = Spell("副职", date(2010, 1, 1), date(2018, 1, 1), "副镇长", "leading", "/1")
    second = Spell("正职", date(2018, 1, 1), None, "镇长", "chief", "/2")
    picture = drawn(first, second)
    above, below = picture.rects
    assert (above.href, below.href) == ("/2", "/1")
    assert above.y < below.y
    assert below.x + below.width + 1 == above.x
    assert above.x + above.width <= picture.width
    assert [label.text for label in picture.aside] == ["正职", "副职"]


def test_posts_held_at_once_do_not_cover_each_other() -> None:
    one = Spell("正职", date(2010, 1, 1), date(2018, 1, 1), "镇长", "chief")
    other = Spell("正职", date(2012, 1, 1), date(2015, 1, 1), "区长", "chief")
    later = Spell("正职", date(2015, 1, 1), None, "局长", "chief")
    high, low, after = drawn(one, other, later).rects
    assert high.y + high.height < low.y
    assert after.y == low.y


def test_events_and_influence_periods_lie_at_their_days() -> None:
    post = Spell("正职", date(2000, 1, 1), None, "镇长", "chief")
    event = Event("培训", date(2013, 1, 1), "培训班", "training", "/t")
    shade = Shade(date(2012, 1, 1), date(2013, 1, 1), "影响期", "/a")
    picture = drawn(post, events=[event], shades=[shade])
    (mark,), (hatched,) = picture.marks, picture.shade
    assert hatched.x + hatched.width == mark.x
    assert hatched.pattern == "slash"
    assert "slash" in picture.patterns
    assert mark.href == "/t"


def test_the_table_of_a_career_tells_everything_in_order() -> None:
    post = Spell("正职", date(2000, 1, 1), None, "镇长", "chief", "/p")
    event = Event("培训", date(1999, 1, 1), "培训班", "training", "/t")
    rows = drawn(post, events=[event]).table.rows
    assert [(row[0].text, row[1].text, row[3].href) for row in rows] == [
        ("1999.01.01", "1999.01.01", "/t"),
        ("2000.01.01", "至今", "/p"),
    ]


@pytest.mark.parametrize("years", [1, 5, 30, 60])
def test_years_on_the_axis_keep_their_distance(years: int) -> None:
    picture = drawn(Spell("正职", date(2026 - years, 1, 1), None, "镇长", "chief"))
    places = [label.x for label in picture.labels if label.tone == "axis"]
    assert places
    assert all(later - sooner >= 36 for sooner, later in pairwise(places))


def test_bars_are_as_long_as_their_numbers() -> None:
    rows = [Bar("大学", (Part(4, "plain", ""),), "/a"), Bar("大专", (Part(2, "plain", ""),))]
    picture = bars("b", "学历", rows, heads=("学历", "人数"))
    long, short = picture.rects
    assert abs(long.width - 2 * short.width) <= 1
    assert long.href == "/a"
    assert [cell.text for row in picture.table.rows for cell in row] == ["大学", "4", "大专", "2"]


def test_an_age_ladder_stacks_and_counts_everyone_once() -> None:
    ages = {"chief": [44, 45], "deputy": [45, 63]}
    ranges = bands([44, 45, 45, 63])
    legend = [Key("chief", "正职"), Key("deputy", "副职")]
    picture = ladder(
        "l", "年龄", ages, legend=legend, heads=("年龄", "合计"), hrefs={(45, 49): "/x"},
        ranges=ranges,
    )  # fmt: skip
    by_band = {row[0].text: [cell.text for cell in row[1:]] for row in picture.table.rows}
    assert by_band["45–49"] == ["1", "1", "2"]
    assert sum(int(row[-1].text) for row in picture.table.rows) == 4
    assert next(iter(by_band)) == "60–64"


def test_shares_fill_the_strip() -> None:
    parts = [
        Part(1, "missed", "未达标", "/m"),
        Part(999, "met", "达标"),
        Part(0, "pending", "进行中"),
    ]
    picture = strip("s", "状态", parts, heads=("状态", "条数"))
    assert sum(rect.width for rect in picture.rects) == picture.width
    assert len(picture.rects) == 2
    assert picture.legend[0].href == "/m"


def test_segments_share_the_room() -> None:
    assert segments([0, 0], 10) == [0, 0]
    assert sum(segments([1, 1, 1], 100)) == 100
    assert segments([1, 10_000], 100)[0] == 2


def test_values_over_dates_rise_and_lead_somewhere() -> None:
    points = (Point(date(2025, 1, 1), 3, "/1"), Point(date(2025, 6, 1), 12, "/2"))
    picture = trend("t", "趋势", [Series("未达标", "missed", points)], head="日期")
    low, high = picture.marks
    assert low.y > high.y
    assert low.x < high.x
    assert [mark.href for mark in picture.marks] == ["/1", "/2"]
    assert trend("t", "趋势", [], head="日期").marks == []


def test_small_multiples_share_one_scale() -> None:
    day = date(2025, 1, 1)
    small, large = multiples(
        "m",
        [
            (name, f"/{name}", Series(name, "plain", (Point(day, value),)))
            for name, value in (("甲", 1), ("乙", 10))
        ],
        head="日期",
    )
    assert small.marks[0].y > large.marks[0].y
    assert small.labels[-1].href == "/甲"


def test_words_are_cut_to_their_room() -> None:
    assert fitted("镇长", 24) == "镇长"
    assert fitted("党委副书记", 40) == "党委…"
    assert fitted("镇长", 10) == ""
    assert length("ab镇") == 26
    assert [rounded_up(value) for value in (0, 1, 3, 11, 50, 51)] == [1, 1, 5, 20, 50, 100]


def test_a_picture_is_drawn_with_links_titles_and_table_and_no_style() -> None:
    parts = [Part(3, "missed", "未达标", "/m?a=1&b=2"), Part(4, "met", "达标")]
    picture = strip("s", "<状态>", parts, heads=("状态", "条数"))
    page = render_to_string("web/pictures/picture.html", {"picture": picture})
    assert 'href="/m?a=1&amp;b=2"' in page
    assert "<title>未达标 3</title>" in page
    assert "url(#s-cross)" in page
    assert "&lt;状态&gt;" in page
    assert "<table" in page
    assert "style=" not in page
    assert "<script" not in page
