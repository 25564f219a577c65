"""Bring the database to the state this version needs; safe to repeat, and quick when nothing is to be done."""

import gc

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from cms.search import places, rebuild
from community.actions.accounts import create_member
from community.models import User


class Command(BaseCommand):
    help = "Migrates, makes the cache table, fills the search index, and gives the first administrator an account."

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="load the demo content too")
        parser.add_argument("--administrator", default="", help="e-mail address of the first administrator")

    def handle(self, *, administrator, demo, verbosity, **options):
        gc.set_threshold(
            100_000
        )  # migrating makes many objects that stay: looking through them took a sixth of the time
        executor = MigrationExecutor(connection)
        refuse_another_history(executor.loader, demo=demo)
        brings_news = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        # Gives the site its address too: cms/signals.py.
        call_command("migrate", interactive=False, verbosity=verbosity)
        call_command("createcachetable", verbosity=verbosity)
        Site.clear_site_root_paths_cache()
        if demo:
            call_command("load_demo", verbosity=verbosity)
        elif brings_news:  # migrations plant pages and places, past everything that keeps the index
            rebuild()
        else:
            places.refresh()
        administrators = User.objects.filter(is_superuser=True, is_active=True)
        if administrator and not administrators.exists():
            groups = Group.objects.filter(user__email__iexact=administrator).values_list("name", flat=True)
            create_member(email=administrator, groups=list(groups), superuser=True)
        if (live := settings.VAR_DIR / "live").exists():  # `start` reads this: see config/launch.py
            live.write_text("The first administrator has an account.\n" if administrators.exists() else "")


def refuse_another_history(loader, *, demo: bool) -> None:
    """`CommandError` for a database that another version made, whose steps this one does not have.

    Steps were last laid together before the first release (see CHANGELOG); from then on they only grow.
    """
    unknown = sorted(set(loader.applied_migrations) - set(loader.disk_migrations))
    if unknown := [f"{app}.{name}" for app, name in unknown if app in ("cms", "community", "events")]:
        way_out = (
            "start over with `python3 manage.py demo --fresh`"
            if demo
            else "run the version that made it, or use a new one"
        )
        raise CommandError(f"Another version of Leerspoor made this database ({unknown[0]}): {way_out}.")
