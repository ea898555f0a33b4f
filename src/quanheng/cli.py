"""The command line: ``quanheng template | sample | check | explain | packs | clauses``."""

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from quanheng import __version__, listing
from quanheng.choosing import Unknown, check_subject, chosen_packs, chosen_rule, parsed_date
from quanheng.exchange.export import write_workbook
from quanheng.exchange.problems import WorkbookRefused
from quanheng.exchange.report.model import PackInfo, Report, RuleInfo
from quanheng.exchange.report.words import SUBJECT_TYPES
from quanheng.exchange.template import write_template
from quanheng.exchange.workbook import Loaded, read_workbook
from quanheng.norms.finding import Language, Text
from quanheng.norms.pack import Pack, PackError
from quanheng.norms.plain import evaluate, missed_or_attention
from quanheng.norms.plain.explain import explain as explain_finding
from quanheng.office.config.commands import COMMANDS
from quanheng.output import say_utf8, stdout, streams, tell, writable, write
from quanheng.packs import installed
from quanheng.sample.district import make_district

REFUSED = 2
"""Exit code when the input was refused."""
FOUND = 1
"""Exit code when some finding reads missed or attention."""
FAULT = 3
"""Exit code when the program itself is at fault."""
INTERRUPTED = 130
"""Exit code after Ctrl-C."""

language = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="语言 Language.",
)
as_of = click.option(
    "--as-of", "on", metavar="DATE", help="统计日 As-of date, such as 2025-12-31 [today]."
)
packs_option = click.option(
    "--pack", "names", multiple=True, metavar="NAME", help="政策包 Only these packs (repeatable)."
)
output = click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path),
    help="写入文件 Write to this file [standard output].",
)


class Commands(click.Group):
    """Commands that leave with ``FOUND`` only where something was found, whatever goes wrong."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command on streams that take every character."""
        try:
            with streams():
                return super().main(*args, **kwargs)
        except OSError as error:
            tell(unusable(error).in_("zh"))
            sys.exit(REFUSED)
        except Exception:
            tell(traceback.format_exc())
            tell("程序出错，请把以上内容报告给开发者。 A fault in the program: please report it.")
            sys.exit(FAULT)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; interrupted, it leaves like other programs."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """铨衡：把干部队伍建设政策文件变成可运行的软件。

    Quanheng: policy documents on officials as running software.
    """


def refuse(message: str) -> None:
    """Say on stderr why the input was refused, and leave."""
    tell(message)
    sys.exit(REFUSED)


@contextmanager
def refusals(lang: Language) -> Iterator[None]:
    """Turn refusals into one message and exit code 2."""
    try:
        yield
    except Unknown as wrong:
        refuse(wrong.message.in_(lang))
    except WorkbookRefused as refused:
        refuse("\n".join([*refused.warnings.lines(lang), *refused.problems.lines(lang)]))
    except PackError as error:
        refuse(str(error))
    except OSError as error:
        refuse(unusable(error).in_(lang))


def unusable(error: OSError) -> Text:
    """That a file, or standard output, cannot be read or written."""
    return Text(
        f"文件无法读写：{error}。请检查路径、权限和磁盘空间。",
        f"A file cannot be read or written: {error}. "
        "Check the path, the permissions and the space on the disk.",
    )


@contextmanager
def progress(lang: Language) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr, on a terminal only."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        tasks: dict[str, Any] = {}

        def told(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        yield told


def read(path: Path, lang: Language, *, skip_bad_rows: bool = False) -> Loaded:
    """Read a workbook with a progress bar; warnings go to stderr."""
    with progress(lang) as told:
        loaded = read_workbook(path, skip_bad_rows=skip_bad_rows, progress=told)
    skipped = Text("已跳过：", "Skipped: ").in_(lang)
    lines = [*loaded.warnings.lines(lang), *(skipped + line for line in loaded.skipped.lines(lang))]
    if lines:
        tell("\n".join(lines))
    return loaded


def keep_records(file: Path) -> None:
    """Raise ``Unknown`` if the file is there and holds more than an empty template."""
    if not file.exists() or file.stat().st_size == 0:
        return
    try:
        empty = len(read_workbook(file).records) == 0
    except WorkbookRefused:
        empty = False
    if not empty:
        raise Unknown(
            Text(
                f"“{file}”已有内容，不会覆盖，请另取文件名。",
                f"“{file}” holds data and is not overwritten; choose another name.",
            )
        )


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@language
def template(file: Path, lang: Language) -> None:
    """写出空白交换工作簿 Write an empty exchange workbook."""
    with refusals(lang):
        writable(file, workbook=True)
        keep_records(file)
        write_template(file)
    tell(Text(f"已写入 {file}", f"Wrote {file}").in_(lang))


@main.command()
@click.option(
    "--people", type=click.IntRange(1), default=300, show_default=True, help="人数 People."
)
@click.option("--units", default="auto", show_default=True, help="单位数或 auto Units, or auto.")
@click.option("--seed", type=int, default=1, show_default=True, help="随机种子 Seed.")
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path),
    required=True,
    help="写入文件 Write to this file.",
)
@click.option(
    "--as-of",
    "on",
    metavar="DATE",
    default="2025-12-31",
    show_default=True,
    help="样例止于此日 The day up to which the sample runs.",
)
@language
def sample(people: int, units: str, seed: int, out: Path, on: str, lang: Language) -> None:
    """生成合成样例区 Write a synthetic sample district as a workbook."""
    with refusals(lang):
        writable(out, workbook=True)
        if units != "auto" and not units.isdigit():
            raise Unknown(
                Text(
                    f"单位数“{units}”应为整数或 auto。",
                    f"The number of units “{units}” must be a whole number or auto.",
                )
            )
        day = parsed_date(on)
        number = None if units == "auto" else int(units)
        try:
            records = make_district(people, number, seed, as_of=day)
        except ValueError as error:
            zh, _, en = str(error).partition(" / ")
            raise Unknown(Text(f"{zh}。", f"{en}.")) from error
        with progress(lang) as told:
            write_workbook(records, out, progress=told)
    said = Text(f"已写入 {out}：{len(records)} 行", f"Wrote {out}: {len(records)} rows")
    tell(said.in_(lang))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_of
@packs_option
@click.option("--subject", metavar="CODE", help="只看一个编码 Only this code.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "xlsx", "html"]),
    default="table",
    show_default=True,
    help="输出格式 Output format.",
)
@language
@click.option("--skip-bad-rows", is_flag=True, help="跳过有误的行 Leave out rows with problems.")
@output
def check(
    file: Path,
    on: str | None,
    names: tuple[str, ...],
    subject: str | None,
    form: str,
    lang: Language,
    skip_bad_rows: bool,
    out: Path | None,
) -> None:
    """逐条核对工作簿 Evaluate the policies on a workbook, clause by clause.

    Exit code: 0 nothing missed or to consider, 1 something, 2 the input was refused.
    """
    with refusals(lang):
        day = date.today() if on is None else parsed_date(on)
        packs = chosen_packs(names, installed())
        if form == "xlsx" and out is None:
            raise Unknown(
                Text(
                    "xlsx 格式请用 -o 指定文件，例如 -o report.xlsx。",
                    "With xlsx, name a file with -o, such as -o report.xlsx.",
                )
            )
        if out is not None:
            writable(out, workbook=form == "xlsx", apart_from=file)
        loaded = read(file, lang, skip_bad_rows=skip_bad_rows)
        if subject is not None:
            check_subject(subject, loaded.records)
        report = reported(loaded, packs, day, subject, lang)
        write(report, form, out, lang, subject)
    sys.exit(FOUND if missed_or_attention(report.findings) else 0)


def reported(
    loaded: Loaded, packs: list[Pack], on: date, subject: str | None, lang: Language
) -> Report:
    """Evaluate the packs; a pack not in force on the day is named in the warnings."""
    warnings = [*loaded.warnings.lines(lang)]
    for pack in packs:
        if not pack.in_force(on):
            said = listing.not_in_force(pack, on).in_(lang)
            warnings.append(said)
            tell(said)
    label = Text("评估", "Evaluating").in_(lang)
    with progress(lang) as told:
        findings = evaluate(
            loaded.records,
            packs,
            on,
            subject=subject,
            progress=lambda done, total: told(label, done, total),
        )
    return Report(
        as_of=on,
        packs=tuple(
            PackInfo(p.id, p.title, tuple(p.clauses.values()), p.in_force(on)) for p in packs
        ),
        rules={r.id: RuleInfo(r.title, r.clause.id) for p in packs for r in p.rules.values()},
        findings=tuple(findings),
        records=loaded.records,
        warnings=tuple(warnings),
        skipped=tuple(loaded.skipped.lines(lang)),
    )


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--rule", "rule_id", required=True, metavar="ID", help="规则 Rule, pack:clause/name.")
@click.option("--subject", required=True, metavar="CODE", help="编码 Code of the subject.")
@as_of
@language
@click.option("--skip-bad-rows", is_flag=True, help="跳过有误的行 Leave out rows with problems.")
def explain(
    file: Path, rule_id: str, subject: str, on: str | None, lang: Language, skip_bad_rows: bool
) -> None:
    """说明一个结论的由来 Tell how a result came about."""
    with refusals(lang):
        day = date.today() if on is None else parsed_date(on)
        pack, rule = chosen_rule(rule_id, installed())
        loaded = read(file, lang, skip_bad_rows=skip_bad_rows)
        check_subject(subject, loaded.records)
        found = explain_finding(loaded.records, pack, rule, subject, day)
        if not found:
            kind = SUBJECT_TYPES[rule.form.subject_type]
            raise Unknown(
                Text(
                    f"规则 {rule.id} 的对象是{kind.zh}，“{subject}”不是{kind.zh}的编码，请另选。",
                    f"The rule {rule.id} speaks of a {kind.en}; “{subject}” is the code of "
                    "something else: choose another.",
                )
            )
        for one in found:
            listing.print_explanation(one, stdout(), lang)


@main.command()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@language
def packs(form: str, lang: Language) -> None:
    """列出已装政策包 List the installed packs."""
    with refusals(lang):
        rows = listing.pack_rows(installed().values(), date.today())
    if form == "json":
        say_utf8(listing.as_json(rows) + "\n")
    else:
        listing.print_packs(rows, stdout(), lang)


@main.command()
@packs_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@language
def clauses(names: tuple[str, ...], form: str, lang: Language) -> None:
    """列出条款 List the clauses of the documents.

    National rules (国家规定) are listed with --pack national.
    """
    with refusals(lang):
        chosen = chosen_packs(names, installed())
    rows = listing.clause_rows(pack for pack in chosen if names or not pack.reference)
    if form == "json":
        say_utf8(listing.as_json(rows) + "\n")
    else:
        listing.print_clauses(rows, stdout(), lang)


for command in COMMANDS:
    main.add_command(command)


if __name__ == "__main__":
    main()
