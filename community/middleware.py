"""Two rules for people who are logged in: nothing of theirs is kept by a cache, and staff have a second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from community import rules

ADMIN = "/beheer/"


class NoStoreForMembersMiddleware:
    """`Cache-Control: no-store` on every answer to a logged-in person; anonymous answers are left alone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # Without the cookie there is nobody to look up, and looking would make the answer vary by cookie.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        return response


class SecondFactorMiddleware:
    """Sends whoever may enter the admin to set up a passkey or an app first; the admin opens after that."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(ADMIN) and self._is_missing(request.user):
            messages.warning(request, _("Stel eerst een tweede stap in voor het inloggen. Daarna opent het beheer."))
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_missing(self, user) -> bool:
        return user.is_authenticated and rules.must_have_second_factor(user) and not is_mfa_enabled(user)
