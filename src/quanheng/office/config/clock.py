"""The clock of the process for jobs: what the system does of its own accord, when it is due."""

import logging
import threading
import time
from collections.abc import Callable
from functools import partial

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.timezone import localdate

from quanheng.office.accounts.system import system_account
from quanheng.office.duties import reminding as duties
from quanheng.office.findings.schedule import tick
from quanheng.office.inbox.sending import mail_unread
from quanheng.office.procedures import reminding as procedures
from quanheng.office.procedures.corrections.taking_up import take_up_corrections

LOG = logging.getLogger(__name__)
EVERY = 5.0
"""Seconds between two looks at the clock."""
HOUR = 3600.0

HOURLY: tuple[Callable[..., object], ...] = (duties.remind_due, procedures.remind_due)
"""What is called once an hour, in this order, as ``remind_due(by=account, on=today)``: it tells
people, once, what is due. The actor is the system's account.
"""


class Clock(threading.Thread):
    """Looks every few seconds what is due; ends with the process.

    Evaluations and corrections without a case are looked after each time; ``HOURLY`` and the mails
    that messages wait at the start and once an hour from then on.
    """

    def __init__(self) -> None:
        super().__init__(name="clock", daemon=True)
        self._ending = threading.Event()

    def run(self) -> None:
        """Look until asked to stop; a database that is away for a while is asked again."""
        next_hour = time.monotonic()
        while not self._ending.wait(EVERY):
            try:
                tick(timezone.now())
                take_up_corrections(by=system_account(), on=localdate())
                if time.monotonic() >= next_hour:
                    next_hour = time.monotonic() + HOUR
                    each_hour()
            except DatabaseError as error:
                LOG.warning("无法查看是否需要核对 Could not ask what is due: %s", error)
            finally:
                close_old_connections()

    def stop(self) -> None:
        """Stop looking."""
        self._ending.set()


def each_hour() -> None:
    """Call what is due each hour, then mail that messages wait; one that fails keeps no other
    from its turn.
    """
    told = {"by": system_account(), "on": localdate()}
    for work in (*(partial(one, **told) for one in HOURLY), mail_unread):
        try:
            work()
        except Exception:
            LOG.exception("定时工作出错，一小时后再试 Failed, tried again in an hour: %s", work)
