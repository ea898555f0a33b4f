"""The system as it runs: demo, serve, its processes, and how they stop."""

import json
import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest
from django.db import connection

from quanheng.exchange.forms.lrmx import read_lrmx
from quanheng.exchange.workbook import read_workbook
from quanheng.office.accounts.conditions import Refused
from quanheng.office.accounts.models import Grant, Role, User
from quanheng.office.config import serving
from quanheng.office.config.demo import places
from quanheng.office.config.demo_files import FORM, WORKBOOK, write_files
from quanheng.office.config.first import first_admin, new_password, open_with_role
from quanheng.office.ledger.models import Entry

EXTRA = 2
"""Log-ins besides one for each role: a second officer, and the head of the district."""
START = "from quanheng.office.config.commands import demo; demo(prog_name='demo')"
QUIET = {"QUANHENG_", "DATABASE_URL", "DJANGO_"}


def with_one_demonstration(test):
    """Of the tests that serve a demonstration, which is made once and has a database of its own."""
    return pytest.mark.any_database(pytest.mark.xdist_group("demonstration")(test))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if not any(name.startswith(prefix) for prefix in QUIET)
    }


def children(pid: int) -> set[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True)
    return {int(line) for line in found.stdout.split()}


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]
    except FileNotFoundError:
        return False


def within(seconds: float, condition) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def answer(port: int) -> object:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as response:
            return json.load(response)
    except (urllib.error.URLError, OSError):
        return None


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture
def server(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """A running demonstration and its port; the data is made the first time."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", START, "--people", "40", "--port", str(port)],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert within(90, lambda: answer(port) or process.poll() is not None)
        yield process, port
    finally:
        process.kill()
        process.communicate()


@with_one_demonstration
def test_demo_serves_one_log_in_for_each_role_and_stops_cleanly(server, folder):
    process, port = server
    assert answer(port) == {"status": "ok"}
    assert within(10, lambda: len(children(process.pid)) == 3)
    started = children(process.pid)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=45)
    assert process.returncode == 0, said
    assert f"http://127.0.0.1:{port}/" in said
    assert within(5, lambda: not any(alive(pid) for pid in started))
    logins = folder / "var" / "demo" / "logins.txt"
    assert logins.stat().st_mode & 0o777 == 0o600
    passwords = re.findall(r"(?:\w{4}-){3}\w{4}", logins.read_text())
    assert len(set(passwords)) == len(Role) + EXTRA
    assert all(password in said for password in passwords)


@with_one_demonstration
def test_processes_that_are_killed_are_started_again(server):
    process, port = server
    assert within(10, lambda: len(children(process.pid)) == 3)
    before = children(process.pid)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert within(30, lambda: len(children(process.pid) - before) == 3)
    assert within(10, lambda: answer(port) == {"status": "ok"})


@with_one_demonstration
def test_a_second_server_on_the_same_port_is_refused(server, folder):
    _process, port = server
    second = subprocess.run(
        [sys.executable, "-c", START, "--port", str(port)],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert second.returncode == 1
    assert f"--port {port + 1}" in second.stderr
    assert answer(port) == {"status": "ok"}


@with_one_demonstration
def test_nothing_outlives_a_killed_server(server):
    process, port = server
    assert within(10, lambda: len(children(process.pid)) == 3)
    started = children(process.pid)
    process.kill()
    assert within(15, lambda: not any(alive(pid) for pid in started))
    assert answer(port) is None


def test_no_process_is_forked_while_another_is_started():
    forked = multiprocessing.get_context("fork").Process(target=time.sleep, args=(0,))
    with serving.FORKING:
        thread = threading.Thread(target=forked.start)
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
    thread.join(10)
    forked.join(10)
    assert forked.exitcode == 0
    assert not serving.FORKING.locked()


def test_a_process_for_jobs_that_cannot_be_started_is_tried_again(tmp_path, capsys):
    program = tmp_path / "program"
    with serving.JobsProcess([str(program)], restart=0.05) as jobs:
        time.sleep(0.2)
        program.symlink_to("/bin/cat")
        assert within(5, lambda: jobs.process is not None)
    assert "No such file" in capsys.readouterr().err


def test_the_files_to_try_differ_from_the_district_a_little(sample, tmp_path):
    official = places(sample)[Role.OFFICIAL][1]
    write_files(tmp_path, sample, official, date(2026, 3, 2))
    read = read_workbook(tmp_path / WORKBOOK).records
    more = {kind.__name__: len(read.of(kind)) - len(sample.of(kind)) for kind in sample}
    assert {name for name, count in more.items() if count} == {"Training"}
    form = read_lrmx((tmp_path / FORM).read_bytes()).form
    assert form.native_place == "浙江绍兴"
    assert form.career


def test_serve_refuses_a_database_that_is_behind(db):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert serving.pending_migrations() == ["sessions.0001_initial"]


def test_a_database_that_is_ready_lacks_nothing(db):
    assert serving.pending_migrations() == []


def test_first_passwords_are_long_and_differ():
    made = {new_password() for _ in range(100)}
    assert len(made) == 100
    assert all(len(password) == 19 for password in made)


def test_the_first_administrator_is_opened_once(db, capsys):
    first_admin.callback("chen", "陈静")
    account = User.objects.get(username="chen")
    assert account.must_change_password
    assert [grant.role for grant in account.grants.all()] == [Role.SECURITY_ADMIN]
    assert account.check_password(re.search(r"(?:\w{4}-){3}\w{4}", capsys.readouterr().out)[0])
    assert list(Entry.objects.values_list("actor", "action")) == [
        ("system", "account opened"),
        ("system", "role granted"),
    ]
    with pytest.raises(click.ClickException):
        first_admin.callback("li", "李红")


def test_a_login_that_cannot_get_its_role_is_not_opened(db):
    on = Grant._meta.get_field("since").to_python("2026-03-02")
    with pytest.raises(Refused):
        open_with_role("wang", "王伟", Role.HEAD, unit_code="NOWHERE", on=on)
    assert not User.objects.filter(username="wang").exists()


def test_a_process_whose_parent_died_before_it_began_ends_at_once():
    done = subprocess.run(
        [*serving.JOBS, str(2**22 + 1)], capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 1
    assert "has ended" in done.stderr
