"""Explanations, packs and clauses from the command line."""

import json

import pytest

from quanheng.packs import installed
from tests.commands import ON, checked, run

# explain


def test_explain_tells_why(workbook):
    finding = next(
        f for f in checked(workbook)["findings"] if f["rule"] == "kunming-2019:4/training-5y"
    )
    args = ("explain", workbook, *ON, "--rule", finding["rule"], "--subject", finding["subject"])
    zh, en = run(*args).stdout, run(*args, "--lang", "en").stdout
    assert zh.startswith("kunming-2019:4/training-5y  县处级以上领导干部五年培训\n")
    assert finding["message"] in zh
    assert f"计入的记录（{len(finding['evidence'])}）：" in zh
    assert "所用参数：" in zh
    assert "Parameters in force:" in en
    assert all(len(line) > 0 for line in zh.splitlines())


@pytest.mark.parametrize(
    ("rule", "subject", "said"),
    [
        (
            "training-5y",
            "GB00001",
            "没有名为“training-5y”的规则。最接近的有：kunming-2019:4/training-5y",
        ),
        ("kunming-2019:4/training", "GB00001", "kunming-2019:4/training-year"),
        ("kunming-2019:4/training-5y", "GB1", "GB00001"),
        ("kunming-2019:4/training-5y", "BM001", "的对象是人员，“BM001”不是人员的编码"),
        ("hangzhou-2017:7/pools", "BM001", "的对象是后备库"),
    ],
)
def test_explain_answers_wrong_names_with_the_nearest(workbook, rule, subject, said):
    result = run("explain", workbook, *ON, "--rule", rule, "--subject", subject, code=2)
    assert said in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("missing", ["--rule", "--subject"])
def test_explain_asks_for_rule_and_subject(workbook, missing):
    given = {"--rule": "kunming-2019:4/training-5y", "--subject": "GB00001"}
    del given[missing]
    args = [part for pair in given.items() for part in pair]
    assert missing in run("explain", workbook, *args, code=2).stderr


def test_explain_refuses_a_bad_workbook_and_can_skip_its_rows(bad):
    args = ("explain", bad, *ON, "--rule", "kunming-2019:22/talks", "--subject", "P1")
    assert "昨天" in run(*args, code=2).stderr
    assert "结果：" in run(*args, "--skip-bad-rows").stdout


# packs and clauses


@pytest.mark.parametrize(("lang", "head"), [("zh", "政策包"), ("en", "Pack")])
def test_packs_are_listed(lang, head):
    page = run("packs", "--lang", lang).stdout
    assert page.startswith(head)
    assert all(id in page for id in installed())


def test_packs_as_json_count_what_they_hold():
    rows = {entry["pack"]: entry for entry in json.loads(run("packs", "--format", "json").stdout)}
    assert rows.keys() == installed().keys()
    for id, pack in installed().items():
        assert rows[id]["rules"] == len(pack.rules)
        assert rows[id]["clauses"] == len(pack.clauses)
        assert rows[id]["since"] == pack.since.isoformat()
        assert rows[id]["fingerprint"] == pack.fingerprint


def test_clauses_as_json_are_116_with_their_keys():
    rows = json.loads(run("clauses", "--format", "json").stdout)
    assert len(rows) == 116
    wanted = {"pack", "clause", "form", "summary_zh", "summary_en", "rules", "works_in", "status"}
    assert all(wanted <= entry.keys() for entry in rows)
    assert len({entry["clause"] for entry in rows}) == 116
    rules = [rule for entry in rows for rule in entry["rules"]]
    local = [pack for pack in installed().values() if not pack.reference]
    assert sorted(rules) == sorted(rule for pack in local for rule in pack.rules)


def test_the_clauses_of_one_pack():
    rows = json.loads(run("clauses", "--pack", "national", "--format", "json").stdout)
    assert {entry["pack"] for entry in rows} == {"national"}
    assert "qingshanhu-2009" in run("clauses", "--pack", "qingshan", code=2).stderr


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ["条款", "规划中：", "共 116 条"]), ("en", ["Clause", "planned:", "116 clauses"])],
)
def test_clauses_are_listed(lang, words):
    page = run("clauses", "--lang", lang).stdout
    assert all(word in page for word in words)


def test_listings_are_equal_over_runs():
    for args in (["packs", "--format", "json"], ["clauses", "--format", "json"]):
        assert run(*args).stdout == run(*args).stdout
