"""The ledger on the command line, and the script of the documentation."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import connection

from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import erase_details, record
from quanheng.office.ledger.checkpoints import make_checkpoint, own_key
from quanheng.office.ledger.commands import ledger as command
from quanheng.office.ledger.models import Checkpoint, Details, Entry
from quanheng.office.ledger.notes import opened, tree_head
from quanheng.office.ledger.proofs import prove_growth
from quanheng.office.ledger.tree import grew
from tests.office.conftest import without_triggers

pytestmark = pytest.mark.django_db

ON = date(2025, 6, 1)
PAGE = Path(__file__).parents[3] / "docs" / "ledger.md"


@pytest.fixture
def ledger(users: dict[str, User]) -> User:
    """Eleven entries, the details of entry 2 erased."""
    by = users["organisation_officer"]
    for number in range(10):
        record(
            by, "changed", by=by, on=ON, reason="更正出生日期", values={"n": number, "姓名": "甲"}
        )
    erase_details(Entry.objects.get(number=2), by=by, on=ON, reason="保存期届满")
    return by


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def script() -> str:
    found = re.search(r"<!-- verify.py -->\n```python\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    assert found
    return found[1]


def verify_as_a_stranger(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the documented script: isolated, so that only the standard library is there."""
    (folder / "verify.py").write_text(script(), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", "proof.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def openssl(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the openssl command as it stands on the page."""
    line = next(x for x in PAGE.read_text("utf-8").splitlines() if x.startswith("openssl pkeyutl"))
    return subprocess.run(line.split(), cwd=folder, capture_output=True, text=True, check=False)


def proved(folder: Path, number: int, *options: str) -> None:
    run("checkpoint")
    assert run("prove", str(number), *options, "-o", folder / "proof.json").exit_code == 0
    assert run("key", "-o", folder / "ledger.pem").exit_code == 0


def test_the_script_is_ten_lines_or_so_and_needs_nothing() -> None:
    assert len(script().strip().splitlines()) <= 16
    assert re.findall(r"^(?:import|from) (.*)$", script(), re.M) == ["base64, hashlib, json, sys"]


def test_the_environment_of_the_stranger_has_neither_quanheng_nor_django(tmp_path: Path) -> None:
    for module in ("quanheng", "django", "cryptography"):
        tried = [sys.executable, "-I", "-S", "-c", f"import {module}"]
        assert subprocess.run(tried, cwd=tmp_path, check=False, capture_output=True).returncode


@pytest.mark.parametrize(
    ("number", "options"), [(0, []), (2, []), (7, []), (7, ["--without-details"]), (10, [])]
)
def test_a_stranger_verifies_a_proof(
    ledger: User, tmp_path: Path, number: int, options: list[str]
) -> None:
    proved(tmp_path, number, *options)
    shown = verify_as_a_stranger(tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert json.loads(shown.stdout.partition("\nleads")[0])["number"] == number
    signature = openssl(tmp_path)
    assert "Signature Verified Successfully" in signature.stdout, signature.stderr


@pytest.mark.parametrize(
    ("part", "change", "complaint"),
    [
        ("entry", {"actor": "somebody-else"}, "not in the ledger"),
        ("details", {"reason": "另一理由"}, "the details were changed"),
        ("details", {"salt": "00" * 32}, "the details were changed"),
    ],
)
def test_a_stranger_sees_a_changed_proof(
    ledger: User, tmp_path: Path, part: str, change: dict[str, Any], complaint: str
) -> None:
    proved(tmp_path, 7)
    file = tmp_path / "proof.json"
    proof = json.loads(file.read_text("utf-8"))
    proof[part].update(change)
    file.write_text(json.dumps(proof), "utf-8")
    shown = verify_as_a_stranger(tmp_path)
    assert shown.returncode and complaint in shown.stderr


def test_openssl_refuses_a_changed_checkpoint(ledger: User, tmp_path: Path) -> None:
    proved(tmp_path, 7)
    verify_as_a_stranger(tmp_path)
    text = tmp_path / "checkpoint.txt"
    text.write_text(text.read_text("utf-8").replace("11", "12"), "utf-8")
    assert openssl(tmp_path).returncode


def test_verify_says_whole_or_what_is_wrong(ledger: User) -> None:
    whole = run("verify", "--lang", "en")
    assert whole.exit_code == 0
    assert whole.stdout.startswith("The ledger is whole: 11 entries")
    with without_triggers():
        Details.objects.filter(entry=4).update(reason="另一理由")
    broken = run("verify")
    assert broken.exit_code == 1
    assert broken.stdout.startswith("条目 4：理由或数值与其承诺不符")


def test_verify_misses_a_trigger(ledger: User) -> None:
    on_table = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_entry_refuse_update{on_table}")
    broken = run("verify")
    assert broken.exit_code == 1
    assert broken.stdout.startswith("触发器 ledger_entry_refuse_update 缺失")


def test_verify_against_a_kept_checkpoint(ledger: User, tmp_path: Path) -> None:
    kept = tmp_path / "checkpoint.txt"
    assert run("checkpoint", "-o", kept).exit_code == 0
    assert kept.read_text("utf-8") == Checkpoint.objects.get().note
    assert "2 个检查点" in run("verify", "--against", kept).stdout


def test_a_second_checkpoint_of_the_same_ledger_is_the_first(ledger: User) -> None:
    assert run("checkpoint").stdout == run("checkpoint").stdout
    assert Checkpoint.objects.count() == 1


def test_a_proof_needs_the_entry_and_a_checkpoint(ledger: User) -> None:
    missing, early = run("prove", "99"), run("prove", "3", "--lang", "en")
    assert (missing.exit_code, early.exit_code) == (2, 2)
    assert missing.stderr == "账本中没有条目 99。请核对序号。\n"
    assert "run quanheng ledger checkpoint." in early.stderr


def test_the_key_in_both_forms(ledger: User) -> None:
    assert run("key").stdout == own_key().pem()
    assert run("key", "--note").stdout == f"{own_key()}\n"


def test_a_spoilt_key_setting_is_refused_in_one_sentence(ledger: User, settings: Any) -> None:
    settings.LEDGER_KEY = "short"
    refused = run("key")
    assert refused.exit_code == 2
    assert refused.stderr.startswith("QUANHENG_LEDGER_KEY 应为")


def test_growth_between_checkpoints_is_proved(ledger: User) -> None:
    old = make_checkpoint()
    record(ledger, "changed", by=ledger)
    new = make_checkpoint()
    proof = prove_growth(old.size, new.size)
    was, now = (tree_head(opened(proof[name], [own_key()])) for name in ("old", "new"))
    path = [bytes.fromhex(node) for node in proof["path"]]
    assert grew(was.size, was.root, now.size, now.root, path)
