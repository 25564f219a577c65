"""`python3 manage.py audit`: recount the sign-ups on the live data, and check the chains of the audit log."""

import sys
from itertools import chain

from django.core.management.base import BaseCommand

from community.audit_log import breaks
from events.audit import violations


class Command(BaseCommand):
    help = "Checks the sign-up invariants and the audit log on the live data; exit code 1 when one is violated."

    def handle(self, *args, **options):
        total = 0
        for violation in chain(violations(), breaks()):
            self.stdout.write(violation)
            total += 1
        self.stdout.write(f"audit: {total} violations")
        if total:
            sys.exit(1)
