"""Pages that a signed or secret link opens, for people without an account."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt


def by_link(find: Callable, name: str = "token", *, not_found: str = "events/secret_link_not_found.html") -> Callable:
    """Fetch by the secret in the address (its part `name`), which is also the check of access; `find` gives None for a wrong one.

    The link must leak nowhere: no caching, no referrer, no indexing. The secret is the only authority here and no
    cookie adds to it, so there is nothing a cross-site request could borrow: these pages need no CSRF cookie (which
    `no-referrer`, sending `Origin: null`, would refuse anyway) and work where cookies are blocked.
    """

    def decorate(view: Callable) -> Callable:
        @csrf_exempt
        @never_cache
        @wraps(view)
        def wrapper(request: HttpRequest, **kwargs) -> HttpResponse:
            found = find(kwargs.pop(name))
            missing = found is None
            response = render(request, not_found, status=404) if missing else view(request, found, **kwargs)
            response["Referrer-Policy"] = "no-referrer"
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return wrapper

    return decorate
