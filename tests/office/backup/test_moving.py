"""A backup of one installation is restored as another, by commands alone."""

import os
from pathlib import Path

import pytest

from tests.office.installation import installation, python, quanheng

pytestmark = pytest.mark.xdist_group("backup")

FILL = """
from datetime import date
from quanheng.office.config.start import start
start()
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from quanheng.office.accounts.models import User
from quanheng.office.ledger.actions import record
from quanheng.office.ledger.checkpoints import make_checkpoint, own_key
call_command("migrate", verbosity=0)
user = User.objects.create_user("clerk", name="办事员")
for number in range(25):
    with transaction.atomic():
        record(user, "changed", by=user, on=date(2025, 6, 1), values={"n": number})
settings.MEDIA_ROOT.mkdir()
(settings.MEDIA_ROOT / "letter.pdf").write_bytes(b"%PDF")
make_checkpoint()
print(own_key())
"""
READ = """
from quanheng.office.config.start import start
start()
from django.conf import settings
from quanheng.office.accounts.models import User
print(User.objects.get(username="clerk").name, (settings.MEDIA_ROOT / "letter.pdf").read_bytes())
"""


def test_a_restored_installation_is_the_same(tmp_path: Path) -> None:
    server = os.environ.get("DATABASE_URL", "")
    file = tmp_path / "backup.tar"
    with (
        installation(tmp_path / "one", server) as one,
        installation(tmp_path / "two", server) as two,
    ):
        key = python(FILL, one).strip()
        quanheng(one, "backup", file)
        with pytest.raises(RuntimeError, match="签名无效"):
            quanheng(two, "restore", file)
        assert quanheng(two, "restore", file, "--key", key).startswith("已恢复")
        assert python(READ, two) == "办事员 b'%PDF'\n"
        assert quanheng(two, "ledger", "verify", "--key", key).startswith("账本完好：25 条")
        assert not list((tmp_path / "two").glob(".restore-*"))
