"""Addresses that belong to no app: health, robots.txt, security.txt and images that editors uploaded."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

from cms import clock

UPLOADED_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"  # runs nothing
SECURITY_TXT_DAYS = 180  # RFC 9116 asks for less than a year


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request):
    """Where browsers and readers of feeds look for the mark without being told."""
    return HttpResponseRedirect(static("cms/favicon.svg"))


@require_safe
@never_cache
def healthz(request):
    """200 when this process can reach its database, otherwise 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "database"}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
def robots(request):
    """What search engines leave alone, and where the sitemap is."""
    lines = ["User-agent: *", *(f"Disallow: {prefix}" for prefix in settings.PAGE_CACHE_EXCLUDE), "Disallow: /zoeken/"]
    lines += ["Disallow: /en/zoeken/", "", f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request):
    """Where to report a weakness (RFC 9116); the date moves along."""
    expires = (clock.now() + timedelta(days=SECURITY_TXT_DAYS)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.SITE_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=30 * 24 * 3600, immutable=True)
def rendition(request, path):
    """An uploaded image in one of its sizes; nothing else below `MEDIA_ROOT` has an address.

    Wagtail gives every rendition a name of its own; documents go through its own view, which asks who is there.
    """
    response = serve(request, path, document_root=Path(settings.MEDIA_ROOT) / "images")
    response["Content-Security-Policy"] = UPLOADED_POLICY
    return response
