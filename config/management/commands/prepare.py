"""Bring the database to the state this version needs; safe to repeat."""

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrates, makes the cache table, and gives the first administrator an account."

    def add_arguments(self, parser):
        parser.add_argument("--administrator", default="", help="e-mail address of the first administrator")

    def handle(self, *, administrator, verbosity, **options):
        call_command("migrate", interactive=False, verbosity=verbosity)
        call_command("createcachetable", verbosity=verbosity)
        users = get_user_model().objects
        if administrator and not users.filter(is_superuser=True).exists():
            user = users.filter(email__iexact=administrator).first() or users.create_user(administrator)
            user.is_staff = user.is_superuser = user.is_active = True
            user.save(update_fields=["is_staff", "is_superuser", "is_active"])
