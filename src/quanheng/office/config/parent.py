"""Processes that do not outlive the one that started them."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int, by: signal.Signals) -> None:
    """Be sent a signal when the parent dies, even if it is killed; Linux only.

    ``parent`` is its process id: if it died before the kernel was told, nothing would be sent.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, by)
        if os.getppid() != parent:
            sys.exit(f"the process {parent}, which started this one, has ended")
