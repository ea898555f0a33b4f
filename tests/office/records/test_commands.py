"""``quanheng import``."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quanheng.exchange.export import write_workbook
from quanheng.norms import kinds
from quanheng.norms.kinds import MILLION
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry
from quanheng.office.records.commands import import_workbook
from quanheng.office.records.models import ImportBatch, Training
from quanheng.office.records.tables import everyone

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(settings: Any, tmp_path: Path) -> Callable[..., Result]:
    settings.MEDIA_ROOT = tmp_path / "uploads"

    def ran(row: kinds.Row, *options: str, answer: str = "") -> Result:
        path = tmp_path / "book.xlsx"
        write_workbook(Records({type(row): [row]}), path)
        return CliRunner().invoke(import_workbook, [str(path), *options], input=answer)

    return ran


@pytest.fixture
def row(loaded: Entry) -> kinds.Training:
    found = everyone().of(kinds.Training)[0]
    return replace(found, hours=7 * MILLION)


def test_a_workbook_is_written_with_yes(
    run: Callable[..., Result], row: kinds.Training, officer: User
) -> None:
    result = run(row, "--yes", "--by", officer.username)
    assert result.exit_code == 0, result.output
    assert "培训: 变更 1" in result.output
    assert Training.objects.get(supersedes=row.row).recorded_by == officer


def test_without_yes_it_asks(run: Callable[..., Result], row: kinds.Training) -> None:
    assert run(row, answer="n\n").exit_code == 2
    assert not Training.objects.filter(supersedes=row.row).exists()
    assert ImportBatch.objects.get().state == "cancelled"
    assert run(row, answer="y\n").exit_code == 0
    assert Training.objects.filter(supersedes=row.row).exists()


def test_conflicts_stop_it_unless_they_are_skipped(
    run: Callable[..., Result], row: kinds.Training
) -> None:
    stranger = replace(row, person="不存在")
    result = run(stranger, "--yes")
    assert result.exit_code == 2
    assert "“不存在”在档案库和文件中都不存在" in result.output


def test_an_account_without_the_power_is_refused(
    run: Callable[..., Result], row: kinds.Training, users: dict[str, User]
) -> None:
    assert run(row, "--yes", "--by", "auditor").exit_code == 2
    assert run(row, "--yes", "--by", "nobody").exit_code == 2
    assert not ImportBatch.objects.exists()
