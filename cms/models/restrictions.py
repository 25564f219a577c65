"""Which pages anybody may see: those that stand behind no restriction, neither their own nor one above them."""

from django.db.models import Q, Value
from wagtail.models import PageViewRestriction

from cms import memory


def restricted_paths() -> tuple[str, ...]:
    """The places in the tree below which not everybody may look; known until a restriction or the tree changes."""
    return memory.recall(memory.stamp(), "restricted paths", _restricted_paths)


def _restricted_paths() -> tuple[str, ...]:
    paths: list[str] = []
    for path in PageViewRestriction.objects.order_by("page__path").values_list("page__path", flat=True):
        if not paths or not path.startswith(paths[-1]):
            paths.append(path)
    return tuple(paths)


def _closed(paths: tuple[str, ...]) -> Q:
    closed = Q()
    for path in paths:
        closed |= Q(path__startswith=path) | Q(alias_of__path__startswith=path)
    return closed


def with_closed(pages):
    """`pages` (a page queryset), each with whether it is `closed`: behind a restriction."""
    paths = restricted_paths()
    return pages.annotate(closed=_closed(paths) if paths else Value(False))


def open_to_all(pages):
    """Those of `pages` (a page queryset) that anyone may see. An alias follows the page it mirrors.

    Wagtail's own `public()` costs a query of its own each time and lets aliases of a restricted page through.
    """
    paths = restricted_paths()
    return pages.exclude(_closed(paths)) if paths else pages


def closed_to_some(pages):
    """Those of `pages` that stand behind a restriction, an alias behind that of the page it mirrors."""
    paths = restricted_paths()
    return pages.filter(_closed(paths)) if paths else pages.none()


def published(model, locale_id: int):
    """The pages of a type and language that are live and open to everyone."""
    return open_to_all(model.objects.live().filter(locale_id=locale_id))
