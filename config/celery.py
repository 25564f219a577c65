"""The Celery app. Tasks live in `<app>/tasks.py`; the work on the clock stands in `config/schedule.py`."""

import os

from celery import Celery

from config import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

broker.install()
app = Celery("leerspoor")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
