"""`python3 manage.py allocate FILE`: the allocation of one instance, without a database. See `events.allocation`."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from events.allocation import TIME_LIMIT, BadInstance, allocate, read


class Command(BaseCommand):
    help = "Allocates people to groups by preference: reads an instance as JSON, prints the result as JSON."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", help="the instance; - for standard input")
        parser.add_argument("--time-limit", type=float, default=TIME_LIMIT, help="in seconds (default: %(default)s)")

    def handle(self, *args, file, time_limit, **options):
        try:
            raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            instance = read(json.loads(raw))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
        except (ValueError, RecursionError) as error:
            raise CommandError(f"{file} is not JSON: {error}", returncode=2) from error
        except BadInstance as error:
            raise CommandError(f"{file}: {error}", returncode=2) from error
        result = allocate(instance, time_limit=time_limit)
        for sentence in (*result.broken, *result.closed):
            self.stderr.write(sentence)
        self.stdout.write(json.dumps(result.as_json(), ensure_ascii=False))
