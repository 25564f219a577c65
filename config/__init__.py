"""Wiring: settings, addresses, the Celery app and the demo content. Everything else lives in the three apps."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
