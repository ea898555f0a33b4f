""".lrmx, the 任免审批表 as XML: read as any editor wrote it, written in one way.

Reading keeps every element: those that the form does not define are in ``raw``. Writing puts the
elements in the order that editors expect; reading what was written gives the same form.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from quanheng.exchange.forms.career import parse_career, write_career
from quanheng.exchange.forms.decoding import (
    check_size,
    decode_xml,
    legal,
    many_lines,
    one_line,
    person_name,
)
from quanheng.exchange.forms.markup import Node, parse_tree
from quanheng.exchange.forms.model import VERSION, Education, FamilyRow, Form, RawElement
from quanheng.exchange.forms.picture import picture_of, picture_text
from quanheng.exchange.forms.problems import FormRefused, Remark
from quanheng.exchange.forms.remarks import remarks_on
from quanheng.exchange.forms.when import parse_when, when_digits
from quanheng.norms.finding import Text

FAMILY_ROWS = 100
"""More rows than any form has; the printed one has seven, editors allow ten."""

LONGEST = 100_000
"""Characters of the longest text but the photo."""


class Element(NamedTuple):
    """An element of the form: its tag, the attribute that it fills, how to read and write it.

    An optional one is left out where the form has ``None``.
    """

    tag: str
    name: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    optional: bool = False


class Reading(NamedTuple):
    """A form as read, and what in it needs a look."""

    form: Form
    remarks: tuple[Remark, ...]


def _text(value: str) -> str:
    return value


def _optional(text: str) -> str | None:
    return one_line(text) or None


def _or_blank(value: str | None) -> str:
    return value or ""


def _when(text: str) -> Any:
    return parse_when(one_line(text))


_SCHOOLS = {
    "level": "XueLi",
    "degree": "XueWei",
    "level_school": "XueLi_BiYeYuanXiaoXi",
    "degree_school": "XueWei_BiYeYuanXiaoXi",
}
_MODES = {"QuanRiZhiJiaoYu": "full_time", "ZaiZhiJiaoYu": "in_service"}

ELEMENTS = (
    Element("XingMing", "name", person_name, _text),
    Element("XingBie", "sex", one_line, _text),
    Element("ChuShengNianYue", "birth", _when, when_digits),
    Element("MinZu", "ethnicity", one_line, _text),
    Element("JiGuan", "native_place", one_line, _text),
    Element("ChuShengDi", "birthplace", one_line, _text),
    Element("RuDangShiJian", "joined_party", _when, when_digits),
    Element("CanJiaGongZuoShiJian", "began_work", _when, when_digits),
    Element("DaoLingNianYue", "retires_on", _when, when_digits, optional=True),
    Element(
        "GaiGeQianRenZhiNianLingJieXian", "retires_before_reform", _when, when_digits, optional=True
    ),
    Element("JianKangZhuangKuang", "health", one_line, _text),
    Element("ZhuanYeJiShuZhiWu", "technical_title", one_line, _text),
    Element("ShuXiZhuanYeYouHeZhuanChang", "familiar_field", one_line, _text),
    *(
        Element(f"{mode}_{tag}", f"{name}.{part}", one_line, _text)
        for mode, name in _MODES.items()
        for part, tag in _SCHOOLS.items()
    ),
    Element("XianRenZhiWu", "current_post", many_lines, _text),
    Element("NiRenZhiWu", "proposed_post", many_lines, _text),
    Element("NiMianZhiWu", "post_to_leave", many_lines, _text),
    Element("JianLi", "career", lambda text: parse_career(many_lines(text)), write_career),
    Element("JiangChengQingKuang", "awards", many_lines, _text),
    Element("NianDuKaoHeJieGuo", "appraisals", many_lines, _text),
    Element("RenMianLiYou", "reason", many_lines, _text),
    Element("JiaTingChengYuan", "family", _text, _text),
    Element("ChengBaoDanWei", "reporting_unit", one_line, _text),
    Element("JiSuanNianLingShiJian", "age_counted_on", _when, when_digits),
    Element("TianBiaoShiJian", "filled_on", _when, when_digits),
    Element("TianBiaoRen", "filled_by", one_line, _text),
    Element("ShenFenZheng", "id_number", _optional, _or_blank, optional=True),
    Element("ZhaoPian", "photo", picture_of, picture_text),
    Element("Version", "version", one_line, _text),
)
"""The elements in the order in which they are written."""

FAMILY = (
    Element("ChengWei", "relation", one_line, _text),
    Element("XingMing", "name", person_name, _text),
    Element("ChuShengRiQi", "birth", _when, when_digits),
    Element("ZhengZhiMianMao", "politics", one_line, _text),
    Element("GongZuoDanWeiJiZhiWu", "work", one_line, _text),
)
_KNOWN: Mapping[str, Element] = MappingProxyType({element.tag: element for element in ELEMENTS})
_OF_FAMILY: Mapping[str, Element] = MappingProxyType({element.tag: element for element in FAMILY})


def read_lrmx(data: bytes) -> Reading:
    """The form that a file holds. Raises ``FormRefused`` with one sentence if it holds none."""
    check_size(len(data))
    root = parse_tree(decode_xml(data))
    if root.name != "Person":
        raise FormRefused(
            "文件的根元素不是 Person，不是任免审批表（.lrmx），请检查文件。",
            "The file's root element is not Person: it is no appointment form (.lrmx).",
        )
    values, raw = _values(root, _KNOWN)
    if "name" not in values:
        raise FormRefused(
            "文件中没有姓名（XingMing），不是任免审批表，请检查文件。",
            "The file has no name (XingMing): it is no appointment form.",
        )
    family, misplaced = _family(
        next((n for n in root.children if n.name == "JiaTingChengYuan"), None)
    )
    values.pop("family", None)
    values |= {mode: _education(values, mode) for mode in _MODES.values()}
    values["version"] = values.get("version") or VERSION
    form = Form(**values, family=family, raw=(*raw, *misplaced))
    return Reading(form, (*_unknown(form), *remarks_on(form)))


def write_lrmx(form: Form, *, bom: bool = False) -> bytes:
    """The form as a file in UTF-8, with a byte order mark if asked for."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<Person>"]
    lines += _raw_lines(form.raw, "")
    for element in ELEMENTS:
        if element.tag == "JiaTingChengYuan":
            lines += _family_lines(form.family)
        else:
            lines += _element_lines(element, _value(form, element.name))
        lines += _raw_lines(form.raw, element.tag)
    text = "\n".join([*lines, "</Person>", ""])
    return (b"\xef\xbb\xbf" if bom else b"") + text.encode()


def _values(node: Node, known: Mapping[str, Element]) -> tuple[dict[str, Any], list[RawElement]]:
    values: dict[str, Any] = {}
    raw: list[RawElement] = []
    after = ""
    for child in node.children:
        element = known.get(child.name)
        if element is None:
            raw.append(_raw(child, after))
            continue
        after = child.name
        if element.name in values:
            raise FormRefused(
                f"元素 {child.name} 出现了两次，无法确定以哪个为准，请删去一个后再导入。",
                f"The element {child.name} stands twice: delete one of the two and try again.",
            )
        values[element.name] = element.read(_content(child))
    return values, raw


def _content(node: Node) -> str:
    """The text of an element of the form."""
    if node.name == "JiaTingChengYuan":
        return ""
    if node.children:
        raise FormRefused(
            f"元素 {node.name} 里不应再有元素，请用任免表软件打开并重新保存后再导入。",
            f"The element {node.name} must hold text only: save the form anew in its editor.",
        )
    text = node.text
    if len(text) > LONGEST and node.name != "ZhaoPian":
        raise FormRefused(
            f"元素 {node.name} 的内容超过 {LONGEST} 字，请检查文件。",
            f"The element {node.name} has more than {LONGEST} characters: check the file.",
        )
    return text


def _education(values: dict[str, Any], mode: str) -> Education:
    return Education(**{part: values.pop(f"{mode}.{part}", "") for part in _SCHOOLS})


def _family(node: Node | None) -> tuple[tuple[FamilyRow, ...], list[RawElement]]:
    if node is None:
        return (), []
    misplaced = [_raw(n, "JiaTingChengYuan") for n in node.children if n.name != "Item"]
    items = [n for n in node.children if n.name == "Item"]
    if len(items) > FAMILY_ROWS:
        raise FormRefused(
            f"家庭成员超过 {FAMILY_ROWS} 行，请检查文件。",
            f"There are more than {FAMILY_ROWS} family members: check the file.",
        )
    rows = []
    for item in items:
        values, raw = _values(item, _OF_FAMILY)
        rows.append(FamilyRow(**values, raw=tuple(raw)))
    return tuple(row for row in rows if row != FamilyRow()), misplaced


def _raw(node: Node, after: str = "") -> RawElement:
    children = tuple(_raw(child) for child in node.children)
    text = many_lines(node.text)
    return RawElement(node.name, text, tuple(node.attributes.items()), children, after)


def _unknown(form: Form) -> Iterator[Remark]:
    names = [raw.name for raw in form.raw]
    names += [f"Item/{raw.name}" for row in form.family for raw in row.raw]
    for name in dict.fromkeys(names):
        yield Remark(
            name,
            Text(
                f"元素 {name} 不在任免审批表的格式中，已原样保留，未作解释。",
                f"The element {name} is not part of the form: kept as it is, not interpreted.",
            ),
        )


def _value(form: Form, name: str) -> Any:
    mode, _, part = name.partition(".")
    value = getattr(form, mode)
    return getattr(value, part) if part else value


def _element_lines(element: Element, value: Any, indent: str = "  ") -> Sequence[str]:
    if value is None and element.optional:
        return ()
    return (f"{indent}<{element.tag}>{_escaped(element.write(value))}</{element.tag}>",)


def _escaped(text: str) -> str:
    return escape(legal(text), {"\r": "&#13;"})


def _family_lines(family: Sequence[FamilyRow]) -> Iterator[str]:
    if not family:
        yield "  <JiaTingChengYuan></JiaTingChengYuan>"
        return
    yield "  <JiaTingChengYuan>"
    for row in family:
        yield "    <Item>"
        yield from _raw_lines(row.raw, "", "      ")
        for element in FAMILY:
            yield from _element_lines(element, getattr(row, element.name), "      ")
            yield from _raw_lines(row.raw, element.tag, "      ")
        yield "    </Item>"
    yield "  </JiaTingChengYuan>"


def _raw_lines(raw: Sequence[RawElement], after: str, indent: str = "  ") -> Iterator[str]:
    for element in raw:
        if element.after == after:
            yield indent + _markup(element)


def _markup(raw: RawElement) -> str:
    """An element that was kept; its name may have a namespace, ``{uri}name``."""
    uri, brace, local = raw.name.rpartition("}")
    name = local if brace else raw.name
    attributes = f" xmlns={quoteattr(uri[1:])}" if brace else ""
    attributes += "".join(
        f" {key}={quoteattr(legal(value), {chr(10): '&#10;', chr(9): '&#9;'})}"
        for key, value in raw.attributes
        if not key.startswith("{")
    )
    inner = _escaped(raw.text) + "".join(_markup(child) for child in raw.children)
    return f"<{name}{attributes}>{inner}</{name}>"
