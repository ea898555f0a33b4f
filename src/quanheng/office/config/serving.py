"""Serving the system: the web server with its worker processes, and one process for jobs."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from types import TracebackType

import click
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from quanheng.office.config.address import check_free
from quanheng.office.config.parent import end_with_parent

JOBS = (sys.executable, "-m", "quanheng.office.config.jobs")
PATIENCE = 60
"""Seconds that a running job is given to finish when the system stops; then it is broken off."""
RESTART = 3.0
"""Seconds before a process for jobs that died is started again."""
FORKING = threading.Lock()
"""Held while a process is started. A process for pages that is forked while the one for jobs is
being started would keep the pipe open on which ``Popen`` waits: it would never return."""
os.register_at_fork(
    before=FORKING.acquire, after_in_parent=FORKING.release, after_in_child=FORKING.release
)


class JobsProcess:
    """The process that does the jobs: imports, exports. Started again when it dies."""

    def __init__(self, command: Sequence[str] = JOBS, restart: float = RESTART) -> None:
        self.command = command
        self.restart = restart
        self.ending = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.watcher = threading.Thread(target=self._watch, name="jobs", daemon=True)

    def __enter__(self) -> "JobsProcess":
        self.watcher.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the job at hand finish; after ``PATIENCE`` seconds break it off."""
        self.ending.set()
        if self.process:
            stop(self.process)
        self.watcher.join()

    def _watch(self) -> None:
        while not self.ending.is_set():
            try:
                with FORKING:
                    command = [*self.command, str(os.getpid())]
                    self.process = subprocess.Popen(command, start_new_session=True)
                ended: object = self.process.wait()
            except OSError as error:
                ended = error
            if not self.ending.is_set():
                click.echo(
                    f"后台任务进程已退出（{ended}），即将重新启动 Jobs process restarts.", err=True
                )
                self.ending.wait(self.restart)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a process: asked once it finishes its job, asked twice it breaks off, then it is killed.

    A job that is broken off changes nothing: it runs in one transaction.
    """
    for patience in (PATIENCE, 10):
        process.terminate()
        try:
            process.wait(patience)
            return
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    process.wait()


def pending_migrations() -> list[str]:
    """Names of migrations that the database still needs."""
    connection = connections[DEFAULT_DB_ALIAS]
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def check_database() -> None:
    """Refuse to serve from a database that is missing or of another version."""
    try:
        pending = pending_migrations()
    except DatabaseError as error:
        raise click.ClickException(
            f"数据库无法使用：{error}。请检查 DATABASE_URL 和数据库服务。\n"
            "The database cannot be used. Check DATABASE_URL and the database server."
        ) from error
    finally:
        connections.close_all()
    if pending:
        raise click.ClickException(
            f"数据库还差 {len(pending)} 步升级（如 {pending[0]}）。请先运行 quanheng prepare。\n"
            f"The database lacks {len(pending)} migrations. Run quanheng prepare first."
        )


def application() -> WSGIHandler:
    """What a process for pages runs.

    Until the server handles signals in it, the process would inherit the main one's handlers, and
    would overlook that it is asked to stop.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if (parent := multiprocessing.parent_process()) and parent.pid:
        # Asked to stop amid a request the server's handler may wait for ever. Nothing is lost by
        # ending at once: what was not answered was not promised.
        end_with_parent(parent.pid, signal.SIGKILL)
    return get_wsgi_application()


def run(host: str, port: int, workers: int) -> None:
    """Serve until interrupted."""
    check_free(host, port)
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    server = Server(
        "quanheng",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
        log_level=LogLevels.warning,
    )
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"铨衡已启动 Quanheng is running: http://{shown}:{port}/  （Ctrl+C 停止 stops）")
    with JobsProcess():
        server.serve(target_loader=application, wrap_loader=False)
    click.echo("铨衡已停止 Quanheng has stopped.")


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="监听地址 Address to listen at."
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--workers",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="网页进程数 Processes that answer pages.",
)
def serve(host: str, port: int, workers: int) -> None:
    """运行系统：网页和后台任务 Serve the pages and do the jobs."""
    check_database()
    run(host, port, workers)


@click.command()
def prepare() -> None:
    """建库或升级，并汇集静态文件 Make or upgrade the database, and gather static files."""
    call_command("migrate", interactive=False, verbosity=1)
    call_command("collectstatic", interactive=False, verbosity=0)
    click.echo("就绪 Ready. 启动 Start: quanheng serve")
