"""Atom feeds of the lists: the same choice in the address gives the same items, the newest first."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.facets import listing
from cms.models import (
    GuideIndexPage,
    HandvatIndexPage,
    HandvatPage,
    PracticeExampleIndexPage,
    PracticeExamplePage,
    published,
)

MOST = 30  # items in a feed
LISTS = {
    "handvatten": (HandvatIndexPage, HandvatPage),
    "praktijkvoorbeelden": (PracticeExampleIndexPage, PracticeExamplePage),
}


class ListFeed(Feed):
    """`/handvatten/feed.atom?fase=start`: what is new or changed in a list, narrowed down by the same facets."""

    feed_type = Atom1Feed

    def get_object(self, request, name):
        index, model = LISTS[name]
        self.index = get_object_or_404(
            index.objects.live().select_related("locale"), locale__language_code=get_language()
        )
        pages = published(model, self.index.locale_id).select_related("locale")
        newest = listing(pages.order_by("-last_published_at", "-pk"), request.GET, per_page=MOST)
        self.chosen = [option.name for option in newest.active]
        self.query = f"?{newest.query}" if newest.query else ""
        return newest.page_obj.object_list

    def __call__(self, request, *args, **kwargs):
        return Feed.__call__(type(self)(), request, *args, **kwargs)  # what is asked stands on an object of its own

    def title(self, obj):
        return " · ".join([settings.SITE_NAME, self.index.title, *self.chosen])

    def subtitle(self, obj):
        return _("Wat er nieuw is of veranderde, met dezelfde keuzes als in de lijst.")

    def link(self, obj):
        return f"{settings.BASE_URL}{self.index.url}{self.query}"

    def feed_url(self, obj):
        return f"{settings.BASE_URL}{self.index.url}feed.atom{self.query}"

    def items(self, obj):
        return obj

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        return item.summary

    def item_link(self, item):
        return f"{settings.BASE_URL}{item.url}"

    def item_guid(self, item):
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.last_published_at

    def item_categories(self, item):
        return [option.name for option in item.tags]


class GuideFeed(ListFeed):
    """`/gidsen/feed.atom`: the same of guides, which are pages of several kinds."""

    def get_object(self, request):
        self.index = get_object_or_404(
            GuideIndexPage.objects.live().select_related("locale"), locale__language_code=get_language()
        )
        narrowed, guides = self.index.chosen(request.GET)
        self.chosen = [option.name for option in narrowed.active]
        self.query = f"?{narrowed.query}" if narrowed.query else ""
        # Planted pages have no moment of publication, and go last.
        return sorted(guides, key=lambda guide: str(guide.last_published_at or ""), reverse=True)[:MOST]

    def item_categories(self, item):
        return []
