"""What every template knows about the site."""

from django.conf import settings


def site(request):
    """`site_name`, `demo` (bool): no queries."""
    return {"site_name": settings.SITE_NAME, "demo": settings.DEMO}
