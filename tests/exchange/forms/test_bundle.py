"""One form, a zip or a folder of hundreds."""

import zipfile
from dataclasses import replace

import pytest

from quanheng.exchange.forms.bundle import read_forms, write_forms
from quanheng.exchange.forms.lrm import write_lrm
from quanheng.exchange.forms.lrmx import write_lrmx
from tests.exchange.forms.hostile import zipped
from tests.exchange.forms.samples import EDITORS, LIN, lrmx, png
from tests.exchange.forms.test_lrm import OLD, record


def people(count):
    return [(f"林{at:03}", replace(LIN, name=f"林{at:03}")) for at in range(count)]


def test_one_file(tmp_path):
    (tmp_path / "林知遥.lrmx").write_bytes(lrmx())
    (found,) = read_forms(tmp_path / "林知遥.lrmx")
    assert (found.name, found.form, found.refused) == ("林知遥.lrmx", LIN, None)
    assert next(read_forms(lrmx(), "上传.lrmx")).name == "上传.lrmx"


def test_one_old_file_and_the_photo_beside_it(tmp_path):
    (tmp_path / "a.lrm").write_bytes(record())
    assert next(read_forms(tmp_path / "a.lrm")).form == replace(OLD, photo=None)
    (tmp_path / "a.pic").write_bytes(png())
    assert next(read_forms(tmp_path / "a.lrm")).form == OLD


@pytest.mark.parametrize("packed", [True, False])
def test_both_kinds_mixed(tmp_path, packed):
    members = [
        ("甲/林知遥.lrmx", lrmx()),
        ("甲/旧.LRM", record()),
        ("甲/旧.PIC", png()),
        ("乙/旧.lrm", record()),
        ("__MACOSX/甲/._林知遥.lrmx", b"junk"),
        ("甲/Thumbs.db", b"junk"),
    ]
    if packed:
        source = zipped(*members)
    else:
        source = tmp_path
        for name, data in members:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data)
    found = {each.name: each for each in read_forms(source)}
    assert sorted(found) == ["乙/旧.lrm", "甲/旧.LRM", "甲/林知遥.lrmx"]
    assert found["甲/旧.LRM"].form == OLD
    assert found["乙/旧.lrm"].form == replace(OLD, photo=None)
    assert found["甲/林知遥.lrmx"].form == LIN


def test_endings_are_not_trusted():
    found = list(read_forms(zipped(("a.lrm", lrmx()), ("b.lrmx", record()))))
    assert [each.form.name for each in found] == ["林知遥", "林知遥"]


def test_hundreds():
    found = list(read_forms(write_forms(people(300))))
    assert [each.form for each in found] == [form for _, form in people(300)]


def test_hundreds_of_the_older_kind():
    forms = [(name, replace(form, id_number=None)) for name, form in people(20)]
    found = list(read_forms(write_forms(forms, older=True)))
    assert [each.form for each in found] == [form for _, form in forms]


def test_writing_twice_gives_the_same_bytes():
    assert write_forms(people(3)) == write_forms(people(3))


def test_file_names_that_no_system_takes():
    names = ["a/b:c", "..", "", "林", "林", "A", "a"]
    found = list(read_forms(write_forms((name, LIN) for name in names)))
    assert all(each.form == LIN for each in found)
    assert len({each.name.lower() for each in found}) == len(names)


def test_names_in_gbk(tmp_path):
    data = zipped(("林知遥.lrmx", lrmx()))
    utf8, gbk = "林知遥".encode(), "林知遥".encode("gbk")
    path = tmp_path / "gbk.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a" * len(gbk) + ".lrmx", lrmx())
    path.write_bytes(path.read_bytes().replace(b"a" * len(gbk), gbk))
    assert [each.name for each in read_forms(path)] == ["林知遥.lrmx"]
    assert utf8 in data


@pytest.mark.parametrize("editor", EDITORS)
def test_every_editor_in_a_zip(editor):
    (found,) = read_forms(zipped(("x.lrmx", EDITORS[editor])))
    assert found.form == LIN


def test_both_writers_agree_on_what_the_older_format_holds():
    files = write_lrm(OLD)
    found = list(
        read_forms(
            zipped(("a.lrmx", write_lrmx(OLD)), ("b.lrm", files.record), ("b.pic", files.picture))
        )
    )
    assert found[0].form == found[1].form
