"""Rendered public pages, kept per process for anonymous readers until anything public changes.

`forget()` starts a new generation (shared between processes through the cache `generation`); pages of an older
one are never served again. A hit needs no session, no view and no query. While that cache is out of reach pages are
rendered for every reader: it never stops a page, nor a change.
"""

import contextlib
import gzip
import hashlib
import logging
import re
import secrets
import uuid
from functools import wraps

import brotli
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

logger = logging.getLogger(__name__)

GENERATION = "pages:generation"
BROWSER_SECONDS = 60
LONGEST_QUERY = 200  # characters; longer ones are rendered but not kept
COMPRESSIBLE = re.compile(r"text/|image/svg\+xml|application/([\w.-]+\+)?(json|xml|javascript)\b")
SMALLEST_TO_COMPRESS = 400  # bytes
PRIVATE_MARKS = ("private", "no-store", "no-cache")
FORM_SECONDS = 1
OWN_FIELD = re.compile(rb'name="(csrfmiddlewaretoken|key)" value="[^"]*"')


def forget() -> None:
    """Drop every kept page once the current transaction is committed. Call after any change a reader can see."""
    transaction.on_commit(_start_generation, robust=True)


def _start_generation() -> str:
    """The name of a new generation; empty when it could not be told to the other processes."""
    token = secrets.token_hex(8)
    try:
        caches["generation"].set(GENERATION, token, None)
    except Exception as error:  # noqa: BLE001  whatever a cache can throw: what changed is stored
        caches["pages"].clear()
        with contextlib.suppress(Exception):  # on a full disk this still works, and stops the other processes too
            caches["generation"].delete(GENERATION)
        logger.warning("kept pages could not be dropped in other processes: %s", error)
        return ""
    return token


def _generation() -> str:
    """The name of the running generation; empty when it is unknown, and then nothing is kept or served from here."""
    try:
        token = caches["generation"].get(GENERATION)
    except Exception as error:  # noqa: BLE001
        logger.warning("no pages are kept: %s", error)
        return ""
    return token or _start_generation()


def watch_content() -> None:
    """Forget the kept pages whenever a term changes; for pages and restrictions `memory.renew` does so."""
    from django.apps import apps
    from django.db.models.signals import post_delete, post_save

    from cms.models import TaxonomyTerm

    for model in apps.get_models():
        if issubclass(model, TaxonomyTerm):
            for signal in (post_save, post_delete):
                signal.connect(_changed, sender=model, dispatch_uid="cms.page_cache")


def _changed(**kwargs):
    forget()


class PageCacheMiddleware:
    """Serves kept pages to readers without cookies of ours, and says to browsers what they may keep.

    A page is kept when it is a GET without a session, form-token or message cookie, answered with 200, sets no
    cookie and is not marked private. Whatever has to do with a cookie or a session is marked `private, no-store`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not self._may_be_kept(request):
            return self._mark_private(request, self.get_response(request))
        key = self._key(request)
        if key and (kept := caches["pages"].get(key)):
            body, headers = kept
            response = HttpResponse(body, headers=headers)
            return get_conditional_response(request, etag=headers["ETag"], response=response)
        response = self.get_response(request)
        if not self._is_public(response):
            return self._mark_private(request, response)
        return self._keep(request, response, key)

    def _may_be_kept(self, request) -> bool:
        if (
            request.method not in ("GET", "HEAD")
            or len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY
            or _ours(request)
        ):
            return False
        return not request.path_info.startswith(tuple(settings.PAGE_CACHE_EXCLUDE))

    def _is_public(self, response) -> bool:
        control = response.get("Cache-Control", "")
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and not response.has_header("Content-Encoding")
            and not any(mark in control for mark in PRIVATE_MARKS)
        )

    def _key(self, request) -> str:
        """What the page is kept under; empty when it cannot be kept now."""
        if not (generation := _generation()):
            return ""
        return _digest(generation, request.scheme, request.get_host(), request.get_full_path(), _encoding(request))

    def _keep(self, request, response, key):
        body = response.content
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, max_age=BROWSER_SECONDS)
        patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
        response["ETag"] = 'W/"' + hashlib.blake2b(body, digest_size=12).hexdigest() + '"'
        encoding = _encoding(request)
        if encoding and len(body) >= SMALLEST_TO_COMPRESS and COMPRESSIBLE.match(response["Content-Type"]):
            body = brotli.compress(body, quality=6) if encoding == "br" else gzip.compress(body, 6, mtime=0)
            response.content = body
            response["Content-Encoding"] = encoding
        response["Content-Length"] = str(len(body))
        if key and settings.PAGE_CACHE_SECONDS and request.method == "GET":
            caches["pages"].set(key, (body, dict(response.items())), settings.PAGE_CACHE_SECONDS)
        return get_conditional_response(request, etag=response["ETag"], response=response)

    def _mark_private(self, request, response):
        personal = response.cookies or _ours(request) or request.method not in ("GET", "HEAD")
        said_public = "public" in response.get("Cache-Control", "") and not response.cookies
        if personal and not said_public and "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "private, no-store"
        return response


def one_for_all(view):
    """Draw the empty form of `view` at most once a second for everybody who comes without a cookie of ours.

    When sign-up opens hundreds open the same form at once, and drawing it costs more than anything else they ask for.
    Two fields are each reader's own and new every time: the token of the form and its `key` (the idempotency key). What
    the form says of free places may be a second old; the action decides.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method != "GET" or request.META.get("QUERY_STRING") or _ours(request):
            return view(request, *args, **kwargs)
        key = _digest("form", request.scheme, request.get_host(), request.path)
        if body := caches["pages"].get(key):
            fields = {b"csrfmiddlewaretoken": get_token(request), b"key": str(uuid.uuid4())}
            return HttpResponse(
                OWN_FIELD.sub(lambda own: b'name="%s" value="%s"' % (own[1], fields[own[1]].encode()), body)
            )
        response = view(request, *args, **kwargs)
        if settings.PAGE_CACHE_SECONDS and response.status_code == 200 and OWN_FIELD.search(response.content):
            caches["pages"].set(key, response.content, FORM_SECONDS)
        return response

    return answer


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=20).hexdigest()


def _ours(request) -> bool:
    """Whether the reader carries a cookie of ours: a session, a form's token, or a message."""
    return not request.COOKIES.keys().isdisjoint((settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"))


def _encoding(request) -> str:
    """The compression the reader takes: `br`, `gzip` or none (by name only; weights are rare and harmless)."""
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    return "br" if "br" in accepted.replace(" ", "").split(",") else "gzip" if "gzip" in accepted else ""
