"""Who may do what at meetings, and when. Views, templates, mail and exports ask here and nowhere else."""

from datetime import timedelta

from django.db.models import QuerySet

from cms import clock
from cms.models import Quote
from events.models import Breakout, Event, EventPage, EventSeries, Registration, Speaker, SpeakerMaterial

JOIN_OPENS = timedelta(minutes=30)


def sign_up_is_open(event: Event) -> bool:
    """New people may sign up: planned, before the closing moment, and not begun."""
    closes_at = event.sign_up_closes_at or event.starts_at
    return not event.is_cancelled and clock.now() < min(closes_at, event.starts_at)


def may_change(registration: Registration) -> bool:
    """The person may change break-outs or cancel: signed up, and the meeting has not begun."""
    return registration.is_active and not registration.event.is_cancelled and not registration.event.has_begun


def may_see_meeting_link(registration: Registration) -> bool:
    """Confirmed, with a seat, from 30 minutes before the start until the end."""
    event = registration.event
    return (
        registration.status == Registration.Status.CONFIRMED
        and not event.is_cancelled
        and event.starts_at - JOIN_OPENS <= clock.now() < event.ends_at
        and registration.places.seats().filter(breakout=None).exists()
    )


def organised_by(user) -> QuerySet[Event]:
    """The meetings whose organisers' pages open for this person: all, or those of the series they host."""
    if not user.is_active:
        return Event.objects.none()
    everything = Event.objects.all()
    return everything if user.has_perm("events.change_event") else everything.filter(series__hosts__user=user)


def series_organised_by(user) -> QuerySet[EventSeries]:
    """The series that this person may plan and edit."""
    if not user.is_active:
        return EventSeries.objects.none()
    everything = EventSeries.objects.all()
    return everything if user.has_perm("events.change_event") else everything.filter(hosts__user=user)


def hosts_a_series(user) -> bool:
    """Organises one series or more, by appointment and not through a group."""
    return user.is_active and user.is_authenticated and user.hosted_series.exists()


def may_organise(user) -> bool:
    """May open the organisers' pages; which meetings are there, says `organised_by`."""
    return user.is_active and (user.has_perm("events.change_event") or hosts_a_series(user))


def may_plan(user) -> bool:
    """May make new meetings and series of any kind."""
    return user.is_active and user.has_perm("events.add_event")


def may_plan_in_a_series(user) -> bool:
    """May make new meetings, be it only in the series they host."""
    return may_plan(user) or hosts_a_series(user)


def may_see_participants(user) -> bool:
    """May see and export who signed up, of the meetings they organise."""
    return user.is_active and (user.has_perm("events.view_registration") or hosts_a_series(user))


def may_change_participants(user) -> bool:
    """May sign people up, move them and cancel for them, at the meetings they organise."""
    if not user.is_active:
        return False
    by_group = user.has_perm("events.view_registration") and user.has_perm("events.change_registration")
    return by_group or hosts_a_series(user)


def may_choose(breakout: Breakout) -> bool:
    """The break-out can be picked (a full one leads to its waiting list)."""
    return not breakout.is_cancelled


def may_harvest(user) -> bool:
    """May open the harvest of meetings; of which, says `harvested_by`."""
    return user.is_active and (user.has_perm("events.change_groupnote") or hosts_a_series(user))


def harvested_by(user) -> QuerySet[Event]:
    """The meetings of which this person sees the notes, makes drafts and says what was done with each point."""
    return Event.objects.all() if user.has_perm("events.change_groupnote") else organised_by(user)


def has_public_page(event: Event) -> bool:
    """Whether anybody may read the page of this meeting."""
    return EventPage.objects.open().filter(event=event).exists()


def may_see_material(user, material: SpeakerMaterial) -> bool:
    """Everybody, where the speaker allows it and the meeting is public; else who organises the meeting."""
    speaker = material.speaker
    if material.is_public and speaker.status == Speaker.Status.ACCEPTED and has_public_page(speaker.event):
        return True
    return user.is_authenticated and organised_by(user).filter(pk=speaker.event_id).exists()


def quotes_for(user, speaker: Speaker) -> QuerySet[Quote]:
    """The quotations that this person may say are the speaker's, who can then withdraw them everywhere.

    Who only hosts a series keeps or drops what is tied already, so that nobody reaches the words of others this way.
    """
    return Quote.objects.shown() if user.has_perm("events.change_event") else speaker.quotes.shown()


def may_keep_webhooks(user) -> bool:
    """May say which other systems hear of changes at meetings."""
    return may_plan(user)


def may_keep_trainings(user) -> bool:
    """May make trainings and groups, see who takes part, and keep a region's plan with its pot."""
    return user.is_active and user.has_perm("events.change_trainingprogramme")
