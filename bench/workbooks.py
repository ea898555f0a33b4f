"""How long a whole district takes through the import centre and the export page.

    python -m bench.workbooks [--people 2400]

The jobs are done by a process of their own, as in the running system; what is timed is each job
from its begin to its end. The database is the empty one that DATABASE_URL names, else SQLite in a
temporary folder.
"""

import argparse
import os
import subprocess
import sys
import tempfile

SETTINGS = "quanheng.office.config.settings"


def main() -> int:
    """Run the measurement with settings of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2400, help="people of the district")
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory(prefix="quanheng-workbooks-") as folder:
        own = {"QUANHENG_DATA": folder, "DJANGO_SETTINGS_MODULE": SETTINGS}
        inside = [sys.executable, "-m", "bench.workbooks_inside", str(people)]
        return subprocess.run(inside, env={**os.environ, **own}).returncode


if __name__ == "__main__":
    sys.exit(main())
