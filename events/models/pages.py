"""The pages of the agenda: texts only. Time, place and seats are in `Event`, one for all languages."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager

from cms.models import ContentPage, LeanPage, closed_to_some
from events.blocks import ReportGroupBlock
from events.models.meetings import Breakout, Event, EventSeries
from events.models.speakers import Speaker

_MADE_UNDER = _("Tijd, plaats, programma en deelnemers staan bij Bijeenkomsten. Hier schrijf je alleen de tekst.")


class AgendaPage(LeanPage):
    """`/agenda/`: all meetings."""

    introduction = models.TextField(_("inleiding"), blank=True)
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["events.SeriesPage", "events.EventPage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("agenda")


class SeriesPage(ContentPage):
    """A series; its editions are the pages below it."""

    served_with = ("series",)
    series = models.ForeignKey(EventSeries, models.PROTECT, related_name="pages", verbose_name=_("reeks"))
    body = RichTextField(_("tekst"), blank=True)
    asked_before_publishing = ()  # as for its meetings
    parent_page_types = ["events.AgendaPage"]
    subpage_types = ["events.EventPage"]
    content_panels = [*ContentPage.content_panels, FieldPanel("series"), FieldPanel("body")]

    class Meta:
        verbose_name = _("reeks")


class EventPageManager(PageManager):
    def open(self):
        """The published pages that anyone may see, with their meeting. Private in one language is private in all."""
        private = closed_to_some(self.get_queryset()).order_by().values("event")
        return self.live().exclude(event__in=private).select_related("event", "locale")


class EventPage(ContentPage):
    """The text of a meeting in one language."""

    objects = EventPageManager()

    event = models.ForeignKey(Event, models.PROTECT, related_name="pages", verbose_name=_("bijeenkomst"))
    body = RichTextField(_("tekst"), blank=True)
    may_be_copied = False
    served_with = ("event__series", "event__admission")
    asked_before_publishing = ()  # a meeting is its own source, and is for everyone unless it says so
    parent_page_types = ["events.AgendaPage", "events.SeriesPage"]
    subpage_types = ["events.ReportPage"]
    content_panels = [*ContentPage.content_panels, FieldPanel("event", help_text=_MADE_UNDER), FieldPanel("body")]

    class Meta:
        verbose_name = _("bijeenkomst")

    @cached_property
    def speakers(self) -> list[Speaker]:
        """Everybody who was asked to speak, with their part and material; of whom readers may know says `is_shown`."""
        asked = self.event.speakers.select_related("breakout", "item")
        return list(asked.prefetch_related("materials"))

    def structured_data(self, address):
        """The meeting for search engines (schema.org). The online place is this page, never the secret link."""
        event = self.event
        zone = ZoneInfo(event.timezone)
        online = {"@type": "VirtualLocation", "url": address}
        room = {"@type": "Place", "name": event.venue, "address": event.venue}
        places = {Event.Mode.ONLINE: [online], Event.Mode.ROOM: [room], Event.Mode.HYBRID: [room, online]}
        status = "Cancelled" if event.is_cancelled else "Rescheduled" if event.previous_start else "Scheduled"
        attendance = {Event.Mode.ONLINE: "Online", Event.Mode.ROOM: "Offline", Event.Mode.HYBRID: "Mixed"}[event.mode]
        return [
            {
                "@type": "EducationEvent",
                "@id": address,
                "name": self.title,
                "description": self.summary,
                "url": address,
                "inLanguage": self.text_language,
                "startDate": event.starts_at.astimezone(zone).isoformat(),
                "endDate": event.ends_at.astimezone(zone).isoformat(),
                "eventStatus": f"https://schema.org/Event{status}",
                "previousStartDate": (
                    event.previous_start.astimezone(zone).isoformat() if status == "Rescheduled" else None
                ),
                "eventAttendanceMode": f"https://schema.org/{attendance}EventAttendanceMode",
                "location": places[event.mode],
                "organizer": {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.BASE_URL},
                # Only who ticked that their name may be shown.
                "performer": [
                    {"@type": "Person", "name": each.display_name} for each in self.speakers if each.is_shown
                ],
                "isAccessibleForFree": True,
                "superEvent": {"@type": "EventSeries", "name": event.series.name} if event.series_id else None,
            }
        ]

    def texts_elsewhere(self) -> Iterator[tuple[str, str]]:
        """What organisers write in the programme, with the address where they do; for the check of the page."""
        for item in self.event.programme_items.all():
            yield reverse("organise:item", args=[self.event.public_id, item.pk]), f"{item.title}\n{item.description}"
        for one in self.event.breakouts.exclude(status=Breakout.Status.CANCELLED):
            yield (
                reverse("organise:breakout", args=[self.event.public_id, one.public_id]),
                f"{one.title}\n{one.description}",
            )

    def search_text(self) -> str:
        """The page's own words, its place, and what its programme is about."""
        planned = self.event.breakouts.exclude(status=Breakout.Status.CANCELLED)
        parts = [
            *self.event.programme_items.values_list("title", "description", "speaker"),
            *planned.values_list("title", "description", "host"),
        ]
        return "\n".join([super().search_text(), self.event.venue, *(" ".join(part) for part in parts)])


class ReportPage(ContentPage):
    """What a meeting yielded, per group; made as a draft from the notes, and the editor's own from then on."""

    introduction = RichTextField(_("inleiding"), blank=True)
    groups = StreamField([("group", ReportGroupBlock())], verbose_name=_("groepen"), blank=True)
    may_be_copied = False
    asked_before_publishing = ("summary",)
    parent_page_types = ["events.EventPage"]
    subpage_types = []
    content_panels = [*ContentPage.content_panels, FieldPanel("introduction"), FieldPanel("groups")]

    class Meta:
        verbose_name = _("verslag")
        verbose_name_plural = _("verslagen")

    def get_context(self, request, *args, **kwargs):
        meeting = EventPage.objects.select_related("event").get(pk=self.get_parent().pk)
        return super().get_context(request, *args, **kwargs) | {
            "meeting": meeting,
            "meeting_url": meeting.get_url(request),
        }
