"""Wiring: settings, addresses, the Celery app and the demo content. Everything else lives in the three apps.

Nothing is imported here: `manage.py` reaches `config.bootstrap` before any package is installed.
"""
