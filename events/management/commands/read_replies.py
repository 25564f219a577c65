"""`python3 manage.py read_replies`: answers from people's calendars, as mail. See `events/actions/replies.py`."""

import sys
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from events.actions.replies import take_in


class Command(BaseCommand):
    help = (
        "Takes in calendar replies: one mail from standard input (-), or every .eml file (or file of a Maildir's new/) "
        "in a folder, each deleted once it was read. From Postfix: `|python3 manage.py read_replies -`."
    )

    def add_arguments(self, parser):
        parser.add_argument("where", help="a folder, or - for one mail on standard input")

    def handle(self, *args, where, **options):
        if where == "-":
            self.stdout.write(take_in(sys.stdin.buffer.read()))
            return
        folder = Path(where)
        if not folder.is_dir():
            raise CommandError(f"{where} is not a folder", returncode=2)
        words: Counter[str] = Counter()
        for path in sorted(path for path in folder.iterdir() if path.is_file()):
            words[take_in(path.read_bytes())] += 1
            path.unlink()
        for word, times in sorted(words.items()):
            self.stdout.write(f"{word}: {times}")
