"""Bring the English catalogue up to date with the words in the code and the templates.

The msgids are the Dutch sentences themselves; `config/locale/en/LC_MESSAGES/django.po` holds their English. Finding
the words needs GNU gettext; compiling does not, and the compiled catalogue is committed, so a site needs neither.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

APPS = ("cms", "community", "config", "events", "templates")
CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.po"
HEADER = {
    "Project-Id-Version": "Leerspoor",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


class Command(BaseCommand):
    """Keeps every translation whose Dutch is unchanged, drops what is gone, and lists what has no English yet."""

    help = "Refresh the English catalogue (django.po) from the sources and compile it (django.mo)."
    requires_system_checks = ()

    def handle(self, *args, **options):
        if shutil.which("xgettext") is None:
            raise CommandError("This needs GNU gettext: install the package gettext of your system.")
        fresh, known = marked(settings.BASE_DIR), {identity(entry): entry for entry in polib.pofile(CATALOGUE)}
        for entry in fresh:
            if old := known.get(identity(entry)):
                entry.msgstr, entry.msgstr_plural = old.msgstr, old.msgstr_plural or entry.msgstr_plural
                entry.tcomment = old.tcomment
        fresh.metadata = HEADER
        fresh.save(CATALOGUE)
        fresh.save_as_mofile(CATALOGUE.with_suffix(".mo"))
        for entry in fresh:
            if not entry.translated():
                self.stdout.write(f"No English yet: {entry.msgid}")


def identity(entry: polib.POEntry) -> tuple:
    """What makes two entries the same text: context, singular and plural."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def marked(root: Path) -> polib.POFile:
    """Every string marked for translation below `root`, sorted and untranslated.

    Works on a copy, because Django's `makemessages` writes beside each template while it reads.
    Raises `CalledProcessError` when a template cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix="leerspoor-words-") as folder:
        for app in APPS:
            for path in (root / app).rglob("*"):
                if path.suffix in {".py", ".html", ".txt"}:
                    copy = Path(folder) / path.relative_to(root)
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, copy)
        (Path(folder) / "locale").mkdir()
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "--locale=en", "--no-location", "--verbosity=0"],
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
            check=True,
            capture_output=True,
            text=True,
        )
        catalogue = polib.pofile(Path(folder) / "locale" / "en" / "LC_MESSAGES" / "django.po", wrapwidth=110)
    catalogue.sort(key=identity_key)
    return catalogue


def identity_key(entry: polib.POEntry) -> tuple:
    """Sorts by the text, so that a sentence that moves to another file changes nothing here."""
    return entry.msgid.casefold(), entry.msgid, entry.msgctxt or ""
