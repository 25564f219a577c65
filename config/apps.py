from django.apps import AppConfig

# The Celery app exists wherever Django does, so that a task woken by name finds its broker.
from config.celery import app as celery_app  # noqa: F401


class WiringConfig(AppConfig):
    name = "config"
    label = "config"
    verbose_name = "Leerspoor"

    def ready(self):
        from django.db.models.signals import post_migrate

        from cms import page_cache
        from config import checks, roles  # noqa: F401

        page_cache.watch_content()
        post_migrate.connect(roles.apply_after_migrate)
