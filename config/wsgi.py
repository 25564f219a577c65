"""WSGI entry point. Does not start on a database configuration that could lose what was acknowledged."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import reverse
from django.utils import translation

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from config.checks import storage_settings  # noqa: E402  (needs the settings that the line above loads)

if errors := storage_settings():
    raise ImproperlyConfigured(" ".join(error.msg for error in errors))

# What the first page would load otherwise, in every worker for itself: the addresses and the words of each language.
for language, _name in settings.LANGUAGES:
    with translation.override(language):
        reverse("agenda_feed")
