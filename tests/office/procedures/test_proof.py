"""The package of a case proves itself with plain Python; what is changed in it is found."""

import io
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from quanheng.office.ledger.checkpoints import make_checkpoint
from quanheng.office.procedures import actions
from quanheng.office.procedures.models import Case, Override
from tests.office.procedures.desk import BACK, Desk

LATE = date(2026, 3, 11)


@pytest.fixture
def done(desk: Desk) -> Case:
    """A leave that was approved late, by an override of two persons."""
    case = desk.applied(on=LATE)
    actions.propose_override(case, "before", reason="因公紧急", **desk.by("head", LATE))
    actions.sign_override(Override.objects.get(), **desk.by("organisation_officer", LATE))
    desk.take(case, "approved", role="head", on=LATE)
    desk.take(case, "reported", {"returned": BACK}, role="official", on=BACK)
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def package(done: Case, client_of: Callable[[str], Client], tmp_path: Path) -> Path:
    """The package that the auditor takes out, unpacked."""
    make_checkpoint()
    answer = client_of("auditor").get(reverse("procedures:proof", args=[done.pk]))
    assert answer["Content-Type"] == "application/zip"
    zipfile.ZipFile(io.BytesIO(answer.content)).extractall(tmp_path / "case")
    return tmp_path / "case"


def verify(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-E", "-s", str(folder / "verify_case.py"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def signed(folder: Path) -> bool:
    told = ["-in", "checkpoint.txt", "-sigfile", "checkpoint.sig"]
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "ledger.pem", "-rawin", *told]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl on this machine")
def test_an_auditor_proves_a_case_from_the_package_alone(package: Path) -> None:
    found = verify(package)
    assert found.returncode == 0, found.stderr
    assert "reported" in found.stdout
    assert signed(package)
    (package / "checkpoint.txt").write_text((package / "checkpoint.txt").read_text() + "x")
    assert not signed(package)


def of(case: dict[str, Any], name: str) -> dict[str, Any]:
    return next(step for step in case["procedure"]["steps"] if step["name"] == name)


TAMPERED: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("an entry left out", lambda case: case["entries"].pop(-2)),
    ("the approval left out", lambda case: [case["entries"].pop(place) for place in (-2, -3, -4)]),
    ("another state", lambda case: case["entries"].pop()),
    ("a step made optional", lambda case: of(case, "approve").update(optional=True)),
    ("another way", lambda case: of(case, "apply")["outcomes"].update(applied="back")),
    ("nobody kept out", lambda case: of(case, "approve").update(not_by=[])),
]


@pytest.mark.parametrize(("what", "change"), TAMPERED, ids=[what for what, _ in TAMPERED])
def test_a_changed_outline_is_found(
    package: Path, what: str, change: Callable[[dict[str, Any]], object]
) -> None:
    case = json.loads((package / "case.json").read_text("utf-8"))
    change(case)
    (package / "case.json").write_text(json.dumps(case), "utf-8")
    assert verify(package).returncode == 1


@pytest.mark.parametrize("part", ["entry", "details", "path"])
def test_a_changed_entry_is_found(package: Path, part: str) -> None:
    file = sorted((package / "entries").iterdir())[-1]
    proof = json.loads(file.read_text("utf-8"))
    if part == "entry":
        proof["entry"]["actor"] = "somebody"
    elif part == "details":
        proof["details"]["values"]["outcome"] = "refused"
    else:
        proof["path"] = proof["path"][:-1]
    file.write_text(json.dumps(proof), "utf-8")
    assert verify(package).returncode == 1


def test_only_who_reads_the_ledger_takes_it_out(
    done: Case, client_of: Callable[[str], Client]
) -> None:
    page = reverse("procedures:proof", args=[done.pk])
    answer = client_of("auditor").get(page)
    assert answer.status_code == 302  # no checkpoint yet: said on the page of the case
    assert answer["Location"] == reverse("procedures:case", args=[done.pk])
    for role in ("organisation_officer", "head", "official"):
        assert client_of(role).get(page).status_code == 403
