"""The package of an appointment holds its papers as the ledger tells of them."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from quanheng.office.ledger.checkpoints import make_checkpoint
from quanheng.office.procedures.proof import proof_of
from quanheng.office.selection.appointing.sample import OFFICER, Course
from quanheng.office.selection.models import CasePaper, PaperKind
from quanheng.office.selection.papers import files
from quanheng.office.selection.papers.actions import make_paper
from quanheng.office.selection.papers.files import Format
from tests.office.procedures.test_proof import verify
from tests.office.selection.appointing.test_others import opened


@pytest.fixture
def planned(course: Course, settings: Any, tmp_path: Path) -> Course:
    """A case with a paper in two versions, and another one."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    for kind in (PaperKind.MOTION, PaperKind.MOTION, PaperKind.PLAN):
        make_paper(course.case, kind, {"organ": "组织部"}, by=course.users[OFFICER], on=course.on)
    return course


def unpacked(course: Course, folder: Path) -> Path:
    make_checkpoint()
    zipfile.ZipFile(io.BytesIO(proof_of(course.case))).extractall(folder)
    return folder


def test_papers_of_a_case_are_verified_with_their_files(planned: Course, tmp_path: Path) -> None:
    folder = unpacked(planned, tmp_path / "case")
    found = verify(folder)
    assert found.returncode == 0, found.stderr
    assert "动议纪实 2025-1 v2" in found.stdout
    paper = CasePaper.objects.get(kind=PaperKind.PLAN)
    (folder / "papers").mkdir()
    file = folder / "papers" / f"{paper.title}.pdf"
    file.write_bytes(files.kept(paper, Format.PDF) or b"")
    assert f"{file.name} = 工作方案 2025-1 v1" in verify(folder).stdout
    file.write_bytes(file.read_bytes() + b" ")
    found = verify(folder)
    assert found.returncode == 1
    assert "not a paper of the case" in found.stderr


def test_a_paper_that_was_changed_or_taken_away_is_found(planned: Course, tmp_path: Path) -> None:
    first, last = CasePaper.objects.filter(kind=PaperKind.MOTION).order_by("version")
    kept = CasePaper.objects.filter(pk=last.pk)
    told = [
        ({"pdf_sha256": "0" * 64}, "pdf_sha256"),
        ({"made_on": planned.case.opened_on.replace(year=2024)}, "the day was changed"),
        ({"number": 7}, "the paper was changed"),
    ]
    for at, (change, why) in enumerate(told):
        kept.update(**change)
        found = verify(unpacked(planned, tmp_path / str(at)))
        assert found.returncode == 1
        assert why in found.stderr
        kept.update(**{name: getattr(last, name) for name in change})
    other = opened(planned)
    kept.update(case=other.case)
    assert "of another case" in verify(unpacked(other, tmp_path / "other")).stderr
    kept.update(case=planned.case)
    folder = unpacked(planned, tmp_path / "skipped")
    case = json.loads((folder / "case.json").read_text("utf-8"))
    case["papers"].pop(0)
    case["paper_entries"].pop(0)
    (folder / "case.json").write_text(json.dumps(case), "utf-8")
    assert "a version of" in verify(folder).stderr
    first.delete()
    found = verify(unpacked(planned, tmp_path / "gone"))
    assert found.returncode == 1
    assert "papers without their entry" in found.stderr
