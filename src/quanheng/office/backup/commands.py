"""``quanheng backup FILE`` and ``quanheng restore FILE [--drill]``."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from quanheng.norms.finding import Language, Text
from quanheng.office.backup.making import make_backup
from quanheng.office.backup.refusal import BackupRefused
from quanheng.office.backup.restoring import Restored
from quanheng.office.backup.restoring import drill as try_out
from quanheng.office.backup.restoring import restore as restore_backup
from quanheng.office.ledger.checkpoints import LedgerRefused
from quanheng.office.ledger.commands import keys, language
from quanheng.office.ledger.notes import Verifier

BROKEN = 1
"""Exit code when the restored ledger is not what it should be."""
REFUSED = 2
"""Exit code when the backup or restore was not done."""


@contextmanager
def refusals(lang: Language) -> Iterator[None]:
    """Turn a refusal into one message and exit code 2."""
    try:
        yield
    except (BackupRefused, LedgerRefused) as refused:
        click.echo(refused.message.in_(lang), err=True)
        sys.exit(REFUSED)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@language
def backup(file: Path, lang: Language) -> None:
    """备份数据库和上传文件（不含密钥） Back up database and uploads, not the keys."""
    with refusals(lang):
        made = make_backup(file)
    size, uploads = file.stat().st_size / 1024 / 1024, len(made.files) - 1
    click.echo(
        Text(
            f"已备份到“{file}”：{size:.1f} MiB，上传文件 {uploads} 个，"
            f"账本 {made.state.size} 条。\n"
            "请运行 quanheng restore --drill 演练恢复；密钥请另行保管。",
            f"Backed up to {file}: {size:.1f} MiB, {uploads} uploaded files, {made.state.size} "
            "ledger entries.\nTry it with quanheng restore --drill, and keep the keys elsewhere.",
        ).in_(lang)
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--drill", is_flag=True, help="只演练，不改动现有数据 Only try; change nothing.")
@keys
@language
def restore(file: Path, drill: bool, trusted: list[Verifier], lang: Language) -> None:
    """从备份恢复，或演练恢复 Restore a backup, or try whether it could be restored."""
    with refusals(lang):
        found = (try_out if drill else restore_backup)(file, trusted=trusted)
    for problem in found.problems:
        click.echo(problem.in_(lang))
    click.echo(_verdict(found, drill).in_(lang))
    sys.exit(BROKEN if found.problems else 0)


def _verdict(found: Restored, drill: bool) -> Text:
    made, ledger = found.manifest, found.ledger
    if found.problems:
        return Text(
            f"发现 {len(found.problems)} 处问题，未恢复。请换用另一份备份。",
            f"{len(found.problems)} problems; nothing was restored. Use another backup.",
        )
    zh, en = ("演练通过", "The drill passed") if drill else ("已恢复", "Restored")
    return Text(
        f"{zh}：备份于 {made.made_at}，文件 {len(made.files)} 个校验无误，"
        f"补做迁移 {found.migrated} 项，账本 {ledger.size} 条、"
        f"检查点 {ledger.checkpoints} 个核验无误。\n树根 {ledger.root.hex()}",
        f"{en}: made at {made.made_at}, {len(made.files)} files as in the manifest, "
        f"{found.migrated} migrations caught up, {ledger.size} ledger entries and "
        f"{ledger.checkpoints} checkpoints verified.\nroot {ledger.root.hex()}",
    )
