"""Bring the database to the state this version needs; safe to repeat, and quick when nothing is to be done."""

import gc

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from cms.search import rebuild
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
        brings_news = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        # Gives the site its address too: cms/signals.py.
        call_command("migrate", interactive=False, verbosity=verbosity)
        call_command("createcachetable", verbosity=verbosity)
        Site.clear_site_root_paths_cache()
        if demo:
            call_command("load_demo", verbosity=verbosity)
        elif brings_news:  # migrations plant pages and places, past everything that keeps the index
            rebuild()
        administrators = User.objects.filter(is_superuser=True, is_active=True)
        if administrator and not administrators.exists():
            groups = Group.objects.filter(user__email__iexact=administrator).values_list("name", flat=True)
            create_member(email=administrator, groups=list(groups), superuser=True)
        if (live := settings.VAR_DIR / "live").exists():  # `start` reads this: see config/launch.py
            live.write_text("The first administrator has an account.\n" if administrators.exists() else "")
