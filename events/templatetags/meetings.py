"""What templates ask about meetings. Fixed numbers of queries, never one per item."""

from dataclasses import dataclass

from django import template
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms import clock
from cms.models import open_to_all
from events import rules
from events.agenda import agenda
from events.links import follower_token, registration_url
from events.models import (
    Admission,
    Event,
    EventPage,
    EventSeries,
    ParticipantDetails,
    ParticipantNeeds,
    Registration,
    SeriesFollower,
    SeriesPage,
    SignedUpFor,
    Speaker,
    SpeakerMaterial,
    is_helped,
)
from events.notifications import recipient_of
from events.preferences import MyWish
from events.programme import Programme, Room, rooms_of
from events.speaker_links import LIFETIME, speaker_url

register = template.Library()
MOST_MATERIALS = 30  # on the page of a series


@dataclass(frozen=True)
class Meeting:
    """A page of the agenda with its meeting and the room in it."""

    page: EventPage
    event: Event
    room: Room


def meetings(pages) -> list[Meeting]:
    """The pages (EventPages with their `event` fetched) as meetings: one query more."""
    pages = list(pages)
    rooms = rooms_of([page.event for page in pages])
    return [Meeting(page, page.event, rooms[page.event_id]) for page in pages]


def agenda_pages():
    """The published, public meeting pages in the active language."""
    return EventPage.objects.open().filter(locale__language_code=get_language())


@register.simple_tag
def upcoming_meetings(number: int) -> list[Meeting]:
    """The next `number` meetings that still take place, soonest first."""
    upcoming = agenda_pages().filter(event__ends_at__gt=clock.now(), event__status=Event.Status.PLANNED)
    return meetings(upcoming.order_by("event__starts_at", "pk")[:number])


@register.simple_tag(takes_context=True)
def agenda_for(context) -> dict:
    """The agenda as the address asks for it: `agenda` (see events/agenda.py) and its `meetings`."""
    narrowed = agenda(agenda_pages(), context["request"].GET)
    return {"agenda": narrowed, "meetings": meetings(narrowed.page_obj.object_list)}


@register.simple_tag
def followable_series() -> list[SeriesPage]:
    """The published, public series in the active language. One query."""
    series = open_to_all(SeriesPage.objects.live().filter(locale__language_code=get_language()))
    return list(series.order_by("title"))


@register.simple_tag
def speakers_of(page: EventPage) -> dict:
    """`shown`: the speakers that readers may see, each with its `public_materials`; and how many `stepped_back` of
    those who could be seen before. Two queries at most."""
    shown = [speaker for speaker in page.speakers if speaker.is_shown]
    for speaker in shown:
        speaker.public_materials = [material for material in speaker.materials.all() if material.is_public]
    gone = [each for each in page.speakers if each.was_shown and each.status == Speaker.Status.STEPPED_BACK]
    return {"shown": shown, "stepped_back": len(gone)}


@register.simple_tag
def programme_of(event: Event) -> Programme:
    """The programme as everybody sees it."""
    return Programme(event)


@register.simple_tag
def admission_of(event: Event) -> Admission:
    """How people get into its break-outs; no query where the page was served with it."""
    return Admission.read_with(event)


@register.filter
def of_round(wishes: dict[int, list[MyWish]], round_) -> list[MyWish]:
    """The wishes of one round."""
    return wishes.get(round_.pk, [])


@register.filter
def skipped(wishes: list[MyWish]) -> list[MyWish]:
    """The wishes that did not come true though nothing better did."""
    return [wish for wish in wishes if wish.outcome not in ("", "granted", "not_needed")]


@register.simple_tag
def editions_of(page, *, past: bool = False) -> list[Meeting]:
    """The published editions below a series page: those to come (soonest first) or those past (latest first)."""
    editions = agenda_pages().child_of(page)
    now = clock.now()
    if past:
        return meetings(editions.filter(event__ends_at__lte=now).order_by("-event__starts_at"))
    return meetings(editions.filter(event__ends_at__gt=now).order_by("event__starts_at"))


@register.simple_tag
def materials_of(page) -> list[SpeakerMaterial]:
    """What speakers of past editions below a series page let everybody have, latest edition first. One query."""
    editions = EventPage.objects.open().child_of(page).filter(event__ends_at__lte=clock.now()).order_by()
    speaking = Speaker.objects.filter(status=Speaker.Status.ACCEPTED, event__in=editions.values("event"))
    found = SpeakerMaterial.objects.filter(is_public=True, speaker__in=speaking).select_related("speaker__event")
    return list(found.order_by("-speaker__event__starts_at", "pk")[:MOST_MATERIALS])


@register.simple_tag
def neighbours_of(page: EventPage) -> dict[str, EventPage | None]:
    """`previous` and `next` edition of the same series, by time. One query."""
    if not page.event.series_id:
        return {"previous": None, "next": None}
    siblings, begin = agenda_pages().filter(event__series=page.event.series_id), page.event.starts_at
    previous = siblings.filter(event__starts_at__lt=begin).order_by("-event__starts_at").values("pk")[:1]
    following = siblings.filter(event__starts_at__gt=begin).order_by("event__starts_at").values("pk")[:1]
    nearest = list(siblings.filter(Q(pk=Subquery(previous)) | Q(pk=Subquery(following))))
    return {
        "previous": next((each for each in nearest if each.event.starts_at < begin), None),
        "next": next((each for each in nearest if each.event.starts_at > begin), None),
    }


@register.simple_tag(takes_context=True)
def my_registrations(context) -> list[dict]:
    """The signed-in person's registrations for meetings to come: `registration`, `event`, `url`."""
    user = context["request"].user
    if not user.is_authenticated:
        return []
    mine = Registration.objects.filter(user=user, event__ends_at__gt=clock.now()).select_related("event")
    active = mine.filter(status__in=(Registration.Status.CONFIRMED, Registration.Status.UNCONFIRMED))
    return [
        {
            "registration": registration,
            "event": registration.event,
            "url": registration_url(registration, absolute=False),
        }
        for registration in active.order_by("event__starts_at")
    ]


@register.simple_tag(takes_context=True)
def my_series(context) -> list[dict]:
    """What the signed-in person organises by appointment or follows: `series`, `hosted`, and the `stop_url` of who
    follows. One query."""
    user = context["request"].user
    follows = SeriesFollower.objects.filter(series=OuterRef("pk"), email=user.email.lower())
    found = EventSeries.objects.annotate(
        hosted=Exists(user.hosted_series.filter(series=OuterRef("pk"))),
        follower=Subquery(follows.exclude(confirmed_at=None).values("public_id")),
    ).filter(Q(hosted=True) | Q(follower__isnull=False))
    return [
        {"series": one, "hosted": one.hosted, "stop_url": one.follower and _stop_url(one.follower)}
        for one in found.order_by("name")
    ]


def _stop_url(key) -> str:
    return reverse("follow_stop", args=[follower_token(SeriesFollower(public_id=key))])


@register.simple_tag(takes_context=True)
def my_speaking(context) -> dict[str, list[dict]]:
    """Where the signed-in person was asked to speak: `asked` waits for their answer, `all` has those too, the latest
    meeting first, at most ten. Each is a `speaker` with the `url` of their own page. One query."""
    now, status = clock.now(), Speaker.Status
    mine = Speaker.objects.filter(email=context["request"].user.email.lower(), event__ends_at__gt=now - LIFETIME)
    mine = mine.exclude(status=status.STEPPED_BACK).select_related("event").order_by("-event__starts_at", "pk")[:10]
    found = [{"speaker": one, "url": speaker_url(one, absolute=False)} for one in mine]
    asked = [
        row
        for row in found
        if (one := row["speaker"]).status == status.INVITED and not one.event.is_cancelled and not one.event.is_over
    ]
    return {"asked": asked, "all": found}


@register.simple_tag(takes_context=True)
def sign_up_url(context, page: EventPage) -> str:
    """The address of the sign-up form below the meeting's page."""
    return page.get_url(context["request"]) + "aanmelden/"


@register.simple_tag
def telling_of(registration: Registration) -> dict:
    """Whether they `told` something about themselves, and how many questions for everybody are still `open`."""
    told = ParticipantDetails.objects.filter(registration=registration).exists()
    unanswered = registration.event.questions.filter(depends_on=None).exclude(answers__registration=registration)
    return {"told": told, "open": unanswered.count()}


@register.simple_tag
def told_by(registration: Registration) -> dict | None:
    """For the organiser: `details`, `answers`, `needs` and the `helper` of a person; None when there is nothing."""
    found = {
        "details": ParticipantDetails.objects.filter(registration=registration).first(),
        "answers": list(registration.answers.select_related("question")),
        "needs": ParticipantNeeds.objects.filter(registration=registration).first(),
        "helper": SignedUpFor.objects.filter(registration=registration).first(),
    }
    return found if any(found.values()) else None


register.filter(is_helped)


@register.filter
def mail_address(registration: Registration) -> str:
    """Where the mail about this registration goes: the person's own address or the helper's; empty without either."""
    return recipient_of(registration)[0]


@register.simple_tag(takes_context=True)
def sign_up_other_url(context, page: EventPage) -> str:
    """The address of the form to sign up somebody else."""
    return page.get_url(context["request"]) + "iemand-anders/"


@register.filter
def sign_up_is_open(event: Event) -> bool:
    """Whether new people may sign up now."""
    return rules.sign_up_is_open(event)


@register.filter
def room_label(room: Room) -> str:
    """How full it is, in words."""
    if room.status == "cancelled":
        return _("Gaat niet door")
    if room.status == "full":
        if not room.waiting:
            return _("Vol, wel een wachtlijst")
        return ngettext("Vol, %(n)s wachtende", "Vol, %(n)s wachtenden", room.waiting) % {"n": room.waiting}
    if room.status == "few":
        return ngettext("Nog %(n)s plek", "Nog %(n)s plekken", room.free) % {"n": room.free}
    return _("Plek genoeg") if room.free is None else _("%(n)s plekken vrij") % {"n": room.free}
