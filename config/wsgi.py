"""WSGI entry point. Does not start on a database configuration that could lose what was acknowledged."""

import os

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.template import engines
from django.urls import reverse
from django.utils import translation

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from config.celery import app as broker_app  # noqa: E402  (these need the settings that the line above loads)
from config.checks import storage_settings  # noqa: E402

if errors := storage_settings():
    raise ImproperlyConfigured(" ".join(error.msg for error in errors))

# What the first visitors would wait for otherwise, in every worker for itself: the addresses and the words of each
# language, every template tag, and what speaks to the cache, the database and the broker. Nothing here connects.
for language, _name in settings.LANGUAGES:
    with translation.override(language):
        reverse("agenda_feed")
engines.all()
caches.all(initialized_only=False)
if connection.vendor == "postgresql":
    import psycopg_pool  # noqa: F401
broker_app.backend  # noqa: B018
broker_app.connection_for_write().transport  # noqa: B018
