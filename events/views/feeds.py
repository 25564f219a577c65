"""`/agenda/feed.atom`: what is new in the agenda, narrowed down as the agenda itself."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from events.agenda import agenda
from events.models import EventPage

MOST = 30  # items in a feed


class AgendaFeed(Feed):
    """Meetings to come as the address asks for them (kind, form, region), what was announced last first."""

    feed_type = Atom1Feed

    def get_object(self, request):
        pages = EventPage.objects.open().filter(locale__language_code=get_language())
        found = agenda(pages, request.GET)
        self.chosen = [option.name for option in found.active]
        pages = found.page_obj.paginator.object_list
        return sorted(pages, key=lambda page: str(page.first_published_at or ""), reverse=True)[:MOST]

    def __call__(self, request, *args, **kwargs):
        return Feed.__call__(type(self)(), request, *args, **kwargs)  # what is asked stands on an object of its own

    def title(self, obj):
        return " · ".join([settings.SITE_NAME, _("Agenda"), *self.chosen])

    def subtitle(self, obj):
        return _("Nieuwe bijeenkomsten, met dezelfde keuzes als in de agenda.")

    def link(self, obj):
        return f"{settings.BASE_URL}{reverse('wagtail_serve', args=['agenda/'])}"

    def items(self, obj):
        return obj

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        day = date_format(localtime(item.event.starts_at), "l j F Y, H:i")
        return f"{day}. {item.summary}".strip()

    def item_link(self, item):
        return f"{settings.BASE_URL}{item.url}"

    def item_guid(self, item):
        return f"urn:uuid:{item.translation_key}"

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.last_published_at
