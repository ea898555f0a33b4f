"""The line of steps: what it shows, that nothing overlaps, and that its table tells the same."""

from itertools import pairwise

import pytest

from quanheng.office.pictures.steps import COLUMNS, Loop, Stop, Words, across, down

pytestmark = pytest.mark.any_database

STATES = {one: one for one in ("done", "now", "ahead", "passed", "halted")}
WORDS = Words("步骤", ("步骤", "状态", "办理人", "时间", "备注"), STATES)


def line(number: int) -> list[Stop]:
    """So many steps, the third of them under way."""
    states = ["done", "done", "now", *["ahead"] * number][:number]
    return [Stop(f"第{at}步", state, "某人", "2026.03.02") for at, state in enumerate(states)]


@pytest.mark.parametrize("number", [1, 3, COLUMNS, COLUMNS + 1, 20])
@pytest.mark.parametrize("draw", [across, down])
def test_every_step_has_its_box_within_the_picture(draw, number: int) -> None:
    picture = draw("steps", WORDS, line(number))
    assert len(picture.rects) == len(picture.table.rows) == number
    assert len({(rect.x, rect.y) for rect in picture.rects}) == number
    for rect in picture.rects:
        assert 0 <= rect.x <= rect.x + rect.width <= picture.width
        assert 0 <= rect.y <= rect.y + rect.height <= picture.height
    for one in picture.lines:
        assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in one.points)


@pytest.mark.parametrize("draw", [across, down])
def test_states_differ_by_more_than_colour(draw) -> None:
    stops = [Stop("甲", state) for state in STATES]
    signs = [label.text.split()[0] for label in draw("steps", WORDS, stops).labels]
    assert len(set(signs)) == len(STATES)


@pytest.mark.parametrize("draw", [across, down])
def test_what_was_sent_back_is_drawn_and_told(draw) -> None:
    loops = [Loop(2, 0, "退回2次")]
    picture = draw("steps", WORDS, line(4), loops)
    assert [one for one in picture.lines if one.tone == "back"]
    assert picture.table.rows[2][4].text == "退回2次"
    assert not [one for one in draw("steps", WORDS, line(4)).lines if one.tone == "back"]


def test_a_long_title_is_cut_in_the_box_and_whole_in_the_table() -> None:
    title = "征求纪检监察机关和有关部门对拟提拔人选的意见"
    picture = across("steps", WORDS, [Stop(title, "now")])
    assert picture.labels[-1].text.endswith("…")
    assert picture.table.rows[0][0].text == title
    assert title in picture.rects[0].title


@pytest.mark.parametrize("number", [COLUMNS, 3 * COLUMNS])
def test_rows_do_not_run_into_each_other(number: int) -> None:
    picture = across("steps", WORDS, line(number), [Loop(1, 0, "退回1次")])
    rows = sorted({rect.y for rect in picture.rects})
    notes = [label.y for label in picture.labels if label.text in ("某人", "2026.03.02")]
    for above, below in pairwise(rows):
        assert max(y for y in notes if y < below) < below - 4
        assert below - above > picture.rects[0].height


@pytest.mark.parametrize(
    "title", ["听取纪检监察机关意见（第一签字）", "Recommendation by a meeting", "考察"]
)
def test_titles_stand_whole_in_wider_boxes_within_the_same_width(title: str) -> None:
    picture = across("steps", WORDS, [*line(7), Stop(title, "ahead")])
    assert any(label.text.endswith(title) for label in picture.labels)
    assert picture.width <= across("steps", WORDS, line(COLUMNS)).width
