"""What every template knows about the site."""

from django.conf import settings


def site(request):
    """`site_name`, `site_phone`, `demo` (bool): no queries."""
    return {"site_name": settings.SITE_NAME, "site_phone": settings.SITE_PHONE, "demo": settings.DEMO}
