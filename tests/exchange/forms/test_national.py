"""The national exchange package."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from quanheng.exchange.forms.model import Education, FamilyRow
from quanheng.exchange.forms.national import (
    AppraisalRow,
    AwardRow,
    TenureRow,
    UnitRow,
    appraisals,
    awards,
    forms,
    not_understood,
    package_of,
    tenures,
    units,
)
from quanheng.exchange.forms.package import (
    Package,
    is_package,
    package_files,
    read_package,
    write_package,
)
from quanheng.exchange.forms.problems import FormRefused
from quanheng.exchange.forms.when import PartialDate
from tests.exchange.forms.hostile import zipped
from tests.exchange.forms.samples import CAREER, LIN, jpeg, png
from tests.exchange.forms.strategies import FORMS

INFO = """<?xml version="1.0" encoding="UTF-8"?>

<root>
  <node name="type" value="hzb"/>
  <node name="time" value="20240603120000"/>
  <node name="dataversion" value="20121221"/>
  <node name="psncount" value="2"/>
  <node name="B0101" value="云溪区"/>
  <node name="B0111" value="001.001"/>
  <tablelist>
    <tablelist name="A01"/>
    <tablelist name="A02"/>
    <tablelist name="A99Z1"/>
  </tablelist>
</root>
"""
PERSON = {
    "A0000": "K1",
    "A0101": "林知遥",
    "A0104": "2",
    "A0107": "197906",
    "A0111A": "青江云溪",
    "A0114A": "青江云溪",
    "A0117": "01",
    "A0128": "健康",
    "A0134": "200207",
    "A0140": "200111",
    "A0184": "330000197906010023",
    "A0192A": "云溪区住房和城乡建设局副局长",
    "A0196": "工程师",
    "A0187A": "城乡规划",
    "A1701": CAREER,
    "A14Z101": "嘉奖",
    "A15Z101": "2023年度优秀",
    "QRZXL": "大学",
    "ZZXL": "研究生",
    "A0163": "1",
}
ROWS = {
    "A01": [PERSON, {"A0000": "K2", "A0101": "吴  言", "A0104": "男", "A0117": "回族"}],
    "A02": [
        {
            "A0000": "K1",
            "A0200": "T1",
            "A0201A": "云溪区住房和城乡建设局",
            "A0201B": "001.001.002",
            "A0215A": "副局长",
            "A0219": "1",
            "A0221": "1B09",
            "A0243": "201203",
            "A0255": "1",
            "A0265": "",
            "A0279": "1",
        },
        {"A0000": "K1", "A0201A": "规划局", "A0215A": "科长", "A0219": "2", "A0255": "0"},
    ],
    "A14": [{"A0000": "K1", "A1404A": "嘉奖", "A1407": "202302", "A1411A": "云溪区政府"}],
    "A15": [
        {"A0000": "K1", "A1517": "1", "A1521": "2023"},
        {"A0000": "K1", "A1517": "7", "A1521": "2022年"},
    ],
    "A36": [
        {
            "A0000": "K1",
            "A3601": "周明",
            "A3604A": "11",
            "A3607": "197702",
            "A3611": "教师",
            "A3627": "13",
        },
        {"A0000": "K1", "A3601": "周小禾", "A3604A": "女儿", "A3607": "", "A3627": ""},
    ],
    "A57": [{"A0000": "K1", "PHOTONAME": "k1.png"}],
    "A99Z1": [{"A0000": "K1", "A99Z195": "xxx"}],
    "B01": [
        {
            "B0101": "云溪区住房和城乡建设局",
            "B0111": "001.001.002",
            "B0114": "B07",
            "B0121": "001.001",
            "B0127": "1409",
            "B0131": "1001",
            "B0183": "2",
        }
    ],
}


def table(rows, *, lost_breaks=False) -> bytes:
    """A table as the national program writes it, line breaks in values as they are."""
    keep = "\n" if lost_breaks else "&#10;"
    lines = "\n".join(
        "<row " + " ".join(f'{key}="{value}"'.replace("\n", keep) for key, value in row.items())
        + "/>"
        for row in rows
    )  # fmt: skip
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<xml><data>{lines}</data></xml>'.encode()


def members(changes=None, *, lost_breaks=False):
    found = {"gwyinfo.xml": INFO.encode()}
    found |= {
        f"Table/{name}.xml": table(rows, lost_breaks=lost_breaks) for name, rows in ROWS.items()
    }
    found["Photos/k1.png"] = png()
    return {name: data for name, data in {**found, **(changes or {})}.items() if data is not None}


def packed(changes=None, **how) -> bytes:
    return zipped(*members(changes, **how).items())


def test_people():
    (key, form), (_, other) = forms(read_package(packed()))
    assert key == "K1"
    assert form == replace(
        LIN,
        full_time=Education(level="大学"),
        in_service=Education(level="研究生"),
        proposed_post="",
        awards="嘉奖",
        appraisals="2023年度优秀",
        reason="",
        reporting_unit="",
        age_counted_on=None,
        filled_on=None,
        filled_by="",
        family=(
            FamilyRow(
                relation="丈夫",
                name="周明",
                birth=PartialDate(1977, 2),
                politics="群众",
                work="教师",
            ),
            FamilyRow(relation="女儿", name="周小禾"),
        ),
    )
    assert (other.name, other.sex, other.ethnicity) == ("吴言", "男", "回族")


def test_a_career_that_lost_its_line_breaks():
    (_, form), _ = forms(read_package(packed(lost_breaks=True)))
    assert [line[:2] for line in form.career] == [line[:2] for line in LIN.career]


def test_units_tenures_appraisals_awards():
    package = read_package(packed())
    assert units(package) == (
        UnitRow("001.001.002", "云溪区住房和城乡建设局", "B07", "001.001", "1409", "1001"),
    )
    first, second = tenures(package)
    assert first == TenureRow(
        person="K1",
        unit_key="001.001.002",
        unit_name="云溪区住房和城乡建设局",
        title="副局长",
        leading=True,
        main=True,
        current=True,
        start=PartialDate(2012, 3),
        end=None,
        level_code="1B09",
    )
    assert (second.leading, second.main, second.current) == (False, None, False)
    assert appraisals(package) == (AppraisalRow("K1", 2023, "优秀"), AppraisalRow("K1", 2022, "7"))
    assert awards(package) == (
        AwardRow("K1", "嘉奖", "", "", PartialDate(2023, 2), "云溪区政府", "", None),
    )


def test_what_is_not_understood_is_named_and_kept():
    package = read_package(packed())
    assert [(each.field, each.message.zh) for each in not_understood(package)] == [
        ("A01", "表 A01 的 A0163 列未作解释，已原样保留。"),
        ("A02", "表 A02 的 A0200 列未作解释，已原样保留。"),
        ("A99Z1", "表 A99Z1未作解释，已原样保留。"),
        ("B01", "表 B01 的 B0183 列未作解释，已原样保留。"),
    ]
    again = read_package(write_package(package))
    assert {name: [dict(row) for row in rows] for name, rows in again.tables.items()} == ROWS
    assert again.info == package.info
    assert again.photos == {"k1.png": png()}


def test_writing_twice_gives_the_same_bytes():
    package = read_package(packed())
    assert write_package(package) == write_package(read_package(write_package(package)))


def test_a_folder_and_a_zip_with_an_outer_folder(tmp_path):
    for name, data in members().items():
        path = tmp_path / "包" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    expected = read_package(packed())
    outer = zipped(*((f"包/{name}", data) for name, data in members().items()))
    for source in (tmp_path, tmp_path / "包", outer):
        assert list(forms(read_package(source))) == list(forms(expected))
    (tmp_path / "包.zip").write_bytes(outer)
    assert read_package(tmp_path / "包.zip").info == expected.info


def test_tables_in_gbk_and_with_control_characters():
    text = table([PERSON]).decode().replace("UTF-8", "GBK").replace("健康", "健\x02康")
    (_, form) = next(forms(read_package(packed({"Table/A01.xml": text.encode("gb18030")}))))
    assert (form.name, form.health) == ("林知遥", "健康")


def test_a_photo_found_by_the_key_of_the_person():
    changes = {"Photos/k1.png": None, "Photos/K1.jpg": jpeg(), "Table/A57.xml": None}
    (_, form), (_, other) = forms(read_package(packed(changes)))
    assert form.photo == jpeg()
    assert other.photo is None


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"Photos/k1.png": b"MZ"}, "Photos/k1.png", "不是 JPEG"),
        ({"readme.txt": b"x"}, "readme.txt", "不是交换包的文件"),
        ({"Table/A02.xml": None}, "A02", "没有"),
        ({"../x.xml": b"x"}, "../x.xml", "路径"),
    ],
)
def test_what_was_left_out_is_named(changes, field, word):
    (remark,) = read_package(packed(changes)).remarks
    assert remark.field == field
    assert word in remark.message.zh


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"gwyinfo.xml": None}, "没有找到 gwyinfo.xml"),
        ({"x/gwyinfo.xml": INFO.encode()}, "几个 gwyinfo.xml"),
        ({"Table/A01.xml": None}, "没有人员基本信息表"),
        ({"Table/A01.xml": b"<xml><data><row"}, "^A01.xml：.*不合规范"),
        ({"Table/A36.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><xml/>"}, "^A36.xml：.*DTD"),
        ({"gwyinfo.xml": b"<!DOCTYPE x><root/>"}, "DTD"),
        ({"Table/A01.xml": b"<xml>" * 1000}, "^A01.xml：.*层"),
        ({"Table/A01.xml": b"<html></html>"}, "^A01.xml：.*不合规范"),
        ({"Table/A01.xml": b"<xml><data>" + b"<row/>" * 1_100_000}, "行|压缩异常"),
        ({"Table/A01.xml": b" " * (80 << 20)}, "压缩异常"),
    ],
)
def test_refused(changes, word):
    with pytest.raises(FormRefused, match=word):
        read_package(packed(changes))


def test_what_is_no_package(tmp_path):
    with pytest.raises(FormRefused, match="找不到"):
        read_package(tmp_path / "none.zip")
    with pytest.raises(FormRefused, match="损坏"):
        read_package(b"<xml/>")
    assert is_package(["a/GWYINFO.XML"])
    assert not is_package(["a.lrmx"])


@settings(max_examples=40, deadline=None)
@given(FORMS)
def test_forms_survive(form):
    """What the tables hold of a form is the same after writing and reading."""
    unit = UnitRow("1", "甲局", "C1", "", "", "")
    tenure = TenureRow("K", "1", "甲局", "局长", True, None, False, PartialDate(2020, 1), None, "")
    package = package_of(
        [("K", form)],
        info={"type": "hzb"},
        units=[unit],
        tenures=[tenure],
        appraisals=[AppraisalRow("K", 2023, "称职")],
    )
    again = read_package(write_package(package))
    ((key, read),) = forms(again)
    ((_, direct),) = forms(package)
    assert key == "K"
    assert (read.name, read.birth, read.photo, read.awards) == (
        form.name,
        form.birth,
        form.photo,
        form.awards,
    )
    assert [row.work for row in read.family] == [row.work for row in form.family]
    assert read == direct
    assert (units(again), tenures(again)) == ((unit,), (tenure,))
    assert appraisals(again) == (AppraisalRow("K", 2023, "称职"),)
    assert again.info["psncount"] == "1"


def test_a_package_of_nothing_is_still_one():
    package = package_of([], info={})
    assert isinstance(package, Package)
    assert list(forms(read_package(write_package(package)))) == []
    assert "gwyinfo.xml" in package_files(package)
