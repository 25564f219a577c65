"""Rules for people who are logged in: nothing kept by a cache, a second factor and a limit to idling where it matters."""

import re
from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cms import clock
from community import rules

ADMIN = "/beheer/"
ADMIN_FOR_ALL = tuple(f"{ADMIN}{name}/" for name in ("login", "logout", "sprite", "jsi18n"))
IDLE = timedelta(minutes=30)
A_MINUTE = 60  # seconds
CASES = re.compile(r"/(en/)?intervisie/.")  # what is inside a group; the page that only explains stays open


class NoStoreForMembersMiddleware:
    """`Cache-Control: no-store` on every answer to a logged-in person; anonymous answers are left alone.

    Whoever logs out has the browser forget what it kept all the same, as for the button back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Without the cookie there is nobody to look up, and looking would make the answer vary by cookie.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        was_there = request.user.is_authenticated
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        elif was_there:
            response["Clear-Site-Data"] = '"cache"'
        return response


class AdminDoorMiddleware:
    """Tells a member who is logged in that the admin is not for them: the log-in would only send them back to it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_guarded = request.path.startswith(ADMIN) and not request.path.startswith(ADMIN_FOR_ALL)
        if is_guarded and request.user.is_authenticated and not rules.may_enter_admin(request.user):
            raise PermissionDenied
        return self.get_response(request)


class SecondFactorMiddleware:
    """Sends whoever may enter the admin, or a group that discusses cases, to set up a passkey or an app first."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(ADMIN) and self._is_missing(request.user):
            messages.warning(request, _("Stel eerst een tweede stap in voor het inloggen. Daarna opent het beheer."))
            return redirect("mfa_index")
        if CASES.match(request.path) and self._is_missing_for_cases(request.user):
            messages.warning(
                request, _("Stel eerst een tweede stap in voor het inloggen. Daarna opent je intervisiegroep.")
            )
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_missing(self, user) -> bool:
        return user.is_authenticated and rules.must_have_second_factor(user) and not is_mfa_enabled(user)

    def _is_missing_for_cases(self, user) -> bool:
        return settings.SECOND_FACTOR_FOR_STAFF and user.is_authenticated and not is_mfa_enabled(user)


class IdleCasesMiddleware:
    """Ends the log-in of who comes back to an open case after half an hour: somebody else may sit at that screen.

    Only reading asks for it; what somebody typed all that time is still taken in. The screen of a live discussion asks
    for its state itself, and so stays open.
    """

    SEEN = "cases_seen_at"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if CASES.match(request.path) and request.user.is_authenticated:
            now, seen = clock.now().timestamp(), request.session.get(self.SEEN)
            if request.method == "GET" and seen and now - seen > IDLE.total_seconds():
                logout(request)
                messages.info(request, _("Je was een tijd weg. Log opnieuw in; dan ga je verder waar je was."))
                return redirect_to_login(request.get_full_path())
            if not seen or now - seen > A_MINUTE:  # a write a minute at most
                request.session[self.SEEN] = now
        return self.get_response(request)
