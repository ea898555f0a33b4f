"""The report as a page, as text; how it behaves in a browser is tested beside this file."""

import re
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from quanheng.exchange.report import Report, write_html
from quanheng.exchange.report.wording import part
from quanheng.norms.records import Records


def page(report: Report, lang: str = "zh") -> str:
    stream = StringIO()
    write_html(report, stream, lang=lang)
    return stream.getvalue()


@pytest.mark.parametrize(("lang", "html"), [("zh", "zh-CN"), ("en", "en")])
def test_the_whole_page_is_in_one_language(small: Report, lang: str, html: str) -> None:
    text = page(small, lang)
    assert f'<html lang="{html}">' in text
    assert ("谈心谈话" in text) == (lang == "zh")
    assert ("A statement about" in text) == (lang == "en")


def test_every_finding_is_told_with_what_it_rests_on(small: Report) -> None:
    text = page(small)
    for piece in (
        "=1+2的说明。",
        "0 / 1 次",
        "2025-01-01–2025-12-31",
        "到期 2025-12-31",
        "最早变动 2026-01-01",
        "监督 4–5、9；活动 7",
        "85% / 100%",
    ):
        assert piece in text
    assert len(re.findall(r"<tr class=\w data-r=\d", text)) == 4
    assert len(re.findall(r"<li data-r=\d", text)) == 1


def test_what_is_met_is_told_in_full_too_but_folded(small: Report) -> None:
    text = page(small)
    folded = re.search(r"<details class=kh>.*?</details>", text, re.S)[0]
    for piece in ("谈心谈话", "alpha:1", "2 / 1 次", "监督 4–5、9；活动 7", "张明的说明。"):
        assert piece in folded
    listed = re.search(r"<details class=k>.*?</details>", text, re.S)[0]
    assert "张明" in listed


def test_a_pack_not_in_force_is_marked(small: Report) -> None:
    assert "当日未施行" not in page(small)
    packs = (small.packs[0], replace(small.packs[1], in_force=False))
    assert page(replace(small, packs=packs)).count("当日未施行，未核对") == 2


def test_almost_all_is_not_shown_as_all() -> None:
    shares = [part(count, 3000) for count in (0, 1, 1500, 2999, 3000)]
    assert shares == ["0%", "0.03%", "50%", "99.97%", "100%"]


def test_texts_of_the_workbook_are_never_markup(small: Report) -> None:
    text = page(small)
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_nothing_is_fetched(small: Report) -> None:
    text = page(small)
    assert "default-src 'none'" in text
    assert not re.search(r"""\bsrc=|\bhref=["']?[^#"']|url\(|@import""", text)


def test_a_clause_shows_where_later_law_stands(small: Report) -> None:
    text = page(small)
    assert "已为国家规定取代" in text
    assert "以现行国家规定为准" in text


def test_a_path_receives_the_same_page(small: Report, tmp_path: Path) -> None:
    write_html(small, tmp_path / "report.html", lang="zh")
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == page(small)


def test_a_person_stands_under_the_highest_post_in_force(small: Report) -> None:
    units = page(small).split('<section class="sheet unit"')[1:]
    first, second = (
        re.findall(r"<details class=\"s\".*?<code>(.*?)</code>", unit) for unit in units
    )
    assert first == ["U1", "001"]
    assert second == ["002"]


def test_sheets_may_be_absent_and_nothing_found(small: Report) -> None:
    assert "<b>张明</b>" in page(replace(small, records=Records({})))
    assert "没有规则适用" in page(replace(small, findings=()))
