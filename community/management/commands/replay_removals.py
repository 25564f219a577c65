"""`python3 manage.py replay_removals`: after a restore, remove again who had been removed since the back-up."""

from django.core.management.base import BaseCommand

from community.actions.removal import replay_removals


class Command(BaseCommand):
    help = "After restoring a back-up: removes again everybody who was removed after it was made."

    def handle(self, *args, **options):
        self.stdout.write(f"removed again: {replay_removals()}")
