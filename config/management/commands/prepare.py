"""Bring the database to the state this version needs; safe to repeat."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.models import Site


class Command(BaseCommand):
    help = "Migrates, makes the cache table, and gives the first administrator an account."

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="load the demo content too")
        parser.add_argument("--administrator", default="", help="e-mail address of the first administrator")

    def handle(self, *, administrator, demo, verbosity, **options):
        call_command("migrate", interactive=False, verbosity=verbosity)
        call_command("createcachetable", verbosity=verbosity)
        self._name_site()
        if demo:
            call_command("load_demo", verbosity=verbosity)
        users = get_user_model().objects
        if administrator and not users.filter(is_superuser=True).exists():
            user = users.filter(email__iexact=administrator).first() or users.create_user(administrator)
            user.is_staff = user.is_superuser = user.is_active = True
            user.save(update_fields=["is_staff", "is_superuser", "is_active"])

    def _name_site(self):
        """Wagtail keeps the site's address in a row of its own; ours comes from the settings."""
        address = urlsplit(settings.BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        Site.objects.filter(is_default_site=True).update(hostname=address.hostname, port=port)
        Site.clear_site_root_paths_cache()
