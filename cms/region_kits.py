"""What else must happen when a page is copied to another region: page types of higher apps register it here."""

from collections.abc import Callable

from wagtail.models import Page

from cms.models import Region

Prepare = Callable[[Page, Region], None]
_prepare: dict[type[Page], Prepare] = {}


def register(page_type: type[Page], prepare: Prepare) -> None:
    """`prepare` gets the copy before it is saved again, and the region it is for: it gives the copy rows of its own."""
    _prepare[page_type] = prepare


def prepare(copy: Page, region: Region) -> None:
    """Do what was registered for this type of page, if anything was."""
    if found := _prepare.get(type(copy)):
        found(copy, region)
