"""Work that one process of a data folder does at a time; a killed one leaves no lock behind."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


class Busy(Exception):  # noqa: N818 - nothing is wrong
    """Another process is doing it."""


@contextmanager
def alone(work: str, *, wait: bool) -> Iterator[None]:
    """Keep other processes of this data folder from the same work.

    With ``wait`` until another one has ended; else raises ``Busy`` while one is at it.
    """
    with (settings.DATA / f"{work}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise Busy(work) from error
        yield
