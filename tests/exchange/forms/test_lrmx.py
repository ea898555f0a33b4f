""".lrmx: what other editors wrote is read, what is written reads the same."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quanheng.exchange.forms.lrmx import ELEMENTS, read_lrmx, write_lrmx
from quanheng.exchange.forms.model import FamilyRow, Form, RawElement
from quanheng.exchange.forms.problems import FormRefused
from quanheng.exchange.forms.when import PartialDate
from tests.exchange.forms.samples import EDITORS, FIELDS, LIN, item, jpeg, lrmx, markup
from tests.exchange.forms.strategies import FORMS


@pytest.mark.parametrize("editor", EDITORS)
def test_every_editor_is_understood(editor):
    reading = read_lrmx(EDITORS[editor])
    assert reading.form == LIN
    assert reading.remarks == ()


def test_every_element_has_its_place_in_the_order():
    written = write_lrmx(replace(LIN, retires_on=PartialDate(2039, 6))).decode()
    order = [element.tag for element in ELEMENTS if f"  <{element.tag}>" in written]
    places = [written.index(f"\n  <{tag}>") for tag in order]
    assert places == sorted(places)
    assert [tag for tag in order if tag != "DaoLingNianYue"] == list(FIELDS)


def test_every_field_of_the_form_is_an_element():
    named = {element.name.partition(".")[0] for element in ELEMENTS}
    assert named == {field.name for field in fields(Form)} - {"raw"}


@settings(max_examples=60, deadline=None)
@given(FORMS, st.booleans())
def test_a_form_survives(form, bom):
    written = write_lrmx(form, bom=bom)
    reading = read_lrmx(written)
    assert {**_dict(reading.form), "version": form.version} == _dict(form)
    assert write_lrmx(reading.form, bom=bom) == written


def _dict(form):
    values = {field.name: getattr(form, field.name) for field in fields(form)}
    # Elements that follow the same one keep their order, whatever stood between them.
    values["raw"] = sorted(values["raw"], key=lambda raw: raw.after)
    return values


@pytest.mark.parametrize(
    "tag", ["ShenFenZheng", "ZhaoPian", "Version", "JiaTingChengYuan", "NiMianZhiWu"]
)
def test_an_element_may_be_absent(tag):
    form = read_lrmx(lrmx({tag: None})).form
    assert form.name == "林知遥"
    if tag == "ShenFenZheng":
        assert form.id_number is None
        assert b"ShenFenZheng" not in write_lrmx(form)


def test_elements_of_some_editors():
    form = read_lrmx(
        lrmx({"DaoLingNianYue": "203906", "GaiGeQianRenZhiNianLingJieXian": "52岁"})
    ).form
    assert form.retires_on == PartialDate(2039, 6)
    assert form.retires_before_reform == "52岁"


def test_unknown_elements_are_kept_and_named():
    body = markup().replace("<MinZu>", '<XueXing lei="1">A&amp;B<Zi>x</Zi></XueXing><MinZu>')
    body = body.replace("</Item>", "<NianLing>47</NianLing></Item>", 1)
    reading = read_lrmx(f"<Person>{body}</Person>".encode())
    child = RawElement("Zi", "x")
    assert reading.form.raw == (
        RawElement("XueXing", "A&B", (("lei", "1"),), (child,), "ChuShengNianYue"),
    )
    assert reading.form.family[0].raw == (
        RawElement("NianLing", "47", after="GongZuoDanWeiJiZhiWu"),
    )
    assert [remark.field for remark in reading.remarks] == ["XueXing", "Item/NianLing"]
    assert read_lrmx(write_lrmx(reading.form)).form == reading.form


def test_joining_a_party_in_words():
    reading = read_lrmx(lrmx({"RuDangShiJian": "2001.06加入民盟"}))
    assert reading.form.joined_party == "2001.06加入民盟"
    assert reading.remarks == ()


def test_more_than_ten_relatives():
    people = "".join(item(("兄弟", f"周{at}", "1980.01", "", "农民")) for at in range(15))
    assert len(read_lrmx(lrmx({"JiaTingChengYuan": people})).form.family) == 15


def test_blank_rows_of_the_family_are_left_out():
    assert len(read_lrmx(EDITORS["wrapped"]).form.family) == 2


def test_other_pictures():
    form = replace(LIN, photo=jpeg())
    assert read_lrmx(write_lrmx(form)).form.photo == jpeg()


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"XingMing": ""}, "name", "姓名为空"),
        ({"XingBie": "1"}, "sex", "“1”"),
        ({"ChuShengNianYue": ""}, "birth", "为空"),
        ({"ChuShengNianYue": "属虎"}, "birth", "“属虎”不是日期"),
        ({"JianLi": "2003.01--2002.01  甲"}, "career", "止于开始之前"),
        ({"JianLi": "2003.01--2004.01  甲\n2001.01--  乙"}, "career", "早于上一行"),
        ({"JianLi": "甲"}, "career", "没有起止时间"),
        ({"JiaTingChengYuan": item(("妻", "甲", "七五年", "", ""))}, "family", "“七五年”"),
    ],
)
def test_what_needs_a_look_is_named(changes, field, word):
    (remark,) = read_lrmx(lrmx(changes)).remarks
    assert remark.field == field
    assert word in remark.message.zh
    assert remark.message.en


def test_a_byte_order_mark_on_request():
    assert write_lrmx(LIN, bom=True) == b"\xef\xbb\xbf" + write_lrmx(LIN)


def test_an_element_that_stands_twice_is_refused():
    with pytest.raises(FormRefused, match="XingMing 出现了两次"):
        read_lrmx(f"<Person>{markup()}<XingMing>另一人</XingMing></Person>".encode())


def test_an_empty_family():
    assert read_lrmx(write_lrmx(replace(LIN, family=()))).form.family == ()
    assert FamilyRow() not in read_lrmx(lrmx()).form.family
