"""What stands on paper: every field, long texts, rare characters, nothing taken for markup."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document

from quanheng.exchange.forms.career import CareerLine
from quanheng.exchange.forms.model import FamilyRow, Form
from quanheng.exchange.forms.when import PartialDate
from quanheng.office.documents import typesetting
from quanheng.office.documents.appointment import photo_of, printed
from quanheng.office.documents.drawing import appointment
from quanheng.office.documents.fonts import covered, uncovered
from quanheng.office.documents.standing import (
    StandingLine,
    StandingReport,
    StandingSection,
    standing_report,
    standing_report_docx,
    told,
)
from quanheng.office.documents.word import docx
from tests.exchange.forms.samples import LIN, bmp, jpeg, png
from tests.office.documents.pdf_text import text_of

pytestmark = pytest.mark.any_database

RARE = "㛃䶮𬭎𫟹㐂镕喆堃"
MARKUP = '#import "x" *粗* $x$ <b>&amp; {{ name }} {% if %} \\ `a` @x //'


def number_of_pages(form: Form) -> int:
    return len(typesetting.pages("appointment", printed(form), photo_of(form)))


def set_text(form: Form) -> str:
    return text_of(appointment(form, "pdf"))


def spaceless(text: str) -> str:
    return "".join(text.split())


def text_of_docx(data: bytes) -> str:
    made = Document(io.BytesIO(data))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in made.paragraphs), *cells])


def long_career(characters: int) -> Form:
    line = "某省某市某局办公室科员、副主任，兼任某工作领导小组办公室副主任"
    lines = tuple(
        CareerLine(
            PartialDate(1990 + at % 30, 9), PartialDate(1991 + at % 30, 7), f"第{at}段{line}"
        )
        for at in range(characters // len(line) + 1)
    )
    return replace(LIN, career=lines)


def family(number: int) -> tuple[FamilyRow, ...]:
    return tuple(
        FamilyRow(relation="亲属", name=f"家人{at}", politics="群众", work="云溪区第一中学教师")
        for at in range(number)
    )


def test_an_ordinary_form_has_two_pages_and_a_photo() -> None:
    form = replace(LIN, photo=png())
    data = appointment(form, "pdf")
    assert data.startswith(b"%PDF-")
    assert b"/Image" in data
    assert number_of_pages(form) == 2


def test_every_field_stands_on_the_form() -> None:
    said = set_text(LIN)
    word = text_of_docx(appointment(LIN, "docx"))
    for text in (said, spaceless(word)):
        for field in (
            LIN.name, "1979.06", "（45岁）", "2001.11", "工程师", "城乡规划", "大学", "工学学士",
            "青江大学建筑系城市规划专业", LIN.current_post, LIN.proposed_post, LIN.awards[:12],
            LIN.appraisals, LIN.reason, "周小禾", LIN.reporting_unit, "1998.09--2002.07",
        ):  # fmt: skip
            assert field in text, field


def test_a_blank_form_says_so_where_the_form_asks_for_it() -> None:
    blank = printed(Form(name="林知遥"))
    assert blank["awards"] == blank["appraisals"] == blank["full_time"]["level"] == "无"
    assert blank["birth"] == blank["age"] == blank["reason"] == ""
    assert len(blank["family"]) == 7
    assert number_of_pages(Form(name="林知遥")) == 2


@pytest.mark.parametrize(
    ("birth", "counted", "age"),
    [
        (PartialDate(1975, 3), PartialDate(2025, 3), "（50岁）"),
        (PartialDate(1975, 4), PartialDate(2025, 3), "（49岁）"),
        (PartialDate(1975), PartialDate(2025, 3), ""),
        (None, PartialDate(2025, 3), ""),
        (PartialDate(1975, 3), None, ""),
    ],
)
def test_age_is_counted_in_full_years(birth: Any, counted: Any, age: str) -> None:
    assert printed(Form(birth=birth, age_counted_on=counted))["age"] == age


def test_a_long_career_goes_on_over_further_pages() -> None:
    form = long_career(3000)
    said = set_text(form)
    assert all(line.text in said for line in form.career), "nothing is cut"
    assert number_of_pages(form) > number_of_pages(LIN)
    word = text_of_docx(appointment(form, "docx"))
    assert all(line.text in word for line in form.career)


@pytest.mark.parametrize("field", ["awards", "appraisals", "reason", "current_post"])
def test_any_long_text_makes_the_form_grow(field: str) -> None:
    form = replace(LIN, **{field: "某年某月获某某表彰；" * 400})
    assert number_of_pages(form) > 2


def test_ten_members_of_the_family_stand_on_the_second_page() -> None:
    form = replace(LIN, family=family(10))
    assert number_of_pages(form) == 2
    said = set_text(form)
    word = text_of_docx(appointment(form, "docx"))
    assert all(one.name in said and one.name in word for one in form.family)
    assert number_of_pages(replace(LIN, family=family(40))) > 2


def test_rare_characters_have_a_glyph_of_their_own() -> None:
    assert uncovered(RARE) == ""
    assert RARE in set_text(replace(LIN, name=RARE))
    names = [printed(replace(LIN, name=one)) for one in RARE]
    pictures = {typesetting.pages("appointment", name)[0] for name in names}
    assert len(pictures) == len(RARE)


def test_a_character_beyond_the_packaged_fonts_is_looked_for_on_the_system() -> None:
    assert uncovered("林𠮷𠮷") == "𠮷"
    assert appointment(replace(LIN, name="林𠮷"), "pdf").startswith(b"%PDF-")
    assert "林𠮷" in text_of_docx(appointment(replace(LIN, name="林𠮷"), "docx"))


def test_the_fonts_cover_all_characters_of_the_basic_block() -> None:
    assert covered() >= set(range(0x4E00, 0xA000))


def test_nothing_is_taken_for_markup() -> None:
    form = replace(LIN, name=MARKUP, current_post=MARKUP, career=(CareerLine(None, None, MARKUP),))
    assert set_text(form).count(spaceless(MARKUP)) == 3
    assert text_of_docx(appointment(form, "docx")).count(MARKUP) >= 3


def test_characters_that_no_document_holds_are_left_out() -> None:
    form = replace(LIN, name="林\x00知\x0b遥\ufffe")
    assert printed(form)["name"] == "林知遥"
    assert appointment(form, "pdf") and "林知遥" in text_of_docx(appointment(form, "docx"))


@pytest.mark.parametrize("photo", [png(), jpeg(), bmp(), b"no picture", None])
def test_a_photo_that_cannot_be_printed_leaves_its_place_empty(photo: bytes | None) -> None:
    form = replace(LIN, photo=photo)
    assert appointment(form, "pdf").startswith(b"%PDF-")
    assert appointment(form, "docx").startswith(b"PK")


def test_a_photo_stands_in_the_word_file() -> None:
    names = zipfile.ZipFile(io.BytesIO(appointment(replace(LIN, photo=png()), "docx"))).namelist()
    assert any(name.startswith("word/media/") for name in names)


def report() -> StandingReport:
    late = StandingLine(
        clause="第四条", status="未达标", tone="missed", sentence="五年内培训不足 550 学时。",
        evidence="已登记 320 学时", due=date(2026, 12, 31), duty="由本人补训 230 学时",
    )  # fmt: skip
    met = StandingLine(clause="第五条", status="达标", tone="met", sentence=MARKUP)
    sections = [StandingSection(title="昆明2019实施意见", lines=[late] * 60 + [met])]
    return StandingReport(
        title="履责情况报告", subject="林知遥", on=date(2026, 1, 5), sections=sections, note="注"
    )


def test_a_standing_report_says_each_finding_and_who_must_do_what() -> None:
    assert standing_report(report()).startswith(b"%PDF-")
    said = text_of(standing_report(report()))
    word = text_of_docx(standing_report_docx(report()))
    for text in (said, spaceless(word)):
        for part in (
            "第四条",
            "未达标",
            "550",
            "320",
            "2026.12.31",
            "由本人补训",
            spaceless(MARKUP),
        ):
            assert part in text, part
    assert "未达标 60" in word
    assert len(typesetting.pages("standing", told(report()))) > 2


@pytest.mark.parametrize(
    "name", [name for name in printed(LIN) if name not in ("career", "family")]
)
def test_the_template_of_word_has_a_place_for_every_field(name: str) -> None:
    field = printed(LIN)[name]
    mark = {part: f"此处{part}" for part in field} if isinstance(field, dict) else "此处"
    assert text_of_docx(docx("appointment", {**printed(LIN), name: mark})).count("此处")
