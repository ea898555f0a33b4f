"""Official papers as .docx: blocks written with the styles of a template.

The template, ``word/official.docx``, holds paper, fonts and styles and can be changed in Word; what
stands on the paper is written as text and never read as markup.
"""

import io
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm

TEMPLATES = Path(__file__).parent.parent / "word"
WIDTH = {False: 156.0, True: 166.0}
"""Millimetres of text, on an issued paper and on a form."""

STYLES = {
    "body": "公文正文",
    "heading": "公文标题一",
    "subheading": "公文标题二",
    "addressee": "公文顶格",
    "centre": "公文居中",
    "right": "公文居右",
    "flush": "公文顶格",
    "hanging": "公文附件",
    "note": "公文附注",
}
BLANK = "　" * 10


def written(data: Mapping[str, Any]) -> bytes:
    """A laid-out paper as .docx."""
    made = Document(io.BytesIO(_template("official-form" if data["form"] else "official")))
    made.core_properties.title = data["title"].replace("\n", "")[:250]
    _head(made, data)
    _line(made, data["title"], "公文标题")
    if data["head"] == "none" and data["number"]:
        _line(made, data["number"], "公文居中")
    if data["subtitle"]:
        _line(made, data["subtitle"], "公文居中")
    if not data["form"]:
        _line(made, "", "公文顶格")
    blocks = data["blocks"]
    for block, after in zip(blocks, [*blocks[1:], {"kind": ""}], strict=False):
        _block(made, block, data)
        if block["kind"] == "line" and after["kind"] in ("issue", "signatures", "grid"):
            made.paragraphs[-1].paragraph_format.keep_with_next = True
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@cache
def _template(name: str) -> bytes:
    return (TEMPLATES / f"{name}.docx").read_bytes()


def _line(made: Any, text: str, style: str) -> Any:
    return made.add_paragraph(text, style=style)


def _head(made: Any, data: Mapping[str, Any]) -> None:
    """The name of the organ, the number of the paper, and the red rule."""
    if data["head"] == "none":
        return
    letter = data["head"] == "letter"
    _line(made, data["organ"], "公文函标志" if letter else "公文标志")
    if letter:
        _line(made, data["number"], "公文居右")
        _line(made, "", "公文顶格")
        return
    if data["signer"]:
        _line(made, f"　{data['number']}\t签发人：{data['signer']}　", "公文文号")
    else:
        _line(made, data["number"], "公文文号").alignment = WD_ALIGN_PARAGRAPH.CENTER
    _line(made, "", "公文顶格")


def _block(made: Any, block: Mapping[str, Any], data: Mapping[str, Any]) -> None:
    kind = block["kind"]
    if kind == "line":
        _line(made, block["text"], STYLES[block["role"]])
    elif kind == "grid":
        _grid(made, block, WIDTH[data["form"]])
    elif kind == "issue":
        _issue(made, block)
    elif kind == "signatures":
        _signatures(made, block["labels"], WIDTH[data["form"]])
    else:
        _imprint(made, block)


def _issue(made: Any, block: Mapping[str, Any]) -> None:
    """Organ over day, in the middle of each other, to the right; the seal falls on both."""
    _line(made, "", "公文顶格").paragraph_format.keep_with_next = True
    size = made.styles["公文署名"].font.size
    widest = max(_ems(block["organ"]), _ems(block["day"]))
    for text in (block["organ"], block["day"]):
        shape = _line(made, text, "公文署名").paragraph_format
        shape.right_indent = int(size * (4 + (widest - _ems(text)) / 2))
        shape.keep_with_next = text == block["organ"]


def _ems(text: str) -> float:
    """How wide a text is, in letters of full width."""
    return sum(1.0 if ord(one) > 0xFF else 0.5 for one in text)


def _signatures(made: Any, labels: Sequence[str], width: float) -> None:
    columns = 1 if any(len(one) > 8 for one in labels) else 2
    rows = -(-len(labels) // columns)
    drawn = made.add_table(rows, columns)
    drawn.autofit = False
    cells = [cell for row in drawn.rows for cell in row.cells]
    for cell in cells:
        cell.width = Mm(width / columns)
    for cell, text in zip(cells, labels, strict=False):
        shown = cell.paragraphs[0]
        shown.style = "公文签名"
        shown.add_run(f"{text}：")
        shown.add_run(BLANK).underline = True


def _imprint(made: Any, block: Mapping[str, Any]) -> None:
    """At the end; in Word it is moved to the foot of the last page by hand where that is asked."""
    _line(made, "", "公文顶格")
    if block["copies"]:
        _line(made, f"抄送：{block['copies']}。", "公文版记")
    if block["organ"]:
        _line(made, f"{block['organ']}\t{block['day']}印发", "公文版记")


def _grid(made: Any, block: Mapping[str, Any], width: float) -> None:
    _line(made, "", "公文间隔").paragraph_format.keep_with_next = True
    shares = block["widths"]
    drawn = made.add_table(len(block["rows"]), len(shares))
    drawn.style, drawn.autofit, drawn.alignment = "Table Grid", False, 1
    measures = [Mm(width * share / sum(shares)) for share in shares]
    for column, measure in zip(drawn.columns, measures, strict=True):
        column.width = measure
    places = [list(row.cells) for row in drawn.rows]
    for cells in places:
        for cell, measure in zip(cells, measures, strict=True):
            cell.width = measure
    for at, row in enumerate(drawn.rows):
        row.height, row.height_rule = Mm(block["rows"][at]["height"]), WD_ROW_HEIGHT_RULE.AT_LEAST
        if at < block["heads"]:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _fill(places, block["rows"])
    _line(made, "", "公文间隔")


def _fill(places: list[list[Any]], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the cells, each into the next free place of its row, and join what spans."""
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for cell in row["cells"]:
            while (at, column) in taken:
                column += 1
            down, right = at + cell["rows"] - 1, column + cell["columns"] - 1
            taken |= {(y, x) for y in range(at, down + 1) for x in range(column, right + 1)}
            place = places[at][column]
            if (down, right) != (at, column):
                place = place.merge(places[down][right])
            _write(place, cell)


def _write(place: Any, cell: Mapping[str, Any]) -> None:
    place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    style = "公文表头" if cell["head"] else "公文表格" if cell["side"] == "centre" else "公文表格左"
    for extra in place.paragraphs[1:]:
        extra._element.getparent().remove(extra._element)
    for at, text in enumerate(cell["text"].split("\n")):
        shown = place.paragraphs[0] if at == 0 else place.add_paragraph()
        shown.style = style
        shown.add_run(text)
