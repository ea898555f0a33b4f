"""The process for jobs, as ``quanheng serve`` starts it: ``jobs PROCESS-ID-OF-SERVE``."""

import signal
import sys

from django.utils.module_loading import import_string

from quanheng.office.config.parent import end_with_parent
from quanheng.office.config.start import start

if __name__ == "__main__":
    end_with_parent(int(sys.argv[1]), signal.SIGTERM)  # it finishes its job
    start()
    import_string("quanheng.office.config.taking_up.work")()
