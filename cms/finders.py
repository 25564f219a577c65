"""One style sheet out of many small files, without a build step.

`cms/css/site.css` names its parts with `@import url("…") layer(…)`. This finder offers `cms/css/leerspoor.css`: the
same text with every part put in its layer, without comments and the space that only helps a reader, for
`collectstatic` and for serving straight from the apps. It is written below `VAR_DIR` and renewed when a part changes.
`cms/css/on-paper.css` is the part for paper as it looks on a screen, for an editor who wants to see a page as it will
be printed.
"""

import os
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

SOURCE = Path(__file__).parent / "static" / "cms" / "css"
NAME = "cms/css/leerspoor.css"
IMPORT = re.compile(r'@import url\("([\w-]+\.css)"\) layer\((\w+)\);')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s*([{};,])\s*|(?<=:)\s+")


def bundle() -> str:
    """The whole style sheet as one text."""

    def inline(match):
        name, layer = match.groups()
        return f"@layer {layer} {{\n{(SOURCE / name).read_text()}\n}}"

    css = COMMENT.sub("", IMPORT.sub(inline, (SOURCE / "site.css").read_text()))
    return SPACE.sub(r"\1", css).replace(";}", "}").strip() + "\n"


def on_paper() -> str:
    """The rules for paper, for any medium."""
    return COMMENT.sub("", (SOURCE / "print.css").read_text()).replace("@media print", "@media all")


FILES = {NAME: bundle, "cms/css/on-paper.css": on_paper}


class StylesheetFinder(BaseFinder):
    """Finds the style sheets that are made, each anew when it is older than one of the parts."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "css")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path not in FILES:
            return []
        return [self._written(path)] if find_all else self._written(path)

    def list(self, ignore_patterns):
        for name in FILES:
            if not matches_patterns(name, ignore_patterns or []):
                self._written(name)
                yield name, self.storage

    def _written(self, name: str) -> str:
        """By its text, not by its date: the parts of an unpacked release can be older than what was written before."""
        target, text = Path(self.storage.path(name)), FILES[name]()
        if not target.exists() or target.read_text() != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Several processes may do this at once: each writes its own file, the last rename wins.
            draft = target.with_suffix(f".{os.getpid()}")
            draft.write_text(text)
            draft.replace(target)
        return str(target)
