from django.apps import AppConfig

# The Celery app exists wherever Django does, so that a task woken by name finds its broker.
from config.celery import app as celery_app  # noqa: F401


class WiringConfig(AppConfig):
    name = "config"
    label = "config"
    verbose_name = "Leerspoor"

    def ready(self):
        _leave_out_the_schemas_of_wagtails_api()
        from django.db.models.signals import post_migrate

        from cms import page_cache
        from config import checks, roles  # noqa: F401

        page_cache.watch_content()
        post_migrate.connect(roles.apply_after_migrate)


def _leave_out_the_schemas_of_wagtails_api() -> None:
    """Wagtail 8 builds three schemas of every page type and snippet for an API that this site does not serve (ours is
    `cms/api/`): 25 MB and a second in every process. Called before any other app is ready."""
    from wagtail.api.v3.schemas import create_generator, patch_generator, read_generator

    for generator in (read_generator, create_generator, patch_generator):
        generator.generate_schema = lambda model, *, base_class, **options: base_class
