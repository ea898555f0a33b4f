"""How far a running import or export is, and whether somebody asked to stop it.

Kept in small files beside the uploads and not in the database: while one process writes the import
in one transaction, another one must see how far it is and be able to stop it.
"""

import json
import os
import threading
import time
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

STALLED_AFTER = 120
"""Seconds without a sign of life after which a running import is taken to have died."""

EVERY = 0.5
"""Seconds between two signs of life."""

Job = int | str
"""An import by its key; another job by a name of its own."""


class Progress(NamedTuple):
    """The phase, how many of how many rows are done, and seconds since the last sign of life."""

    phase: str
    done: int
    total: int
    silent: float

    @property
    def percent(self) -> int:
        """How much is done."""
        return min(100, 100 * self.done // self.total) if self.total else 0

    @property
    def stalled(self) -> bool:
        """Whether nobody seems to be working on it."""
        return self.silent > STALLED_AFTER


class Stopped(Exception):  # noqa: N818 - somebody asked for it
    """Somebody asked to stop the import."""


class Reporter:
    """Tells how far one import is; raises ``Stopped`` when somebody asked to stop it."""

    def __init__(self, batch: Job) -> None:
        self._batch = batch
        self._last = 0.0
        self._phase = ""
        self._total = 0
        self._done = 0

    def begin(self, phase: str, total: int = 0) -> None:
        """A new phase of so many rows."""
        self._phase, self._total, self._done, self._last = phase, total, 0, 0.0
        self.tell(0)

    def tell(self, done: int, total: int | None = None) -> None:
        """So many rows of the phase are done."""
        self._done = done
        if total is not None:
            self._total = total
        now = time.monotonic()
        if now - self._last < EVERY:
            return
        self._last = now
        check(self._batch)
        said = {"phase": self._phase, "done": done, "total": self._total}
        file = _file(self._batch, "progress")
        draft = file.with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")
        draft.write_text(json.dumps(said))
        draft.replace(file)

    def add(self, done: int) -> None:
        """So many more rows of the phase are done."""
        self.tell(self._done + done)


def seen(batch: Job) -> Progress | None:
    """How far an import is, None when nobody has begun."""
    file = _file(batch, "progress")
    try:
        said = json.loads(file.read_text())
        silent = time.time() - file.stat().st_mtime
    except (FileNotFoundError, ValueError):
        return None
    return Progress(said["phase"], said["done"], said["total"], silent)


def ask_to_stop(batch: Job) -> None:
    """Ask whoever works on an import to stop before it is written."""
    _file(batch, "stop").touch()


def check(batch: Job) -> None:
    """Raise ``Stopped`` if somebody asked to stop."""
    if _file(batch, "stop").exists():
        raise Stopped


def clear(batch: Job) -> None:
    """Forget progress and wishes."""
    for name in ("progress", "stop"):
        _file(batch, name).unlink(missing_ok=True)


def upload_file(batch: Job) -> Path:
    """Where the uploaded workbook lies until it has been read."""
    return _file(batch, "xlsx")


def _file(batch: Job, name: str) -> Path:
    folder = Path(settings.MEDIA_ROOT) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{batch}.{name}"
