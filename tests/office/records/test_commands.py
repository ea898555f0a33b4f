"""``quanheng import`` and ``quanheng retention``."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from quanheng.exchange.export import write_workbook
from quanheng.norms import kinds
from quanheng.norms.kinds import MILLION
from quanheng.norms.records import Records
from quanheng.office.accounts.models import User
from quanheng.office.ledger.models import Entry
from quanheng.office.records.commands import import_workbook, retention
from quanheng.office.records.models import ImportBatch, Observation, Person, Training
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


def test_retention_prints_the_terms_and_removes_what_is_over(
    loaded: Entry, officer: User, person: Person
) -> None:
    Observation.objects.create(
        person=person, day=date(2010, 1, 1), topic="作风", occasion="调研走访", note="甲",
        evidence="乙", observer="丙", recorded_at=timezone.now(), recorded_by=officer,
    )  # fmt: skip
    shown = CliRunner().invoke(retention, [])
    assert shown.exit_code == 0, shown.output
    for kind in ("日常了解\t5\t1", "照片\t3\t0", "健康信息\t3\t0", "任免审批表\t3\t0"):
        assert kind in shown.output
    assert Observation.objects.exists()
    nobody = CliRunner().invoke(retention, ["--expire"])
    assert nobody.exit_code == 2
    told = ["--expire", "--by", officer.username, "--reason", "保存期满"]
    assert CliRunner().invoke(retention, told).exit_code == 0
    assert not Observation.objects.exists()
    assert Entry.objects.latest("number").action == "records expired"
