"""The process for jobs, as ``quanheng serve`` starts it."""

import os

from django.core.management import execute_from_command_line

from quanheng.office.config.parent import end_with_parent

ARGUMENTS = ["quanheng", "db_worker", "--queue-name", "*", "--no-reload"]

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quanheng.office.config.settings")
    end_with_parent()
    execute_from_command_line(ARGUMENTS)
