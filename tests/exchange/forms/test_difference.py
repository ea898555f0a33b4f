"""What two forms say differently."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings

from quanheng.exchange.forms.difference import LABELS, differences
from quanheng.exchange.forms.lrm import read_lrm, write_lrm
from quanheng.exchange.forms.model import FamilyRow, Form
from quanheng.exchange.forms.when import PartialDate
from tests.exchange.forms.samples import LIN, jpeg
from tests.exchange.forms.strategies import FORMS
from tests.exchange.forms.test_lrm import OLD


def test_every_field_has_a_name():
    assert set(LABELS) == {field.name for field in fields(Form)} - {"version", "raw"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": "林致遥"}, ("姓名", "林知遥", "林致遥")),
        ({"birth": PartialDate(1978, 6)}, ("出生年月", "1979.06", "1978.06")),
        ({"birth": None}, ("出生年月", "1979.06", "")),
        ({"joined_party": "民盟"}, ("入党时间", "2001.11", "民盟")),
        ({"id_number": "1"}, ("身份证号", "330000197906010023", "1")),
        (
            {"in_service": replace(LIN.in_service, degree="管理学硕士")},
            ("在职教育·学位", "", "管理学硕士"),
        ),
        ({"photo": jpeg()}, ("照片", "PNG，1 KB", "JPEG，1 KB")),
        ({"photo": None}, ("照片", "PNG，1 KB", "")),
    ],
)
def test_one_change(change, expected):
    (found,) = differences(LIN, replace(LIN, **change))
    assert (found.label.zh, found.before, found.after) == expected
    assert found.label.en


@pytest.mark.parametrize(
    "change",
    [
        {"native_place": " 青江 云溪"},
        {"birth": "１９７９．０６"},
        {"birth": PartialDate(1979, 6, 1)},
        {"post_to_leave": "无"},
        {"technical_title": "工程师\n"},
        {"version": "3.0"},
        {"awards": LIN.awards.replace("\n", "")},
    ],
)
def test_the_same_said_otherwise(change):
    assert differences(LIN, replace(LIN, **change)) == ()


def test_a_career_line_that_was_closed_and_one_that_was_added():
    *first, last = LIN.career
    closed = last._replace(end=PartialDate(2024, 7))
    added = last._replace(start=PartialDate(2024, 7), text="局长")
    found = differences(LIN, replace(LIN, career=(*first, closed, added)))
    assert [(each.before, each.after) for each in found] == [
        (
            "2012.03--         云溪区住房和城乡建设局副局长",
            "2012.03--2024.07  云溪区住房和城乡建设局副局长",
        ),
        ("", "2024.07--         局长"),
    ]


def test_the_family():
    husband, daughter = LIN.family
    son = FamilyRow(relation="儿子", name="周小满", birth=PartialDate(2015, 1))
    moved = replace(husband, work="云溪区第二中学教师")
    found = differences(LIN, replace(LIN, family=(son, moved)))
    assert [(each.label.zh, each.before, each.after) for each in found] == [
        ("家庭成员", "", "儿子，周小满，2015.01"),
        ("家庭成员丈夫周明·工作单位及职务", "云溪区第一中学教师", "云溪区第二中学教师"),
        ("家庭成员", "女儿，周小禾，2008.08，云溪区实验中学学生", ""),
    ]
    assert differences(LIN, replace(LIN, family=(daughter, husband))) == ()


def test_who_filled_it_in_can_be_left_out():
    later = replace(LIN, filled_on=PartialDate(2025, 1), filled_by="甲")
    assert len(differences(LIN, later)) == 2
    assert differences(LIN, later, occasion=False) == ()


@settings(max_examples=40, deadline=None)
@given(FORMS, FORMS)
def test_a_form_differs_from_itself_in_nothing(form, other):
    assert differences(form, form) == ()
    there = {each.field for each in differences(form, other)}
    assert there == {each.field for each in differences(other, form)}


def test_both_formats_say_the_same():
    files = write_lrm(OLD)
    assert differences(OLD, read_lrm(files.record, files.picture).form) == ()
