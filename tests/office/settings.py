"""The settings of the tests: those of the system, with its data in a temporary folder.

QUANHENG_TEST_DATABASE names the database: ``sqlite`` (the default) or ``postgresql``. The process
that pytest starts first makes the folder and the server; its xdist workers inherit the addresses.
"""

import atexit
import os
import shutil
import tempfile

from tests.office import postgresql

DATABASE = os.environ.get("QUANHENG_TEST_DATABASE", "sqlite")
MADE = "QUANHENG_TEST_FOLDER"

if DATABASE not in ("sqlite", "postgresql"):
    raise ValueError(f"QUANHENG_TEST_DATABASE is {DATABASE!r}; give sqlite or postgresql")
if MADE not in os.environ:
    folder = tempfile.mkdtemp(prefix="quanheng-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ[MADE] = os.environ["QUANHENG_DATA"] = folder
    for variable in ("QUANHENG_KEYS", "QUANHENG_PRODUCTION", "DATABASE_URL"):
        os.environ.pop(variable, None)
    if DATABASE == "postgresql":
        os.environ["DATABASE_URL"] = postgresql.running()

from quanheng.office.config.settings import *  # noqa: E402, F403
from quanheng.office.config.settings import DATA as FOLDER  # noqa: E402
from quanheng.office.config.settings import MEDIA_ROOT as UPLOADS  # noqa: E402

# Files are named by numbers that every worker's database counts for itself, and locks are its own.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
MEDIA_ROOT = UPLOADS / WORKER
DATA = FOLDER / WORKER
DATA.mkdir(exist_ok=True)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS: dict[str, str] = {}
