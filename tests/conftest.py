"""A made-up district for the tests of the command line, written once."""

from pathlib import Path

import pytest

from quanheng.exchange.export import write_workbook
from quanheng.norms.records import Records
from quanheng.sample.district import make_district


@pytest.fixture(scope="session")
def district() -> Records:
    return make_district(60, None, 1)


@pytest.fixture(scope="session")
def workbook(district, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("district") / "district.xlsx"
    write_workbook(district, path)
    return path
