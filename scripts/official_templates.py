"""Makes the Word templates of official papers; run it after changing a layout.

They hold paper, fonts and styles, and no text: ``documents/official/word.py`` writes with the
styles, which can also be changed in Word.
Usage: ``.venv/bin/python scripts/official_templates.py``.
"""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from word_templates import BODY, CENTRE, FOLDER, HEAD, lettered, paper


def style_of(made: Any, name: str, font: str, size: float, **shape: Any) -> Any:
    """A style of official papers: font, size, and the shape of its paragraphs."""
    style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = made.styles["Normal"]
    lettered(style, font, size)
    for part, value in shape.items():
        setattr(style.paragraph_format, part, value)
    return style


def ruled(style: Any, **sides: tuple[str, int, str]) -> None:
    """Rules over or under a paragraph: kind, eighths of a point, colour."""
    borders = OxmlElement("w:pBdr")
    for side, (kind, eighths, colour) in sides.items():
        rule = OxmlElement(f"w:{side}")
        told = {"val": kind, "sz": str(eighths), "space": "4", "color": colour}
        for name, value in told.items():
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    style._element.get_or_add_pPr().append(borders)


def page_number(footer: Any, *, right: bool | None, size: float) -> None:
    """— 1 —, outside: right on odd pages, left on even ones; in the middle without a side."""
    line = footer.paragraphs[0]
    sides = {None: CENTRE, True: WD_ALIGN_PARAGRAPH.RIGHT, False: WD_ALIGN_PARAGRAPH.LEFT}
    line.alignment = sides[right]
    indent = line.paragraph_format
    indent.right_indent = indent.left_indent = Pt(0 if right is None else size)
    for part in ("— ", None, " —"):
        run = line.add_run(part or "")
        lettered(run, "宋体", size)
        if part is None:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            run._element.addnext(field)
            run.text = "1"
            field.append(run._element)


def chinese(made: Any) -> None:
    """Name the language, so that punctuation is set as on the mainland."""
    told = OxmlElement("w:lang")
    for name, value in {"val": "en-US", "eastAsia": "zh-CN"}.items():
        told.set(qn(f"w:{name}"), value)
    made.styles["Normal"]._element.get_or_add_rPr().append(told)


def official_styles(made: Any, size: float, pitch: float) -> None:
    """The styles that ``documents/official/word.py`` writes with."""
    chinese(made)
    two, right = Pt(2 * size), WD_ALIGN_PARAGRAPH.RIGHT
    even = {"line_spacing": Pt(pitch)}
    style_of(made, "公文正文", BODY, size, first_line_indent=two, **even)
    style_of(made, "公文标题一", "黑体", size, first_line_indent=two, keep_with_next=True, **even)
    style_of(made, "公文标题二", "楷体_GB2312", size, first_line_indent=two, **even)
    style_of(made, "公文顶格", BODY, size, **even)
    style_of(made, "公文居中", BODY, size, alignment=CENTRE, **even)
    style_of(made, "公文居右", BODY, size, alignment=right, **even)
    hung = {"left_indent": Pt(5 * size), "first_line_indent": -Pt(3 * size)}
    style_of(made, "公文附件", BODY, size, **hung, **even)
    style_of(made, "公文签名", BODY, size, space_before=Mm(4), keep_with_next=True)
    style_of(made, "公文附注", BODY, 14 if size > 12 else 9.5, **({} if size < 12 else even))
    place = {"alignment": right, "right_indent": Pt(4 * size)}
    style_of(made, "公文署名", BODY, size, **place, **even)


def official_heads(made: Any) -> None:
    """The styles of the title, of the red head, of tables and of the imprint."""
    title = style_of(made, "公文标题", HEAD, 22, alignment=CENTRE, space_after=Pt(6))
    title.paragraph_format.line_spacing = Pt(33)
    red = RGBColor(0xD7, 0x00, 0x0F)
    mark = style_of(made, "公文标志", HEAD, 40, alignment=CENTRE, space_before=Mm(25))
    mark.font.color.rgb = red
    mark.paragraph_format.space_after = Pt(29)
    letter = style_of(made, "公文函标志", HEAD, 34, alignment=CENTRE, space_after=Pt(8))
    letter.font.color.rgb = red
    ruled(letter, bottom=("thickThinSmallGap", 24, "D7000F"))
    number = style_of(made, "公文文号", BODY, 16)
    number.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    ruled(number, bottom=("single", 12, "D7000F"))
    room = {"space_before": Pt(3), "space_after": Pt(3)}
    style_of(made, "公文表格", BODY, 12, alignment=CENTRE, **room)
    style_of(made, "公文表格左", BODY, 12, **room)
    style_of(made, "公文表头", "黑体", 12, alignment=CENTRE, **room)
    style_of(made, "公文间隔", BODY, 6)
    imprint = style_of(made, "公文版记", BODY, 14, left_indent=Pt(14), right_indent=Pt(14))
    imprint.paragraph_format.tab_stops.add_tab_stop(Mm(151), WD_TAB_ALIGNMENT.RIGHT)
    ruled(imprint, top=("single", 8, "000000"), bottom=("single", 8, "000000"))


def official() -> None:
    """Paper and styles of issued papers: 156 by 225 millimetres of text."""
    made = paper()
    section = made.sections[0]
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(23)
    made.settings.odd_and_even_pages_header_footer = True
    page_number(section.footer, right=True, size=14)
    page_number(section.even_page_footer, right=False, size=14)
    official_styles(made, 16, 28.95)
    official_heads(made)
    made.save(FOLDER / "official.docx")


def official_form() -> None:
    """Paper and styles of forms that are filled in and signed."""
    made = paper(margins=(22, 22))
    page_number(made.sections[0].footer, right=None, size=9)
    official_styles(made, 11, 17)
    official_heads(made)
    made.styles["公文标题"].font.size = Pt(19)
    for name in ("公文表格", "公文表格左", "公文表头"):
        made.styles[name].font.size = Pt(10.5)
    made.save(FOLDER / "official-form.docx")


if __name__ == "__main__":
    official()
    official_form()
