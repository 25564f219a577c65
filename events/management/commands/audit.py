"""`python3 manage.py audit`: recount the sign-ups on the live data."""

import sys

from django.core.management.base import BaseCommand

from events.audit import violations


class Command(BaseCommand):
    help = "Checks the sign-up invariants on the live data; exit code 1 when one is violated."

    def handle(self, *args, **options):
        total = 0
        for violation in violations():
            self.stdout.write(violation)
            total += 1
        self.stdout.write(f"audit: {total} violations")
        if total:
            sys.exit(1)
