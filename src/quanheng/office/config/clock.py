"""The clock of the process for jobs: it orders evaluations when they are due."""

import logging
import threading

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from quanheng.office.findings.schedule import tick

LOG = logging.getLogger(__name__)
EVERY = 5.0
"""Seconds between two looks at the clock."""


class Clock(threading.Thread):
    """Looks every few seconds whether an evaluation is due; ends with the process."""

    def __init__(self) -> None:
        super().__init__(name="clock", daemon=True)
        self._ending = threading.Event()

    def run(self) -> None:
        """Look until asked to stop; a database that is away for a while is asked again."""
        while not self._ending.wait(EVERY):
            try:
                tick(timezone.now())
            except DatabaseError as error:
                LOG.warning("无法查看是否需要核对 Could not ask what is due: %s", error)
            finally:
                close_old_connections()

    def stop(self) -> None:
        """Stop looking."""
        self._ending.set()
