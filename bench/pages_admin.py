"""Settings with Django's own admin instead of the product's pages: for comparison only."""

from quanheng.office.config.settings import *  # noqa: F403
from quanheng.office.config.settings import INSTALLED_APPS as OURS
from quanheng.office.config.settings import TEMPLATES as WITH_SIDE_BAR

INSTALLED_APPS = [*OURS, "django.contrib.admin.apps.SimpleAdminConfig"]
ROOT_URLCONF = "bench.pages_admin_urls"
MIGRATION_MODULES = {"admin": None}  # the list does not write; its table of changes is not made
TEMPLATES = [
    {
        **one,
        "OPTIONS": {
            **one["OPTIONS"],  # type: ignore[dict-item]
            "context_processors": [
                name
                for name in one["OPTIONS"]["context_processors"]  # type: ignore[index]
                if not name.startswith("quanheng.")  # the side bar leads to pages that are not here
            ],
        },
    }
    for one in WITH_SIDE_BAR
]
