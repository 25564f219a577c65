"""What search engines may find: every live public page in its own language, and the list of ambassadors."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

LISTS = ("ambassadors", "organisations", "regions", "social_map", "together")  # named addresses that are no pages
LANGUAGES = ("nl", "en")


class PageSitemap(Sitemap):
    """Live pages without a restriction. An English copy of a text that is still Dutch is left out."""

    def items(self):
        pages = Page.objects.live().public().filter(depth__gt=1, alias_of=None)
        return [page for page in pages.select_related("locale").order_by("path") if page.get_url()]

    def location(self, page):
        return page.get_url()

    def lastmod(self, page):
        return page.last_published_at


class ListSitemap(Sitemap):
    """Lists that are no pages, in both languages."""

    def items(self):
        return [(name, language) for name in LISTS for language in LANGUAGES]

    def location(self, item):
        name, language = item
        with translation.override(language):
            return reverse(name)


SITEMAPS = {"pages": PageSitemap, "lists": ListSitemap}
