"""`python3 manage.py check_privacy FILE`: what the privacy helper finds in a JSON list of texts. Needs no database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from community.privacy import findings


class Command(BaseCommand):
    """Prints only JSON on standard output: per text a list of `{kind, start, end, level}`."""

    help = "Looks in a JSON list of texts for what can lead to a person; each is judged as the text of a case."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a file in UTF-8 with a JSON list of texts")

    def handle(self, *args, file, **options):
        outcome = [
            [
                {"kind": found.kind, "start": found.start, "end": found.end, "level": found.level}
                for found in findings(text)
            ]
            for text in _texts(file)
        ]
        self.stdout.write(json.dumps(outcome))


def _texts(file: str) -> list[str]:
    try:
        texts = json.loads(Path(file).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise CommandError(f"{file} cannot be read: {reason}.") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{file} is not JSON: {error}.") from error
    if not isinstance(texts, list):
        raise CommandError(f"{file} must hold a JSON list of texts.")
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise CommandError(f"{file}: item {number} of the list is not a text.")
    return texts
