"""What the process for jobs does with an uploaded workbook."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from quanheng.exchange.forms.problems import FormRefused
from quanheng.exchange.problems import WorkbookRefused
from quanheng.exchange.workbook import read_workbook
from quanheng.norms.finding import Text
from quanheng.norms.records import Records
from quanheng.office.records.importing import progress
from quanheng.office.records.importing.applying import apply_import
from quanheng.office.records.importing.chunks import store, stored
from quanheng.office.records.importing.comparing import compare
from quanheng.office.records.importing.forms.reading import is_forms, read_upload
from quanheng.office.records.importing.forms.writing import forget_forms
from quanheng.office.records.importing.progress import Reporter, Stopped
from quanheng.office.records.models import ImportBatch
from quanheng.office.records.refusals import Overtaken

State = ImportBatch.State
SHOWN = 500
"""Problems that are kept for the page; the rest are counted."""


@task()
def read_and_compare(pk: int) -> None:
    """Read an uploaded workbook and compare it with the file."""
    batch = ImportBatch.objects.get(pk=pk)
    if batch.state != State.READING:
        return
    with _ending(batch):
        reporter = Reporter(pk)
        records = _read(batch, reporter)
        if records is not None:
            _compare(batch, records, reporter)
    progress.upload_file(pk).unlink(missing_ok=True)


@task()
def apply(pk: int) -> None:
    """Write a compared workbook into the file; compare it again if the file changed meanwhile."""
    batch = ImportBatch.objects.select_related("applied_by").get(pk=pk)
    if batch.state != State.APPLYING or batch.applied_by is None:
        return
    with _ending(batch):
        try:
            apply_import(batch, by=batch.applied_by, on=batch.on)
        except Overtaken:
            batch.renewed = True
            _compare(batch, stored(batch), Reporter(pk))


@contextmanager
def _ending(batch: ImportBatch) -> Iterator[None]:
    """Note how a job ended: stopped by somebody, or by a fault, which is raised again."""
    try:
        yield
    except Stopped:
        forget_forms(batch)
        return
    except Exception:
        running = ImportBatch.objects.filter(pk=batch.pk, state__in=ImportBatch.RUNNING)
        running.update(state=State.FAILED)
        raise


def _read(batch: ImportBatch, reporter: Reporter) -> Records | None:
    """The workbook, or None after noting what is wrong with it."""
    reporter.begin("read")
    done: dict[str, tuple[int, int]] = {}

    def told(sheet: str, rows: int, expected: int) -> None:
        done[sheet] = (rows, expected)
        reporter.tell(sum(n for n, _m in done.values()), sum(m for _n, m in done.values()))

    path = progress.upload_file(batch.pk)
    try:
        if is_forms(path):
            return read_upload(batch, path, reporter)
        loaded = read_workbook(path, progress=told)
    except FormRefused as form:
        return _refused(batch, [form.message], 1)
    except WorkbookRefused as workbook:
        problems = workbook.problems
        messages = [problem.message for problem in problems.kept[:SHOWN]]
        return _refused(batch, messages, problems.total)
    batch.warnings = [list(warning.message) for warning in loaded.warnings.kept[:SHOWN]]
    return loaded.records


def _refused(batch: ImportBatch, messages: list[Text], total: int) -> None:
    """Note what is wrong with an upload."""
    batch.state, batch.problem_count = State.REFUSED, total
    batch.problems = [list(message) for message in messages]
    batch.save()


def _compare(batch: ImportBatch, records: Records, reporter: Reporter) -> None:
    reporter.begin("compare", len(records))
    comparison = compare(
        records, by=batch.uploaded_by, on=batch.on, told=lambda sheet, rows: reporter.add(rows)
    )
    reporter.begin("keep", len(records))
    with transaction.atomic():
        current = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if current.state not in ImportBatch.RUNNING:
            return
        store(batch, comparison.rows)
        batch.state = State.READY
        batch.save()


def phase_label(phase: str) -> str:
    """The word for a phase."""
    words = {
        "read": _("读取文件"),
        "compare": _("与档案比对"),
        "keep": _("保存比对结果"),
        "write": _("写入档案"),
    }
    return words.get(phase, "")
