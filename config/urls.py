"""All addresses. Dutch has no prefix, English stands under `/en/`; each app names its own in `urls.py`."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.views.pages import serve
from config import views
from config.sitemaps import SITEMAPS

urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.favicon, name="favicon"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include("cms.api.urls")),
    path("media/images/<path:path>", views.rendition, name="rendition"),
    # One log-in for everybody: the admin has none of its own.
    path("beheer/login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="admin_login"),
    path("beheer/", include(wagtailadmin_urls)),
    path("documenten/", include(wagtaildocs_urls)),
]

urlpatterns += i18n_patterns(
    path("", include("events.urls")),
    path("", include("community.urls")),
    path("", include("cms.urls")),
    path("postvak/", include("config.demo.postvak_urls")),  # the demo's inbox; 404 everywhere else
    # Wagtail's own form for closed pages would be a second way in, without the second factor.
    path(
        "_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="closed_page_login"
    ),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
