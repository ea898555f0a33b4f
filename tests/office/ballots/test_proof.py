"""The package of a count proves itself with plain Python; what is changed in it is found."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse

from quanheng.office.ballots.casting import cast
from quanheng.office.ballots.models import Ballot
from quanheng.office.ledger.checkpoints import make_checkpoint
from quanheng.office.ledger.models import Entry
from tests.office.ballots import meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted(users, unit) -> Ballot:
    ballot, slips = meeting.opened(users, unit, "recommendation")
    made = [code for found in slips.values() for code in found][:8]
    for number, code in enumerate(made):
        cast(code, {"pick": ["1"] if number < 3 else ["2"]})
    return meeting.close(ballot, users)


@pytest.fixture
def package(counted, client_of, tmp_path) -> Path:
    make_checkpoint()
    page = reverse("ballots:proof", args=[counted.pk])
    answer = client_of("organisation_officer").post(page)
    assert answer["Content-Type"] == "application/zip"
    assert Entry.objects.last().action == "recount exported"
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path / "count")
    return tmp_path / "count"


def verify(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-E", "-s", str(folder / "verify_count.py"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_auditor_proves_a_count_from_the_package_alone(package: Path) -> None:
    found = verify(package)
    assert found.returncode == 0, found.stderr
    numbers = [int(line.split()[-1]) for line in found.stdout.splitlines()[:-3]]
    assert sum(numbers) == 8


@pytest.mark.parametrize("change", ["another choice", "a line less", "a line more"])
def test_other_votes_are_found(package: Path, change: str) -> None:
    file = package / "votes.csv"
    head, *lines = file.read_text("utf-8").splitlines()
    if change == "another choice":
        first, second = (next(one for one in lines if f",{key}," in one) for key in ("1", "2"))
        lines[lines.index(first)] = second
    elif change == "a line less":
        lines.pop()
    else:
        lines.append(lines[-1])
    file.write_text("\n".join([head, *lines]), "utf-8")
    assert verify(package).returncode == 1


def test_before_a_checkpoint_nothing_is_taken_out(counted, client_of) -> None:
    answer = client_of("organisation_officer").post(reverse("ballots:proof", args=[counted.pk]))
    assert answer["Location"] == reverse("ballots:result", args=[counted.pk])
    assert Entry.objects.last().action == "votes counted"
