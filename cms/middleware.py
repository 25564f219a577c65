"""What every answer shares: its language follows its address alone, and it says what a browser may do with it."""

import logging
from collections import deque
from traceback import walk_tb

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _
from django.views.defaults import bad_request

from cms.page_cache import COMPRESSIBLE

logger = logging.getLogger(__name__)


class PathLocaleMiddleware(LocaleMiddleware):
    """Django's locale middleware without `Vary: Accept-Language`: `/…` is Dutch, `/en/…` is English, always."""

    def process_response(self, request, response):
        response = super().process_response(request, response)
        vary = [name for name in response.get("Vary", "").split(", ") if name and name.lower() != "accept-language"]
        if vary:
            response["Vary"] = ", ".join(vary)
        else:
            response.headers.pop("Vary", None)
        return response


class CompressionMiddleware(GZipMiddleware):
    """Django's, for words alone: images, films and documents are packed already, and keep their length this way."""

    def process_response(self, request, response):
        if not COMPRESSIBLE.match(response.get("Content-Type", "")):
            return response
        return super().process_response(request, response)


class SecurityHeadersMiddleware:
    """The content policy and its companions on every answer, errors and static files too.

    Public pages may run own files only; Wagtail's admin needs inline scripts and styles, under its own prefix
    alone. A policy that a view gave itself stays.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.policies = [
            (prefix, "; ".join(f"{name} {value}" for name, value in directives.items()))
            for prefix, directives in settings.CONTENT_POLICIES
        ]

    def __call__(self, request):
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", self._policy(request.path_info))
        headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response

    def _policy(self, path: str) -> str:
        return next(policy for prefix, policy in self.policies if path.startswith(prefix))


class AdminRefusalsMiddleware:
    """What the admin cannot do as asked, and Wagtail has no answer to, becomes a message instead of an error page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        """Publishing without a form (an approval, many pages at once) leads back to the page that lacks something; a
        search that cannot be sorted so comes unsorted; a form that lost a part on its way is told so (400)."""
        from wagtail.search.backends.base import OrderByFieldError

        from cms.models import PublicationRefused

        if isinstance(exception, PublicationRefused):
            text = _("“%(title)s” is niet gepubliceerd. %(reasons)s")
            reasons = " ".join(exception.messages)
            messages.error(request, text % {"title": exception.page.title, "reasons": reasons})
            return redirect("wagtailadmin_pages:edit", exception.page.pk)
        if not request.path.startswith("/beheer/"):
            return None
        if isinstance(exception, OrderByFieldError) and "ordering" in request.GET:
            kept = request.GET.copy()
            del kept["ordering"]
            messages.info(request, _("Wat je zoekt, kunnen we zo niet op volgorde zetten."))
            return redirect(f"{request.path}?{kept.urlencode()}")
        lost = isinstance(exception, MultiValueDictKeyError)
        if request.method == "POST" and (lost or (isinstance(exception, ValueError) and _in_a_block(exception))):
            logger.warning("a form that cannot be read, at %s", request.path, exc_info=exception)
            return bad_request(request, exception)
        return None


def _in_a_block(exception: Exception) -> bool:
    """Whether it was raised while a block of a stream read its part of a form."""
    last = deque(walk_tb(exception.__traceback__), maxlen=1)
    return last[0][0].f_globals["__name__"].startswith("wagtail.blocks")
