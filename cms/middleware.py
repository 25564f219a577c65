"""What every answer shares: its language follows its address alone, and it says what a browser may do with it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.utils.translation import gettext as _


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


class PublicationRefusedMiddleware:
    """Where the admin publishes without a form (an approval, many pages at once) a refusal becomes a message."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        """Back to the editor of the page that lacks something, with everything that it lacks."""
        from cms.models import PublicationRefused

        if not isinstance(exception, PublicationRefused):
            return None
        text = _("“%(title)s” is niet gepubliceerd. %(reasons)s")
        reasons = " ".join(exception.messages)
        messages.error(request, text % {"title": exception.page.title, "reasons": reasons})
        return redirect("wagtailadmin_pages:edit", exception.page.pk)
