"""A made-up district for the tests of the command line, written once."""

from pathlib import Path

import pytest
from hypothesis import settings

from quanheng.exchange.export import write_workbook
from quanheng.norms.records import Records
from quanheng.sample.district import make_district
from tests.commands import BRANCH
from tests.exchange.books import row, write

settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def district() -> Records:
    return make_district(60, None, 1)


@pytest.fixture(scope="session")
def workbook(district, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("district") / "district.xlsx"
    write_workbook(district, path)
    return path


@pytest.fixture
def small(tmp_path):
    """A branch that did nothing: some duties are missed at the end of the year."""
    return write(tmp_path / "small.xlsx", {"单位": [BRANCH], "活动": []})


@pytest.fixture
def bad(tmp_path):
    """A workbook with three faults."""
    people = [row("干部"), row("干部", 姓名=None, 出生年月="昨天")]
    posts = [row("任职"), row("任职", 单位编码="U9")]
    sheets = {"单位": [row("单位")], "干部": people, "任职": posts}
    return write(tmp_path / "bad.xlsx", sheets)
