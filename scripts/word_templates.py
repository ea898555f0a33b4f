"""Makes the Word templates of the documents app; run it after changing a layout.

The templates are ordinary .docx files with ``{{ fields }}`` in them, so that they can also be
changed in Word. Usage: ``.venv/bin/python scripts/word_templates.py``.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FOLDER = Path(__file__).parent.parent / "src" / "quanheng" / "office" / "documents" / "word"
BODY, HEAD, LATIN = "仿宋_GB2312", "方正小标宋简体", "Times New Roman"
OTHERWISE = {
    BODY: "仿宋,FangSong,STFangsong,Noto Serif CJK SC",
    HEAD: "小标宋体,宋体,SimSun,Noto Serif CJK SC",
}
"""What a program takes that has not the font; it reads the first that it knows."""

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
ROSTER = (
    ("number", 8),
    ("unit", 38),
    ("post", 42),
    ("name", 18),
    ("sex", 9),
    ("ethnicity", 14),
    ("birth", 17),
    ("native_place", 22),
    ("joined_party", 17),
    ("began_work", 17),
    ("education", 35),
    ("post_since", 18),
    ("level_since", 18),
)
"""Columns of the roster, with their widths in millimetres."""

LEFT = ("unit", "post", "education")
FAMILY = ("relation", "name", "birth", "politics", "work")


def lettered(style_or_run: Any, font: str, size: float) -> None:
    """Set a font for Chinese text, and the usual one for letters and figures."""
    style_or_run.font.name, style_or_run.font.size = LATIN, Pt(size)
    style_or_run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def paper(*, flipped: bool = False, margins: tuple[float, float] = (22, 18)) -> Any:
    """An empty A4 document in our fonts."""
    made = Document()
    lettered(made.styles["Normal"], BODY, 10.5)
    shape = made.styles["Normal"].paragraph_format
    shape.space_after = shape.space_before = Pt(0)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if flipped:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(margins[0])
    section.top_margin = section.bottom_margin = Mm(margins[1])
    alternatives(made)
    return made


def alternatives(made: Any) -> None:
    """Name what may stand in for fonts that are not free."""
    parts = [
        one for one in made.part.package.iter_parts() if one.partname.endswith("fontTable.xml")
    ]
    told = "".join(
        f'<w:font w:name="{font}"><w:altName w:val="{others}"/></w:font>'
        for font, others in OTHERWISE.items()
    )
    for part in parts:
        part._blob = part.blob.replace(b"</w:fonts>", told.encode() + b"</w:fonts>")


def heading(made: Any, text: str, size: float = 20) -> None:
    """A title in the middle."""
    line = made.add_paragraph()
    line.alignment = CENTRE
    lettered(line.add_run(text), HEAD, size)


def line_of(made: Any, text: str, *, size: float = 10.5, centred: bool = False) -> None:
    """A paragraph."""
    line = made.add_paragraph()
    lettered(line.add_run(text), BODY, size)
    if centred:
        line.alignment = CENTRE


def table(made: Any, widths: Sequence[float], rows: int) -> Any:
    """A ruled table with columns of so many millimetres."""
    drawn = made.add_table(rows, len(widths))
    drawn.style, drawn.autofit, drawn.alignment = "Table Grid", False, 1
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Mm(width)
    for row in drawn.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return drawn


def tall(row: Any, millimetres: float) -> None:
    """At least so high; it grows with what stands in it."""
    row.height, row.height_rule = Mm(millimetres), WD_ROW_HEIGHT_RULE.AT_LEAST


def put(cell: Any, text: str, *, left: bool = False, size: float = 10.5) -> Any:
    """Write into a cell, one paragraph for each line."""
    for at, one in enumerate(text.split("\n")):
        line = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        lettered(line.add_run(one), BODY, size)
        line.alignment = None if left else CENTRE
    return cell


def span(drawn: Any, row: int, first: int, last: int, text: str, **how: Any) -> None:
    """Write into cells of a row that are made one."""
    put(drawn.cell(row, first).merge(drawn.cell(row, last)), text, **how)


def repeated(row: Any) -> None:
    """Repeat a row at the head of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def studies(drawn: Any) -> None:
    """Education, of each mode."""
    put(drawn.cell(4, 0).merge(drawn.cell(5, 0)), "学　历\n学　位")
    told = (("全日制\n教　育", "full_time"), ("在　职\n教　育", "in_service"))
    for at, (title, name) in enumerate(told):
        put(drawn.cell(4 + at, 1), title)
        span(drawn, 4 + at, 2, 3, f"{{{{ {name}.level }}}}\n{{{{ {name}.degree }}}}")
        put(drawn.cell(4 + at, 4), "毕业院校\n系及专业")
        span(drawn, 4 + at, 5, 6, f"{{{{ {name}.school }}}}")


def upper_part(drawn: Any) -> None:
    """The fields over the career."""
    labels = [
        (
            "姓　名",
            "{{ name }}",
            "性　别",
            "{{ sex }}",
            "出生年月\n（岁）",
            "{{ birth }}\n{{ age }}",
        ),
        ("民　族", "{{ ethnicity }}", "籍　贯", "{{ native_place }}", "出生地", "{{ birthplace }}"),
        (
            "入　党\n时　间",
            "{{ joined_party }}",
            "参加工\n作时间",
            "{{ began_work }}",
            "健康状况",
            "{{ health }}",
        ),
    ]
    for at, told in enumerate(labels):
        for place, text in enumerate(told):
            put(drawn.cell(at, place), text)
    put(drawn.cell(3, 0), "专业技\n术职务")
    span(drawn, 3, 1, 2, "{{ technical_title }}")
    put(drawn.cell(3, 3), "熟悉专业\n有何专长")
    span(drawn, 3, 4, 5, "{{ familiar_field }}")
    put(drawn.cell(0, 6).merge(drawn.cell(3, 6)), "{{ photo }}")
    studies(drawn)
    posts = [
        ("现任职务", "current_post"),
        ("拟任职务", "proposed_post"),
        ("拟免职务", "post_to_leave"),
    ]
    for at, (title, name) in enumerate(posts):
        span(drawn, 6 + at, 0, 1, title)
        span(drawn, 6 + at, 2, 6, f"{{{{ {name} }}}}", left=True)
    for row in drawn.rows:
        tall(row, 11)


def career(made: Any) -> None:
    """The career: each line with its period, hanging."""
    drawn = table(made, (12, 154), 1)
    tall(drawn.rows[0], 130)
    put(drawn.cell(0, 0), "简\n历")
    cell = put(drawn.cell(0, 1), "{%p for line in career %}", left=True)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    put_more(cell, "{{ line.period }}\t{{ line.text }}", hanging=True)
    put_more(cell, "{%p for note in line.notes %}")
    put_more(cell, "\t{{ note }}", hanging=True)
    put_more(cell, "{%p endfor %}")
    put_more(cell, "{%p endfor %}")


def put_more(cell: Any, text: str, *, hanging: bool = False) -> None:
    """Another paragraph in a cell."""
    line = cell.add_paragraph()
    lettered(line.add_run(text), BODY, 10.5)
    if hanging:
        shape = line.paragraph_format
        shape.left_indent, shape.first_line_indent = Mm(36), -Mm(36)
        shape.tab_stops.add_tab_stop(Mm(36))


def lower_part(made: Any) -> None:
    """Awards, appraisals, reason, and the family: a row for each member."""
    drawn = table(made, (12, 20, 22, 23, 24, 65), 7)
    said = [
        ("奖\n惩\n情\n况", "awards", 38),
        ("年\n度\n考\n核\n结\n果", "appraisals", 30),
        ("任\n免\n理\n由", "reason", 26),
    ]
    for at, (title, name, height) in enumerate(said):
        put(drawn.cell(at, 0), title)
        span(drawn, at, 1, 5, f"{{{{ {name} }}}}", left=True)
        tall(drawn.rows[at], height)
    put(
        drawn.cell(3, 0).merge(drawn.cell(6, 0)),
        "家\n庭\n主\n要\n成\n员\n及\n重\n要\n社\n会\n关\n系",
    )
    for place, title in enumerate(("称　谓", "姓　名", "出生年月", "政治面貌", "工作单位及职务")):
        put(drawn.cell(3, 1 + place), title)
    put(drawn.cell(4, 1), "{%tr for one in family %}")
    for place, name in enumerate(FAMILY):
        put(drawn.cell(5, 1 + place), f"{{{{ one.{name} }}}}", left=name == "work")
    put(drawn.cell(6, 1), "{%tr endfor %}")
    for at in (3, 5):
        tall(drawn.rows[at], 9)


def opinions(made: Any) -> None:
    """Who reports, who approves, who appoints: places for seals."""
    sealed = "\n（盖章）　　　　\n年　　月　　日　　"
    drawn = table(made, (12, 71, 12, 71), 2)
    put(drawn.cell(0, 0), "呈\n报\n单\n位")
    span(drawn, 0, 1, 3, "{{ reporting_unit }}", left=True)
    put(drawn.cell(1, 0), "审\n批\n机\n关\n意\n见")
    put(drawn.cell(1, 2), "行政\n机关\n任免\n意见")
    for cell in (drawn.cell(0, 1), drawn.cell(1, 1), drawn.cell(1, 3)):
        for one in sealed.split("\n")[1:]:
            line = cell.add_paragraph()
            lettered(line.add_run(one), BODY, 10.5)
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    tall(drawn.rows[0], 18)
    tall(drawn.rows[1], 42)


def appointment() -> None:
    """干部任免审批表."""
    made = paper(margins=(22, 14))
    heading(made, "干部任免审批表")
    upper_part(table(made, (20, 22, 20, 22, 22, 28, 32), 9))
    joined(made)
    career(made)
    made.add_page_break()
    lower_part(made)
    joined(made)
    opinions(made)
    number = "{% if id_number %}身份证号：{{ id_number }}　　{% endif %}"
    line_of(made, f"{number}填表人：{{{{ filled_by }}}}　　填表时间：{{{{ filled_on }}}}")
    made.save(FOLDER / "appointment.docx")


def joined(made: Any) -> None:
    """A paragraph as low as can be, so that two tables stand together and stay two."""
    line = made.add_paragraph()
    shape = line.paragraph_format
    shape.line_spacing = Pt(1)
    lettered(line.add_run(""), BODY, 1)


def roster() -> None:
    """干部名册: the heads come with the data."""
    made = paper(flipped=True, margins=(12, 14))
    heading(made, "{{ title }}", 18)
    line_of(made, "{{ unit }}　　{{ counted }}", size=9)
    drawn = table(made, [width for _name, width in ROSTER], 4)
    for at, (name, _width) in enumerate(ROSTER):
        put(drawn.cell(0, at), f"{{{{ heads.{name} }}}}", size=8.5)
        put(drawn.cell(2, at), f"{{{{ row.{name} }}}}", size=8.5, left=name in LEFT)
    put(drawn.cell(1, 0), "{%tr for row in rows %}", size=8.5)
    put(drawn.cell(3, 0), "{%tr endfor %}", size=8.5)
    repeated(drawn.rows[0])
    made.save(FOLDER / "roster.docx")


def extract() -> None:
    """档案摘录."""
    made = paper()
    heading(made, "{{ title }}", 18)
    line_of(made, "{{ beside }}", size=9, centred=True)
    line_of(made, "{%p for section in sections %}")
    line_of(made, "{{ section.title }}", size=12)
    drawn = table(made, (12, 154), 3)
    put(drawn.cell(0, 0), "{%tr for line in section.lines %}")
    put(drawn.cell(1, 0), "{{ loop.index }}")
    told = "{% for one in line %}{{ one.label }}：{{ one.text }}　　{% endfor %}"
    put(drawn.cell(1, 1), told, left=True, size=9.5)
    put(drawn.cell(2, 0), "{%tr endfor %}")
    line_of(made, "")
    line_of(made, "{%p endfor %}")
    line_of(made, "{{ note }}", size=9)
    made.save(FOLDER / "extract.docx")


def standing() -> None:
    """履责情况报告."""
    made = paper()
    heading(made, "{{ title }}", 18)
    line_of(made, "{{ subject }}", size=12, centred=True)
    line_of(made, "{{ beside }}", size=9, centred=True)
    counts = "{% for one in summary %}{{ one.status }} {{ one.number }}　　{% endfor %}"
    line_of(made, counts, centred=True)
    line_of(made, "{%p for section in sections %}")
    line_of(made, "{{ section.title }}", size=12)
    drawn = table(made, (22, 18, 104, 22), 4)
    for place in range(4):
        put(drawn.cell(0, place), f"{{{{ heads[{place}] }}}}", size=9.5)
    repeated(drawn.rows[0])
    put(drawn.cell(1, 0), "{%tr for line in section.lines %}")
    put(drawn.cell(2, 0), "{{ line.clause }}", left=True, size=9.5)
    put(drawn.cell(2, 1), "{{ line.status }}", size=9.5)
    put(drawn.cell(2, 2), "{{ line.told }}", left=True, size=9.5)
    put(drawn.cell(2, 3), "{{ line.due }}", size=9.5)
    put(drawn.cell(3, 0), "{%tr endfor %}")
    line_of(made, "")
    line_of(made, "{%p endfor %}")
    line_of(made, "{{ note }}", size=9)
    made.save(FOLDER / "standing.docx")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for make in (appointment, roster, extract, standing):
        make()
