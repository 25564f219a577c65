"""One style sheet out of many small files, without a build step.

`cms/css/site.css` names its parts with `@import url("…") layer(…)`. This finder offers `cms/css/leerspoor.css`: the
same text with every part put in its layer and the comments left out, for `collectstatic` and for serving straight
from the apps. It is written below `VAR_DIR` and renewed when a part changes.
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


def bundle() -> str:
    """The whole style sheet as one text."""

    def inline(match):
        name, layer = match.groups()
        return f"@layer {layer} {{\n{(SOURCE / name).read_text()}\n}}"

    css = COMMENT.sub("", IMPORT.sub(inline, (SOURCE / "site.css").read_text()))
    return "\n".join(line.strip() for line in css.splitlines() if line.strip()) + "\n"


class StylesheetFinder(BaseFinder):
    """Finds `cms/css/leerspoor.css`, joined anew when it is older than one of its parts."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "css")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path != NAME:
            return []
        return [self._written()] if find_all else self._written()

    def list(self, ignore_patterns):
        if not matches_patterns(NAME, ignore_patterns or []):
            self._written()
            yield NAME, self.storage

    def _written(self) -> str:
        target = Path(self.storage.path(NAME))
        newest = max(part.stat().st_mtime for part in SOURCE.glob("*.css"))
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Several processes may do this at once: each writes its own file, the last rename wins.
            draft = target.with_suffix(f".{os.getpid()}")
            draft.write_text(bundle())
            draft.replace(target)
        return str(target)
