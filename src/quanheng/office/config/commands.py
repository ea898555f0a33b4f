"""The commands that run the system. Django starts only when one of them is called."""

import os
import shutil
from pathlib import Path

import click
from django.core.management import execute_from_command_line
from django.utils.module_loading import import_string

from quanheng.office.config.start import Deferred, start

FOLDER = Path("var") / "demo"
HERE = "quanheng.office.config"

serve = Deferred(
    "serve", f"{HERE}.serving.serve", "运行系统：网页和后台任务 Serve the pages and do the jobs."
)
prepare = Deferred("prepare", f"{HERE}.serving.prepare", "建库或升级 Make or upgrade the database.")
first_admin = Deferred(
    "first-admin",
    f"{HERE}.first.first_admin",
    "开设首个安全保密管理员 Open the first security administrator's account.",
)


@click.command()
@click.option("--reset", is_flag=True, help="从头开始 Start over.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--people", type=click.IntRange(20), default=300, show_default=True, help="人数 People."
)
@click.option("--fill-only", is_flag=True, help="只备数据，不启动 Make the data, do not serve.")
def demo(reset: bool, host: str, port: int, people: int, fill_only: bool) -> None:
    """演示：样例区和各角色账户 Try it: an invented district, one log-in per role.

    数据存放在 var/demo Data is kept in ./var/demo.
    """
    if reset:
        shutil.rmtree(FOLDER, ignore_errors=True)
    for variable in ("DATABASE_URL", "QUANHENG_PRODUCTION", "QUANHENG_KEYS"):
        os.environ.pop(variable, None)
    os.environ |= {"QUANHENG_DATA": str(FOLDER), "QUANHENG_DEMO": "1"}
    start()
    logins = import_string(f"{HERE}.demo.fill")(people)
    click.echo(f"\n{logins}\n以上账户另存于 These log-ins are kept in {FOLDER / 'logins.txt'}")
    click.echo(f"可试导入的文件在 Files to import are in {FOLDER / 'files'}\n")
    if not fill_only:
        import_string(f"{HERE}.serving.run")(host, port, 2)


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Django 自带的管理命令 Django's own management commands."""
    start()
    execute_from_command_line(["quanheng manage", *arguments])


OFFICE = "quanheng.office"
COMMANDS = (
    demo,
    serve,
    prepare,
    first_admin,
    manage,
    Deferred(
        "import", f"{OFFICE}.records.commands.import_workbook", "导入工作簿 Import a workbook."
    ),
    Deferred(
        "retention", f"{OFFICE}.records.commands.retention", "到期清理 Delete what has expired."
    ),
    Deferred("evaluate", f"{OFFICE}.findings.commands.evaluate", "全面核对 Evaluate everyone now."),
    Deferred("ledger", f"{OFFICE}.ledger.commands.ledger", "核验账本 Verify the ledger."),
    Deferred("backup", f"{OFFICE}.backup.commands.backup", "备份 Make a backup."),
    Deferred("restore", f"{OFFICE}.backup.commands.restore", "恢复或演练 Restore, or try it."),
)
"""For the command line to add."""
