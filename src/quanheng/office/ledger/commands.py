"""``quanheng ledger verify | checkpoint | prove | key``."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from quanheng.norms.finding import Language, Text
from quanheng.office.ledger.checkpoints import LedgerRefused, make_checkpoint, own_key
from quanheng.office.ledger.notes import NoteRefused, Verifier, verifier
from quanheng.office.ledger.proofs import prove as proof_of
from quanheng.office.ledger.verification import Report, verify_ledger

BROKEN = 1
"""Exit code when the ledger does not verify."""
REFUSED = 2
"""Exit code when something asked cannot be done."""

language = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="语言 Language.",
)
output = click.option(
    "-o", "--output", "out", type=click.Path(path_type=Path), help="写入 Write to."
)


def _verifier(_: click.Context, __: click.Parameter, written: tuple[str, ...]) -> list[Verifier]:
    try:
        return [verifier(one) for one in written]
    except NoteRefused as refused:
        raise click.BadParameter(str(refused)) from refused


keys = click.option(
    "--key",
    "trusted",
    multiple=True,
    callback=_verifier,
    metavar="NAME+ID+KEY",
    help="另信任的公钥，如更换前的 Also trust this key, such as an earlier one (repeatable).",
)


@click.group()
def ledger() -> None:
    """账本：核验、签发检查点、出具证明 Verify, sign and prove the ledger."""


@contextmanager
def refusals(lang: Language) -> Iterator[None]:
    """Turn a refusal into one sentence and exit code 2."""
    try:
        yield
    except LedgerRefused as refused:
        click.echo(refused.message.in_(lang), err=True)
        sys.exit(REFUSED)


@contextmanager
def counting(lang: Language) -> Iterator[Callable[[int, int], None]]:
    """A progress line on a terminal, nothing elsewhere."""
    shown = sys.stderr.isatty()
    label = Text("核验", "verifying").in_(lang)

    def tell(done: int, total: int) -> None:
        if shown:
            click.echo(f"\r{label} {done:,} / {total:,}", err=True, nl=False)

    yield tell
    if shown:
        click.echo(err=True)


def _write(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


def _tell(report: Report, lang: Language) -> None:
    for problem in report.problems:
        click.echo(problem.in_(lang))
    if report.problems:
        click.echo(
            Text(
                f"账本核验未通过：{len(report.problems)} 处问题。请保留现场，"
                "比对备份和已发出的检查点。",
                f"The ledger does not verify: {len(report.problems)} problems. Keep everything as "
                "it is, and compare with backups and with checkpoints that were handed out.",
            ).in_(lang)
        )
        return
    click.echo(
        Text(
            f"账本完好：{report.size} 条，{report.checkpoints} 个检查点，"
            f"{report.erased} 条的明细已按期清除。\n树根 {report.root.hex()}",
            f"The ledger is whole: {report.size} entries, {report.checkpoints} checkpoints, "
            f"details of {report.erased} entries erased on schedule.\nroot {report.root.hex()}",
        ).in_(lang)
    )


@ledger.command()
@click.option(
    "--against",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="另存的检查点文件 Also agree with this checkpoint kept elsewhere (repeatable).",
)
@keys
@language
def verify(against: tuple[Path, ...], trusted: list[Verifier], lang: Language) -> None:
    """核验全部条目、树根和检查点 Compute everything anew and compare."""
    notes = [path.read_text(encoding="utf-8") for path in against]
    with refusals(lang), counting(lang) as progress:
        report = verify_ledger(trusted=[own_key(), *trusted], against=notes, progress=progress)
    _tell(report, lang)
    sys.exit(BROKEN if report.problems else 0)


@ledger.command()
@keys
@output
@language
def checkpoint(trusted: list[Verifier], out: Path | None, lang: Language) -> None:
    """核验后签发检查点 Verify, then sign a checkpoint; hand it to somebody else to keep."""
    with refusals(lang), counting(lang) as progress:
        made = make_checkpoint(trusted=trusted, progress=progress)
    _write(made.note, out)


@ledger.command()
@click.argument("number", metavar="ENTRY", type=click.IntRange(min=0))
@click.option("--without-details", is_flag=True, help="不含理由和数值 Leave out reason and values.")
@output
@language
def prove(number: int, without_details: bool, out: Path | None, lang: Language) -> None:
    """出具条目在账的证明 Prove that an entry stands in the ledger (JSON)."""
    with refusals(lang):
        proof: dict[str, Any] = proof_of(number, with_details=not without_details)
    _write(json.dumps(proof, ensure_ascii=False, indent=2) + "\n", out)


@ledger.command()
@click.option("--note", is_flag=True, help="按 C2SP 格式 In the format of signed notes.")
@output
@language
def key(note: bool, out: Path | None, lang: Language) -> None:
    """账本公钥 The public key, for those who verify."""
    with refusals(lang):
        own = own_key()
    _write(f"{own}\n" if note else own.pem(), out)
