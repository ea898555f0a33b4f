"""The report as JSON."""

import json
from dataclasses import replace
from io import StringIO

from quanheng.exchange.report import Report, write_json

KEYS = [
    "rule",
    "clause",
    "subject_type",
    "subject",
    "name",
    "status",
    "measured",
    "required",
    "measure_unit",
    "national_status",
    "next_change_on",
    "window_start",
    "window_end",
    "due",
    "evidence",
    "message",
]


def written(report: Report, lang: str = "zh") -> str:
    stream = StringIO()
    write_json(report, stream, lang=lang)
    return stream.getvalue()


def test_keys_are_in_the_agreed_order(small: Report) -> None:
    told = json.loads(written(small))
    assert list(told) == ["as_of", "packs", "summary", "warnings", "findings"]
    assert [list(finding) for finding in told["findings"]] == [KEYS] * len(small.findings)


def test_a_finding_is_told_in_full(small: Report) -> None:
    told = json.loads(written(small))
    assert told["as_of"] == "2025-07-01"
    assert told["packs"] == ["alpha", "beta"]
    assert told["warnings"] == ["工作表“杂项”未识别。"]
    pending = told["findings"][2]
    assert pending["status"] == "pending"
    assert pending["due"] == "2025-12-31"
    assert pending["national_status"] == "superseded"
    assert told["findings"][0]["evidence"][:2] == [
        {"sheet": "监督", "row": 4},
        {"sheet": "监督", "row": 5},
    ]


def test_a_pack_not_in_force_was_not_evaluated(small: Report) -> None:
    packs = (small.packs[0], replace(small.packs[1], in_force=False))
    told = json.loads(written(replace(small, packs=packs)))
    assert told["packs"] == list(told["summary"]["packs"]) == ["alpha"]


def test_whole_numbers_are_integers_and_shares_are_not(small: Report) -> None:
    text = written(small)
    assert '"measured":2,' in text
    assert '"measured":0.85,' in text
    assert '"measured":null,' in text


def test_summary_counts_statuses_packs_and_subjects(small: Report) -> None:
    summary = json.loads(written(small))["summary"]
    assert summary["status"] == {"missed": 1, "attention": 1, "pending": 1, "no_data": 1, "met": 1}
    assert summary["packs"]["beta"]["attention"] == 1
    assert summary["packs"]["beta"]["met"] == 0
    assert summary["subjects"] == {"person": 2, "pool": 0, "project": 0, "unit": 1}
    assert summary["skipped"] == list(small.skipped)


def test_language_changes_messages_and_units_only(small: Report) -> None:
    zh, en = (json.loads(written(small, lang))["findings"][0] for lang in ("zh", "en"))
    assert (zh["message"], zh["measure_unit"]) == ("张明的说明。", "次")
    assert (en["message"], en["measure_unit"]) == ("A statement about 张明.", "times")
    assert {key for key in KEYS if zh[key] != en[key]} == {"message", "measure_unit"}


def test_a_finding_is_a_line_and_equal_reports_give_equal_text(small: Report) -> None:
    text = written(small)
    assert text == written(replace(small))
    assert sum(line.startswith('{"rule"') for line in text.splitlines()) == len(small.findings)


def test_nothing_found_is_an_empty_list(small: Report) -> None:
    assert json.loads(written(replace(small, findings=())))["findings"] == []
