"""WSGI entry point. Does not start on a database configuration that could lose what was acknowledged."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from config.checks import storage_settings  # noqa: E402  (needs the settings that the line above loads)

if errors := storage_settings():
    raise ImproperlyConfigured(" ".join(error.msg for error in errors))
