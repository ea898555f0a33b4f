"""The WSGI application that ``quanheng serve`` runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quanheng.office.config.settings")

application = get_wsgi_application()
