"""Hostile files end in one sentence, soon, and without filling the memory."""

import json
import subprocess
import sys

import pytest

from quanheng.exchange.forms.bundle import read_forms
from quanheng.exchange.forms.problems import FormRefused
from tests.exchange.forms.hostile import FILES, ZIPS, encrypted, lying, zipped
from tests.exchange.forms.samples import lrmx, png
from tests.exchange.forms.test_lrm import record

READ = r"""
import json, re, resource, sys, time
from pathlib import Path
from quanheng.exchange.forms.bundle import read_forms
from quanheng.exchange.forms.problems import FormRefused
answers = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    start = time.perf_counter()
    try:
        told = [[found.refused, bool(found.form)] for found in read_forms(path)]
    except FormRefused as refused:
        told = [[refused.message, False]]
    answers[path.name] = [told, time.perf_counter() - start]
peak = int(re.search(r"VmHWM:\s+([0-9]+)", Path("/proc/self/status").read_text())[1])
print(json.dumps({"answers": answers, "kilobytes": peak}))
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """All hostile files read by one process, so that its memory can be measured."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (make, _) in {**FILES, **ZIPS}.items():
        (folder / name).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", {**FILES, **ZIPS})
def test_a_hostile_file_ends_in_a_sentence(read, name):
    _, word = {**FILES, **ZIPS}[name]
    ((message, form),), seconds = read["answers"][name]
    assert not form
    zh, en = message
    assert word in zh
    assert zh.endswith("。")
    assert zh.count("。") == 1
    assert en.endswith(".")
    assert seconds < 30


def test_memory_stays_bounded(read):
    assert read["kilobytes"] < 500_000


SOUND = ("好.lrmx", lrmx())


@pytest.mark.parametrize(
    ("members", "names", "word"),
    [
        ([("../外.lrmx", lrmx())], ["../外.lrmx"], "路径"),
        ([("/etc/x.lrmx", lrmx())], ["/etc/x.lrmx"], "路径"),
        ([("a\\..\\..\\x.lrmx", lrmx())], ["a/../../x.lrmx"], "路径"),
        ([("C:/x.lrmx", lrmx())], ["C:/x.lrmx"], "路径"),
        ([("里.zip", zipped(SOUND))], ["里.zip"], "压缩包里不应再有压缩包"),
        ([("里.lrmx", zipped(SOUND))], ["里.lrmx"], "压缩包里不应再有压缩包"),
        ([("A.lrmx", lrmx()), ("a.lrmx", lrmx())], ["A.lrmx", "a.lrmx"], "同名"),
        ([("表.docx", b"x")], ["表.docx"], "不是 .lrmx"),
        ([("x.pic", png())], ["x.pic"], "没有同名"),
        ([("大.lrmx", b" " * (13 << 20))], ["大.lrmx"], "压缩异常"),
        ([("坏.lrmx", b"<Person>")], ["坏.lrmx"], "不合规范"),
        ([("坏.lrm", record()), ("坏.pic", b"MZ")], ["坏.lrm"], "不是 JPEG"),
    ],
)
def test_an_unsound_member_is_named_and_the_others_are_read(members, names, word):
    found = list(read_forms(zipped(SOUND, *members)))
    good = [each.name for each in found if each.form is not None]
    assert good == ["好.lrmx"]
    bad = [each for each in found if each.form is None]
    assert sorted(each.name for each in bad) == sorted(names)
    assert all(word in each.refused.zh and each.refused.en for each in bad)


def test_an_encrypted_member():
    found = list(read_forms(encrypted(zipped(("a.lrmx", lrmx()), SOUND))))
    assert [(each.name, each.form is None) for each in found] == [
        ("好.lrmx", False),
        ("a.lrmx", True),
    ]
    assert "加密" in found[1].refused.zh


@pytest.mark.parametrize("size", [10, 1 << 31])
def test_a_member_that_lies_about_its_size(size):
    found = list(read_forms(lying(zipped(("a.lrmx", lrmx()), SOUND), size)))
    assert found[-1].name == "好.lrmx"
    assert found[-1].form is not None
    assert found[0].form is None or size > 10


def test_what_is_no_file(tmp_path):
    with pytest.raises(FormRefused, match="无法打开"):
        list(read_forms(tmp_path / "none.lrmx"))
    with pytest.raises(FormRefused, match="空的"):
        list(read_forms(tmp_path))
