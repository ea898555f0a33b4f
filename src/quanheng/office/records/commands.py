"""``quanheng import`` and ``quanheng retention``."""

import sys
from pathlib import Path
from typing import NoReturn

import click
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.utils.timezone import localdate
from django.utils.translation import override

from quanheng.norms.finding import Language, Text
from quanheng.office.accounts.models import User
from quanheng.office.records.actions import expire_records
from quanheng.office.records.exports.files import forget_expired
from quanheng.office.records.importing import actions, jobs
from quanheng.office.records.importing.outcomes import Outcome
from quanheng.office.records.importing.stopping import stop_import
from quanheng.office.records.models import ImportBatch
from quanheng.office.records.queries.imports import rows_of
from quanheng.office.records.refusals import Refused
from quanheng.office.records.retention import counts

REFUSED = 2
"""Exit code when nothing was written."""

State = ImportBatch.State


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--by", "username", metavar="USER", help="以此账户导入 Import as this account [system]."
)
@click.option("--yes", is_flag=True, help="不询问，直接写入 Write without asking.")
@click.option("--skip-conflicts", is_flag=True, help="略过冲突行 Leave out rows in conflict.")
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="语言 Language.",
)
def import_workbook(
    file: Path, username: str | None, yes: bool, skip_conflicts: bool, lang: Language
) -> None:
    """把工作簿导入档案库，先预览再写入 Import a workbook: preview, then write."""
    with override("en" if lang == "en" else "zh-hans"):
        account = _account(username, lang)
        try:
            batch = _compared(file, account)
            _tell(batch, lang)
            if batch.state != State.READY:
                sys.exit(REFUSED)
            if not yes and not click.confirm(Text("写入？", "Write it?").in_(lang)):
                stop_import(batch, by=account, on=localdate())
                sys.exit(REFUSED)
            _written(batch, account, skip_conflicts, lang)
        except Refused as refused:
            _refuse("\n".join(refused.messages))
        except PermissionDenied as denied:
            _refuse(str(denied))


@click.command("retention")
@click.option("--expire", is_flag=True, help="删除到期记录 Remove what has had its time.")
@click.option("--by", "username", metavar="USER", help="办理人 Who removes it.")
@click.option("--reason", default="", help="理由 Why.")
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="语言 Language.",
)
def retention(expire: bool, username: str | None, reason: str, lang: Language) -> None:
    """各类记录的保存期限和到期数 How long records are kept, and how many have had their time."""
    with override("en" if lang == "en" else "zh-hans"):
        for title, term, count in counts(localdate()):
            years = Text("长期", "for good") if term.years is None else Text(*[f"{term.years}"] * 2)
            click.echo(f"{title}\t{years.in_(lang)}\t{count}\t{term.basis.in_(lang)}")
        if not expire:
            return
        if username is None:
            told = Text("请用 --by 指定办理人。", "Say with --by who removes them.")
            _refuse(told.in_(lang))
        try:
            entry = expire_records(by=_account(username, lang), on=localdate(), reason=reason)
            forget_expired(localdate())
        except Refused as refused:
            _refuse("\n".join(refused.messages))
        told = Text(f"已删除，账本条目 {entry.number}。", f"Removed, ledger entry {entry.number}.")
        click.echo(told.in_(lang))


def _account(username: str | None, lang: Language) -> User:
    """The account that imports: the one named, else the system's own."""
    found = (
        User.objects.filter(username=username) if username else User.objects.filter(is_system=True)
    )
    if (account := found.first()) is None:
        told = Text("没有这个账户，请用 --by 指定登录名。", "No such account: name one with --by.")
        _refuse(told.in_(lang))
    return account


def _compared(file: Path, account: User) -> ImportBatch:
    with file.open("rb") as opened:
        entry = actions.upload_workbook(
            File(opened, name=file.name), by=account, on=localdate(), queued=False
        )
    jobs.read_and_compare.call(int(entry.about_key))
    return ImportBatch.objects.get(pk=entry.about_key)


def _tell(batch: ImportBatch, lang: Language) -> None:
    """What the workbook would change, or what is wrong with it."""
    for problem in (*batch.problems, *batch.warnings):
        click.echo(Text(*problem).in_(lang), err=True)
    for sheet, found in batch.counts.items():
        said = "  ".join(f"{Outcome(outcome).label} {n}" for outcome, n in found.items())
        click.echo(f"{sheet}: {said}")
    for row in rows_of(batch, Outcome.CONFLICT, "", 0, lang, batch.uploaded_by):
        click.echo(f"{row.sheet} {row.number}: {row.why}", err=True)


def _written(batch: ImportBatch, account: User, skip_conflicts: bool, lang: Language) -> None:
    options = {"by": account, "on": localdate(), "queued": False}
    actions.order_import(batch, without_conflicts=skip_conflicts, **options)  # type: ignore[arg-type]
    jobs.apply.call(batch.pk)
    batch.refresh_from_db()
    if batch.state != State.APPLIED:
        told = Text(
            "档案在比对之后有变动，没有写入；请再次导入。",
            "The file changed meanwhile, nothing was written: import again.",
        )
        _refuse(told.in_(lang))
    proposed = batch.corrections.count()
    click.echo(
        Text(
            f"已写入，账本条目 {batch.entry_number}；{proposed} 项关键信息的改动待另一人审核。",
            f"Written, ledger entry {batch.entry_number}; "
            f"{proposed} changes of key facts wait for a second person.",
        ).in_(lang)
    )


def _refuse(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(REFUSED)
