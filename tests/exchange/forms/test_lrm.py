""".lrm with its .pic: read as the old editor wrote it, written so that it reads the same."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from quanheng.exchange.forms.lrm import lost_in_lrm, read_lrm, write_lrm
from quanheng.exchange.forms.model import FamilyRow, RawElement
from quanheng.exchange.forms.problems import FormRefused
from quanheng.exchange.forms.when import PartialDate
from tests.exchange.forms.samples import CAREER, FIELDS, LIN, MEMBERS, png
from tests.exchange.forms.strategies import FORMS

OLD = replace(LIN, id_number=None)
"""What of LIN the older format can hold."""


def record(changes: dict[int, str] | None = None) -> bytes:
    """The form LIN as the old editor writes it."""
    school = FIELDS["QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi"]
    party_school = FIELDS["ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi"]
    fields = [""] * 33
    fields[:9] = [
        "林知遥",
        "女",
        "197906",
        "汉族",
        "青江云溪",
        "200111",
        "健康",
        "青江云溪",
        "200207",
    ]
    fields[9] = "大学#工学学士@研究生#"
    fields[10] = f"{school}#{school}@{party_school}#"
    fields[11], fields[16], fields[17] = "工程师", "城乡规划", CAREER
    fields[18], fields[19] = LIN.awards, LIN.appraisals
    fields[20:25] = ["@".join(column) + "@" * 4 for column in zip(*MEMBERS, strict=True)]
    fields[25:30] = [LIN.current_post, LIN.proposed_post, "", "工作需要", "云溪区委组织部"]
    fields[30:33] = ["202406", "吴言", "20240603"]
    for at, text in (changes or {}).items():
        fields[at] = text
    text = '"' + '","'.join(fields) + '"\n'
    return text.replace("\n", "\r\n").encode("gb18030")


def test_the_old_editor_is_understood():
    reading = read_lrm(record(), png())
    assert reading.form == OLD
    assert reading.remarks == ()


def test_what_is_written_is_what_the_old_editor_writes():
    files = write_lrm(replace(OLD, family=()))
    assert files.record == record(dict.fromkeys(range(20, 25), ""))
    assert files.picture == png()


@pytest.mark.parametrize("ending", [b"", b"\r\n", b"\n\n", b"  "])
def test_line_ends_do_not_matter(ending):
    assert read_lrm(record().rstrip() + ending).form.name == "林知遥"


def test_utf8_with_a_byte_order_mark():
    data = b"\xef\xbb\xbf" + record().decode("gb18030").encode()
    assert read_lrm(data, png()).form == OLD


def test_rare_characters():
    form = read_lrm(write_lrm(replace(OLD, name="林𬱖")).record).form
    assert form.name == "林𬱖"


def test_marks_of_the_format_are_written_full_width():
    form = replace(
        OLD,
        reason='所谓","分隔',
        full_time=replace(OLD.full_time, level="大学#甲@乙"),
        family=(FamilyRow(relation="妻子", name="甲@乙"),),
    )
    read = read_lrm(write_lrm(form).record).form
    assert read.reason == "所谓＂,＂分隔"
    assert read.full_time.level == "大学＃甲＠乙"
    assert read.family == (FamilyRow(relation="妻子", name="甲＠乙"),)


def test_columns_of_the_family_of_unequal_length():
    data = record({20: "妻子@儿子", 21: "甲@乙@丙", 22: "", 23: "", 24: "某校"})
    assert read_lrm(data).form.family == (
        FamilyRow(relation="妻子", name="甲", work="某校"),
        FamilyRow(relation="儿子", name="乙"),
        FamilyRow(name="丙"),
    )


def test_education_without_its_marks():
    form = read_lrm(record({9: "大学", 10: ""})).form
    assert (form.full_time.level, form.full_time.degree, form.in_service.level) == ("大学", "", "")


def test_fields_that_should_be_blank_are_kept():
    form = read_lrm(record({13: "备注"})).form
    assert form.raw == (RawElement("LRM_13", "备注"),)
    assert read_lrm(write_lrm(form).record).form.raw == form.raw


def test_what_the_format_cannot_hold_is_named():
    form = replace(LIN, retires_on=PartialDate(2039, 6), raw=(RawElement("XueXing", "A"),))
    assert [remark.field for remark in lost_in_lrm(form)] == ["id_number", "retires_on", "XueXing"]
    assert lost_in_lrm(OLD) == ()


@settings(max_examples=60, deadline=None)
@given(FORMS)
def test_writing_is_stable(form):
    files = write_lrm(form)
    again = read_lrm(files.record, files.picture).form
    assert write_lrm(again).record == write_lrm(read_lrm(write_lrm(again).record).form).record
    assert (again.sex, again.photo, len(again.family)) == (form.sex, form.photo, len(form.family))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空的"),
        (b'"a","b"', "有 2 项"),
        (record() + b"x", "引号"),
        (record().rstrip()[:-1], "引号"),
        (record()[:300], "引号"),
        (b'"' + b'","' * 5000 + b'"', "有 5001 项"),
        (record({17: "甲" * 100_001}), "100000 字"),
        (record({20: "@" * 1000}), "家庭成员"),
        (b"\xff" * 100, "编码"),
        (bytes(13 << 20), "12 MB"),
    ],
)
def test_refused(data, word):
    with pytest.raises(FormRefused, match=word):
        read_lrm(data)


@pytest.mark.parametrize(
    ("picture", "word"),
    [(b"MZ" + bytes(100), "不是 JPEG"), (png()[:20], "损坏"), (png(70_000, 70_000), "像素")],
)
def test_a_picture_that_is_none_is_refused(picture, word):
    with pytest.raises(FormRefused, match=word):
        read_lrm(record(), picture)
