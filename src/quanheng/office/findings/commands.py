"""``quanheng evaluate``: a full evaluation in this process."""

import click
from django.utils.timezone import localdate

from quanheng.office.accounts.system import system_account
from quanheng.office.alone import Busy
from quanheng.office.findings.models import Run
from quanheng.office.findings.running import run_evaluation


@click.command()
def evaluate() -> None:
    """全面核对 Evaluate everyone by the documents in force."""
    try:
        run = run_evaluation(Run.Kind.FULL, by=system_account(), on=localdate())
    except Busy as error:
        raise click.ClickException(
            "已有一次核对在进行，请等它完成。 An evaluation is under way; wait for it to end."
        ) from error
    click.echo(
        f"核对 {run.people} 人：新结论 {run.opened}，失效 {run.closed}，状态变化 {run.moved}\n"
        f"Evaluated {run.people} people: {run.opened} findings opened, {run.closed} closed, "
        f"{run.moved} statuses moved."
    )
