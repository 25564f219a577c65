"""What search engines may find: every live public page in its own language, and the list of ambassadors."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.models import root_paths
from community.rules.conversations import public_conversations
from community.search.conversations import address

# Named addresses that are no pages.
LISTS = ("ambassadors", "organisations", "regions", "social_map", "together", "questions", "circles")
LISTS += ("action_centre", "support_offers", "learned", "barriers", "statements", "notices", "policies", "role_plays")
LISTS += ("what_we_keep",)
LANGUAGES = ("nl", "en")


class PageSitemap(Sitemap):
    """Live pages without a restriction. An English copy of a text that is still Dutch is left out."""

    def items(self):
        pages = list(Page.objects.live().public().filter(depth__gt=1, alias_of=None).order_by("path"))
        roots = root_paths()
        for page in pages:  # else each of them asks for it
            page._wagtail_cached_site_root_paths = roots
        return [page for page in pages if page.get_url()]

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


class ConversationSitemap(Sitemap):
    """Questions and the topics of open groups, under their Dutch address."""

    def items(self):
        return public_conversations().select_related("circle").order_by("pk")

    def location(self, conversation):
        with translation.override("nl"):
            return address(conversation)

    def lastmod(self, conversation):
        return conversation.active_at


SITEMAPS = {"pages": PageSitemap, "lists": ListSitemap, "conversations": ConversationSitemap}
