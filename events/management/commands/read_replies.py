"""`python3 manage.py read_replies`: mail that comes back to us. Answers from people's calendars (`events/actions/replies.py`)
and letters to and from ambassadors (`community/actions/letters_by_mail.py`)."""

import sys
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from community.actions.letters_by_mail import take_in_letter
from events.actions.replies import take_in


def _take_in(raw: bytes) -> str:
    return take_in_letter(raw) or take_in(raw)


class Command(BaseCommand):
    help = (
        "Takes in calendar replies and answers to letters: one mail from standard input (-), or every .eml file "
        "(or file of a Maildir's new/) in a folder, each deleted once it was read. "
        "From Postfix: `|python3 manage.py read_replies -`."
    )

    def add_arguments(self, parser):
        parser.add_argument("where", help="a folder, or - for one mail on standard input")

    def handle(self, *args, where, **options):
        if where == "-":
            self.stdout.write(_take_in(sys.stdin.buffer.read()))
            return
        folder = Path(where)
        if not folder.is_dir():
            raise CommandError(f"{where} is not a folder", returncode=2)
        words: Counter[str] = Counter()
        for path in sorted(path for path in folder.iterdir() if path.is_file()):
            words[_take_in(path.read_bytes())] += 1
            path.unlink()
        for word, times in sorted(words.items()):
            self.stdout.write(f"{word}: {times}")
