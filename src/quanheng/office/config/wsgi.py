"""The WSGI application, for servers other than that of ``quanheng serve``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quanheng.office.config.settings")

application = get_wsgi_application()
