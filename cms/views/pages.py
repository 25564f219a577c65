"""The pages that editors make."""

from django.http import HttpRequest, HttpResponse
from wagtail.views import serve as wagtail_serve

from cms import front_door


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """As Wagtail's view, from a front door that need not be looked up."""
    front_door.know(request)
    return wagtail_serve(request, path)
