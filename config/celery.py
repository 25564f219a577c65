"""The Celery app. Tasks live in `<app>/tasks.py`; the work on the clock stands in `config/schedule.py`."""

import logging
import os

from celery import Celery

from config import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

broker.install()
app = Celery("leerspoor")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# A line for each task that comes and goes would fill gigabytes a year, on the disk of the database.
for name in ("celery.beat", "celery.worker.strategy", "celery.app.trace"):
    logging.getLogger(name).setLevel(logging.WARNING)
