"""Settings with Django's own admin instead of the product's pages: for comparison only."""

from quanheng.office.config.settings import *  # noqa: F403
from quanheng.office.config.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "django.contrib.admin.apps.SimpleAdminConfig"]
ROOT_URLCONF = "bench.pages_admin_urls"
MIGRATION_MODULES = {"admin": None}  # the list does not write; its table of changes is not made
