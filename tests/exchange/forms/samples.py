"""Made-up people on forms, as this program and as other editors write them."""

import base64
import struct
import zlib

from quanheng.exchange.forms.career import CareerLine
from quanheng.exchange.forms.model import Education, FamilyRow, Form
from quanheng.exchange.forms.when import PartialDate


def png(width: int = 3, height: int = 4) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes(3) for _ in range(4)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int = 376, height: int = 460) -> bytes:
    """The head of a JPEG, with a segment before the frame as cameras write it."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
        + b"\xff\xc0"
        + struct.pack(">H", len(frame) + 2)
        + frame
        + b"\xff\xd9"
    )


def gif(width: int = 3, height: int = 4) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0;"


def bmp(width: int = 3, height: int = 4) -> bytes:
    return b"BM" + bytes(12) + struct.pack("<Iii", 40, width, -height) + bytes(20)


LIN = Form(
    name="林知遥",
    sex="女",
    birth=PartialDate(1979, 6),
    ethnicity="汉族",
    native_place="青江云溪",
    birthplace="青江云溪",
    joined_party=PartialDate(2001, 11),
    began_work=PartialDate(2002, 7),
    health="健康",
    technical_title="工程师",
    familiar_field="城乡规划",
    full_time=Education(
        level="大学",
        degree="工学学士",
        level_school="青江大学建筑系城市规划专业",
        degree_school="青江大学建筑系城市规划专业",
    ),
    in_service=Education(level="研究生", level_school="青江省委党校公共管理专业"),
    current_post="云溪区住房和城乡建设局副局长",
    proposed_post="云溪区住房和城乡建设局局长",
    career=(
        CareerLine(PartialDate(1998, 9), PartialDate(2002, 7), "青江大学建筑系城市规划专业学习"),
        CareerLine(
            PartialDate(2002, 7),
            PartialDate(2012, 3),
            "云溪区规划局科员、副科长",
            ("（其间：2008.09--2011.06在青江省委党校公共管理专业学习）",),
        ),
        CareerLine(PartialDate(2012, 3), None, "云溪区住房和城乡建设局副局长"),
    ),
    awards="2019年5月被云溪区委评为优秀共产党员；\n2022年、2023年年度考核优秀，嘉奖。",
    appraisals="2021年度称职，2022年度优秀，2023年度优秀",
    reason="工作需要",
    family=(
        FamilyRow(
            relation="丈夫",
            name="周明",
            birth=PartialDate(1977, 2),
            politics="群众",
            work="云溪区第一中学教师",
        ),
        FamilyRow(
            relation="女儿", name="周小禾", birth=PartialDate(2008, 8), work="云溪区实验中学学生"
        ),
    ),
    reporting_unit="云溪区委组织部",
    age_counted_on=PartialDate(2024, 6),
    filled_on=PartialDate(2024, 6, 3),
    filled_by="吴言",
    id_number="330000197906010023",
    photo=png(),
)

CAREER = """1998.09--2002.07  青江大学建筑系城市规划专业学习
2002.07--2012.03  云溪区规划局科员、副科长
                 （其间：2008.09--2011.06在青江省委党校公共管理专业学习）
2012.03--         云溪区住房和城乡建设局副局长"""

FIELDS = {
    "XingMing": "林知遥",
    "XingBie": "女",
    "ChuShengNianYue": "197906",
    "MinZu": "汉族",
    "JiGuan": "青江云溪",
    "ChuShengDi": "青江云溪",
    "RuDangShiJian": "200111",
    "CanJiaGongZuoShiJian": "200207",
    "JianKangZhuangKuang": "健康",
    "ZhuanYeJiShuZhiWu": "工程师",
    "ShuXiZhuanYeYouHeZhuanChang": "城乡规划",
    "QuanRiZhiJiaoYu_XueLi": "大学",
    "QuanRiZhiJiaoYu_XueWei": "工学学士",
    "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "青江大学建筑系城市规划专业",
    "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "青江大学建筑系城市规划专业",
    "ZaiZhiJiaoYu_XueLi": "研究生",
    "ZaiZhiJiaoYu_XueWei": "",
    "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "青江省委党校公共管理专业",
    "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "",
    "XianRenZhiWu": "云溪区住房和城乡建设局副局长",
    "NiRenZhiWu": "云溪区住房和城乡建设局局长",
    "NiMianZhiWu": "",
    "JianLi": CAREER,
    "JiangChengQingKuang": LIN.awards,
    "NianDuKaoHeJieGuo": LIN.appraisals,
    "RenMianLiYou": "工作需要",
    "JiaTingChengYuan": None,
    "ChengBaoDanWei": "云溪区委组织部",
    "JiSuanNianLingShiJian": "202406",
    "TianBiaoShiJian": "20240603",
    "TianBiaoRen": "吴言",
    "ShenFenZheng": "330000197906010023",
    "ZhaoPian": base64.b64encode(png()).decode(),
    "Version": "3.2.1.16",
}
MEMBERS = (
    ("丈夫", "周明", "197702", "群众", "云溪区第一中学教师"),
    ("女儿", "周小禾", "200808", "", "云溪区实验中学学生"),
)
_TAGS = ("ChengWei", "XingMing", "ChuShengRiQi", "ZhengZhiMianMao", "GongZuoDanWeiJiZhiWu")


def item(values: tuple[str, ...], blank: str = "") -> str:
    cells = "".join(
        f"<{tag}>{value or blank}</{tag}>" for tag, value in zip(_TAGS, values, strict=True)
    )
    return f"<Item>{cells}</Item>"


def markup(changes: dict[str, str | None] | None = None, *, blank: str = "", empty: int = 0) -> str:
    """The root element; a change to ``None`` leaves an element out."""
    people = "".join(item(member, blank) for member in MEMBERS)
    people += item(("",) * 5, blank) * empty
    values: dict[str, str | None] = {**FIELDS, "JiaTingChengYuan": people, **(changes or {})}
    return "".join(
        f"<{tag}>{value or blank}</{tag}>" for tag, value in values.items() if value is not None
    )


def lrmx(changes: dict[str, str | None] | None = None) -> bytes:
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<Person>{markup(changes)}</Person>'
    return text.encode()


def _wrapped() -> bytes:
    """Long lines broken by the editor, in windows line ends, indented elements, blank rows."""
    career = CAREER.replace("公共管理专业学习）", "公共管\n                  理专业学习）")
    body = markup({"JianLi": career}, blank="\n  ", empty=8).replace("><", ">\n  <")
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<Person>\n{body}\n</Person>\n'
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def _serialized() -> bytes:
    """As a .NET serializer writes it: schema namespaces, nil elements, dates with dots."""
    spaces = (
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
    )
    changes = {
        "ChuShengNianYue": "1979.06",
        "RuDangShiJian": "2001.11",
        "CanJiaGongZuoShiJian": "2002-07",
        "JiSuanNianLingShiJian": "20240600",
        "TianBiaoShiJian": "2024年6月3日",
        "JianLi": CAREER.replace("\n", "&#xD;\n"),
    }
    body = markup(changes).replace("<NiMianZhiWu></NiMianZhiWu>", '<NiMianZhiWu xsi:nil="true" />')
    return f'<?xml version="1.0"?><Person {spaces}>{body}</Person>'.encode()


def _in_gb() -> bytes:
    text = f'<?xml version="1.0" encoding="GB2312"?><Person>{markup()}</Person>'
    return text.encode("gb18030")


def _gb_that_claims_utf8() -> bytes:
    text = f'<?xml version="1.0" encoding="utf-8"?><Person>{markup()}</Person>'
    return text.encode("gb18030")


def _utf16() -> bytes:
    return f'<?xml version="1.0" encoding="UTF-16"?><Person>{markup()}</Person>'.encode("utf-16")


def _with_control_characters() -> bytes:
    changes = {
        "JianLi": CAREER.replace("规划局", "规\x02划\x0b局").replace("科员", "科&#x1F;员"),
        "XingMing": "\x1f林　知 遥\u200b\ufeff",
    }
    return lrmx(changes)


def _of_a_browser() -> bytes:
    """Line breaks as elements, the photo as a data URL, full-width digits, odd dashes."""
    career = CAREER.replace("\n", "<br/>").replace(
        "1998.09--2002.07", "１９９８.０９—２００２.０７"
    )
    photo = "data:image/png;base64," + "\n".join(
        str(FIELDS["ZhaoPian"])[at : at + 40] for at in range(0, 200, 40)
    )
    assert FIELDS["ZhaoPian"] is not None
    assert len(FIELDS["ZhaoPian"]) <= 200
    return lrmx({"JianLi": career, "ZhaoPian": photo})


def _with_escaped_breaks() -> bytes:
    return lrmx({"JianLi": CAREER.replace("\n", "&lt;br&gt;")})


def _in_another_order() -> bytes:
    elements = markup().replace("><", ">\0<").split("\0")
    family = "".join(elements).partition("<JiaTingChengYuan>")
    inner, _, rest = family[2].partition("</JiaTingChengYuan>")
    text = f"<JiaTingChengYuan>{inner}</JiaTingChengYuan>{rest}{family[0]}"
    return f"<Person>{text}</Person>".encode()


EDITORS = {
    "plain": lrmx(),
    "with a byte order mark": b"\xef\xbb\xbf" + lrmx(),
    "wrapped": _wrapped(),
    "serialized": _serialized(),
    "in GB2312": _in_gb(),
    "in GB18030 that claims to be UTF-8": _gb_that_claims_utf8(),
    "in UTF-16": _utf16(),
    "with control characters": _with_control_characters(),
    "made in a browser": _of_a_browser(),
    "with escaped line breaks": _with_escaped_breaks(),
    "in another order": _in_another_order(),
}
"""The form LIN as different editors write it."""
