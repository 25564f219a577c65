"""What stands in a calendar and in a mail about a meeting: rows in, plain values out.

The secret meeting link is never among them: an entry names the public page, or the person's own page that shows
the link when it is time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms import clock
from community.addresses import ascii_address
from community.mail import display_name
from events.ical import Entry, Person, uid
from events.links import registration_url
from events.models import Event, EventPage, Place, Registration

SHOWN = [field.attname for field in Place._meta.concrete_fields]
SHOWN += ["breakout__title", "breakout__room", "breakout__round__title", "breakout__round__starts_at"]


@dataclass(frozen=True)
class Chosen:
    """One break-out of a person: a seat, or a `position` in its queue."""

    round: str
    title: str
    room: str
    begins: str
    position: int = 0

    @classmethod
    def of(cls, place: Place, event: Event) -> "Chosen":
        """A place in a break-out, with its `position` where it waits."""
        begins = local_time(place.breakout.round.starts_at, event)
        said = {"round": place.breakout.round.title, "title": place.breakout.title, "room": place.breakout.room}
        return cls(**said, begins=begins, position=0 if place.is_seat else place.position)

    def __str__(self):
        details = ", ".join(filter(None, [self.begins, self.room]))
        text = f"{self.round}: {self.title} ({details})"
        if not self.position:
            return text
        return _("%(breakout)s – wachtlijst, nummer %(position)s") % {"breakout": text, "position": self.position}


@dataclass(frozen=True)
class Standing:
    """Where a person stands at a meeting."""

    place: Place | None
    chosen: list[Chosen]

    @classmethod
    def of(cls, registration: Registration) -> "Standing":
        """Read the live places of this registration. One query."""
        return cls.of_all([registration])[registration.pk]

    @classmethod
    def of_all(cls, registrations: Iterable[Registration]) -> dict[int, "Standing"]:
        """The same for all of these, by registration id. One query."""
        people = {registration.pk: registration for registration in registrations}
        places = Place.objects.filter(registration__in=people).with_position().select_related("breakout__round")
        by_person: dict[int, list[Place]] = {pk: [] for pk in people}
        for place in places.only(*SHOWN):
            by_person[place.registration_id].append(place)
        return {pk: cls._from(by_person[pk], registration.event) for pk, registration in people.items()}

    @classmethod
    def of_newcomer(cls, registration: Registration, places: Iterable[Place]) -> "Standing":
        """The same where their places are at hand among these, each with `position`, break-out and round. No query."""
        return cls._from([place for place in places if place.registration_id == registration.pk], registration.event)

    @classmethod
    def _from(cls, places: list[Place], event: Event) -> "Standing":
        own = next((place for place in places if place.breakout is None), None)
        rest = [place for place in places if place.breakout is not None]
        rest.sort(key=lambda place: (place.breakout.round.starts_at, place.pk))
        return cls(own, [Chosen.of(place, event) for place in rest])

    @property
    def seated(self) -> bool:
        """Has a seat in the meeting itself."""
        return self.place is not None and self.place.is_seat

    @property
    def position(self) -> int:
        """The number in the queue of the meeting itself; 0 with a seat or without any place."""
        return 0 if self.place is None or self.place.is_seat else self.place.position


def title_of(event: Event, page) -> str:
    """The title on its page, or the meeting's own name where no page is published."""
    return page.title if page else event.title


def page_url(page, request=None) -> str:
    """The whole address of a page on this site; empty when it has none. `request` saves queries on lists."""
    parts = page.get_url_parts(request) if page else None
    return settings.BASE_URL + parts[2] if parts and parts[2] else ""


def when(event: Event) -> str:
    """Day and hours in the active language, in the time of the meeting."""
    begin, end = local(event.starts_at, event), local(event.ends_at, event)
    words = {"day": day(begin), "begin": date_format(begin, "H:i"), "end": date_format(end, "H:i")}
    if begin.date() == end.date():
        return _("%(day)s, %(begin)s tot %(end)s uur") % words
    return _("%(day)s %(begin)s uur tot %(last_day)s %(end)s uur") % (words | {"last_day": day(end)})


def where(event: Event) -> str:
    """The place as a line for a participant, in the active language."""
    if event.mode == Event.Mode.ONLINE:
        return _("Online. De link staat op je eigen pagina, vanaf 30 minuten voor het begin.")
    if event.mode == Event.Mode.HYBRID:
        return _("%(venue)s, of online via je eigen pagina") % {"venue": event.venue}
    return event.venue


def day(moment: datetime) -> str:
    """`donderdag 26 november 2026`."""
    return date_format(moment, "l j F Y")


def moment(at: datetime, event: Event) -> str:
    """`donderdag 26 november 2026, 13:30` in the time of the meeting."""
    return date_format(local(at, event), "l j F Y, H:i")


def local(moment: datetime, event: Event) -> datetime:
    """The moment in the time of the meeting."""
    return moment.astimezone(ZoneInfo(event.timezone))


def local_time(moment: datetime, event: Event) -> str:
    """`13:30` in the time of the meeting."""
    return date_format(local(moment, event), "H:i")


def event_uid(event: Event) -> str:
    """What calendars know this meeting by."""
    return uid(event.public_id, settings.UID_HOST)


def organiser() -> Person:
    """Who invites: the same address as the sender of the mail, or clients refuse the update."""
    name, email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Person(email, name)


def attendee(registration: Registration) -> Person:
    """The participant as the one invited, by the address that the mail is sent to."""
    return Person(ascii_address(registration.email), display_name(registration.name))


def personal_entry(
    registration: Registration, standing: Standing, *, title: str, sequence: int, stamp: datetime
) -> Entry:
    """The entry of one participant, with their break-outs and the link to change or cancel. Active language."""
    event, link = registration.event, registration_url(registration, absolute=True)
    lines = []
    if standing.chosen:
        lines += [_("Je break-outs:"), *(f"- {chosen}" for chosen in standing.chosen), ""]
    if event.mode != Event.Mode.ROOM:
        lines.append(_("De link naar de bijeenkomst staat op je eigen pagina, vanaf 30 minuten voor het begin."))
    lines.append(_("Bekijken, wijzigen of afmelden: %(link)s") % {"link": link})
    entry = _entry(event, title=title, sequence=sequence, stamp=stamp, link=link, text="\n".join(lines))
    return replace(entry, place=link) if registration.comes_to == Registration.Attends.ONLINE else entry


def personal_entries(registrations: QuerySet[Registration]) -> list[Entry]:
    """What one person goes to: meetings with a seat, up to a year after; those called off too. Three queries.

    The number is that of the last mail, so that a calendar never doubles an entry or moves one back.
    """
    recent = registrations.filter(event__ends_at__gte=clock.now() - timedelta(days=365))
    going = list(recent.filter(status=Registration.Status.CONFIRMED).order_by("event__starts_at"))
    standings = Standing.of_all(going)
    titles = {}
    for event_id, title, language in (
        EventPage.objects.live()
        .filter(event__in=[one.event_id for one in going])
        .values_list("event", "title", "locale__language_code")
    ):
        if event_id not in titles or language == get_language():
            titles[event_id] = title
    return [
        personal_entry(
            registration,
            standings[registration.pk],
            title=titles.get(registration.event_id, registration.event.title),
            sequence=registration.event.sequence + max(registration.sequence - 1, 0),
            stamp=registration.event.changed_at,
        )
        for registration in going
        if standings[registration.pk].seated
    ]


def public_entry(event: Event, page, *, link: str) -> Entry:
    """The entry everybody may see. Its stamp is the last change, so that the same agenda gives the same bytes."""
    stamp = max(filter(None, [event.changed_at, page.last_published_at if page else None]))
    text = "\n\n".join(filter(None, [page.summary if page else "", link]))
    return _entry(event, title=title_of(event, page), sequence=event.sequence, stamp=stamp, link=link, text=text)


def _entry(event: Event, *, title: str, sequence: int, stamp: datetime, link: str, text: str) -> Entry:
    return Entry(
        uid=event_uid(event),
        sequence=sequence,
        stamp=stamp,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        timezone=event.timezone,
        title=title,
        place=link if event.mode == Event.Mode.ONLINE or not event.venue else event.venue,
        text=text,
        url=link,
        cancelled=event.is_cancelled,
    )
