"""What we tell participants by mail. Every function queues one mail in the transaction of the change it tells of.

`entry` is the ledger entry that caused it and names the mail: the same one again tells nobody anything. Who has a
confirmed seat in the meeting gets the entry for their calendar with it; who loses it gets the CANCEL.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from cms import clock, memory
from community import mail
from events import entries, ical
from events.links import registration_url
from events.models import Breakout, Event, EventPage, LedgerEntry, Registration, Round, SignedUpFor, is_helped
from events.notifications.quiet import is_silent as is_silent
from events.notifications.quiet import silently as silently

_batch: ContextVar["_Batch | None"] = ContextVar("batch", default=None)


@dataclass
class _Batch:
    """What was read once for many people: where each stands."""

    standings: dict[int, entries.Standing]


@contextmanager
def together(people: list[Registration]) -> Iterator[None]:
    """Tell these participants of one meeting of the same change with as few questions to the database as possible.

    They were read under the meeting's lock, and nothing about meeting or places may change inside.
    """
    token = _batch.set(_Batch(entries.Standing.of_all(people)))
    try:
        yield
    finally:
        _batch.reset(token)


def confirm_sign_up(
    registration: Registration, entry: LedgerEntry, *, standing: entries.Standing | None = None
) -> None:
    """Somebody signed up with this address: is it theirs? The place is held until `confirm_before`.

    `entry` was made just now, under the lock, and so was told to nobody yet. `standing`: where the caller knows it.
    """
    _tell("confirm_sign_up", registration, entry.pk, with_calendar=False, standing=standing, is_new=True)


def already_signed_up(registration: Registration, key: str) -> None:
    """This address signed up again; the mail carries the link that exists."""
    _tell("already_signed_up", registration, key, with_calendar=False)


def registration_confirmed(registration: Registration, entry: LedgerEntry) -> None:
    """The person is in, or on the waiting list."""
    _tell("registration_confirmed", registration, entry.pk)


def moved_up(registration: Registration, entry: LedgerEntry, *, left: LedgerEntry | None = None) -> None:
    """A seat came free for them, in the meeting or in a break-out. `left`: of the partner who does not come, if so."""
    _tell("moved_up", registration, entry.pk, breakout=entry.breakout, **_alone(left))


def seat_offered(
    registration: Registration, entry: LedgerEntry, *, until: datetime, left: LedgerEntry | None = None
) -> None:
    """A seat came free and is kept for them until they answer. `left`: of the partner who does not come, if so."""
    _tell("seat_offered", registration, entry.pk, **_until(registration, until), **_alone(left))


def offer_expired(registration: Registration, entry: LedgerEntry) -> None:
    """They did not answer in time; the seat went to the next."""
    _tell("offer_expired", registration, entry.pk)


def reminder(registration: Registration, key: str, *, days: int) -> None:
    """The meeting comes near. No calendar entry: theirs is right already."""
    _tell("reminder", registration, key, with_calendar=False, days=days)


def afterwards(registration: Registration, key: str, *, asks: bool, shares: bool) -> None:
    """The meeting is over: whether there is an evaluation to fill in, and material to look back at."""
    _tell("afterwards", registration, key, with_calendar=False, asks=asks, shares=shares)


def sent_back(registration: Registration, entry: LedgerEntry) -> None:
    """There are fewer seats now, and they wait at the front of the queue."""
    _tell("sent_back", registration, entry.pk, breakout=entry.breakout)


def signed_up_by_colleague(registration: Registration, entry: LedgerEntry, *, by: str) -> None:
    """A colleague signed them up together with themselves; does this person want that?"""
    _tell("signed_up_by_colleague", registration, entry.pk, with_calendar=False, by=mail.display_name(by))


def partner_left(registration: Registration, entry: LedgerEntry) -> None:
    """With whom they signed up does not come: their own registration stays as it is, alone. `entry` is the other's."""
    standing = _standing(registration)
    offered = _until(registration, standing.place.offered_until) if standing.place and standing.place.is_offer else {}
    how = {"with_calendar": False, "standing": standing}
    _tell("partner_left", registration, str(entry.pk), **how, **offered, **_alone(entry))


def choices_changed(registration: Registration, entry: LedgerEntry) -> None:
    """They chose other break-outs."""
    _tell("choices_changed", registration, entry.pk)


def moved_by_organiser(registration: Registration, entry: LedgerEntry) -> None:
    """The organiser put them in another break-out."""
    _tell("moved_by_organiser", registration, entry.pk, breakout=entry.breakout)


def allocated(registration: Registration, key: str) -> None:
    """Places were given by wish, or given anew; `key` names the draw or the allocation."""
    _tell("allocated", registration, key)


def choosing_moved(registration: Registration, key: str, *, before: datetime, until: datetime) -> None:
    """Wishes close at another moment. `key` names the change; no calendar entry: the meeting itself did not move."""
    with translation.override(registration.language):
        moments = {
            "before": entries.moment(before, registration.event),
            "until": entries.moment(until, registration.event),
        }
    _tell("choosing_moved", registration, key, with_calendar=False, later=until > before, **moments)


def tables_given(registration: Registration, entry: LedgerEntry) -> None:
    """They have a table in every round."""
    _tell("tables_given", registration, entry.pk)


def registration_cancelled(registration: Registration, entry: LedgerEntry) -> None:
    """They do not come, by their own choice or the organiser's."""
    _tell(
        "registration_cancelled",
        registration,
        entry.pk,
        by_organiser=entry.actor_id not in (None, registration.user_id),
        by_reply=entry.reason == "reply",
    )


def breakout_cancelled(registration: Registration, entry: LedgerEntry, *, others: bool = True) -> None:
    """Their break-out does not go on; they may choose another where the round has `others`."""
    _tell("breakout_cancelled", registration, entry.pk, breakout=entry.breakout, others=others)


def wish_cancelled(registration: Registration, breakout: Breakout, *, others: bool) -> None:
    """A break-out they wished for does not go on; they may wish for another where the round has `others`."""
    key, context = f"wish:{breakout.pk}", {"breakout": breakout, "others": others, "wished": True}
    _tell("breakout_cancelled", registration, key, with_calendar=False, **context)


def event_changed(registration: Registration, key: str, *, before: Event) -> None:
    """Time or place changed. `key` names the change (the meeting's new version); `before`: the meeting as it was."""
    with translation.override(registration.language):
        was = {"when_before": entries.when(before), "where_before": entries.where(before)}
    _tell("event_changed", registration, key, **was)


def programme_changed(registration: Registration, key: str, *, part: Round | Breakout, before: str) -> None:
    """The time of their round changed, or the title, room or host of their break-out.

    `key` names the change, `part` is what it is now, `before` the title they know it by.
    """
    breakout = part if isinstance(part, Breakout) else None
    held = breakout.round if breakout else part
    begin, end = (entries.local_time(moment, registration.event) for moment in (held.starts_at, held.ends_at))
    _tell("programme_changed", registration, key, breakout=breakout, round=held, before=before, begin=begin, end=end)


def event_cancelled(registration: Registration, entry: LedgerEntry) -> None:
    """The meeting does not go on; the entry holds the reason."""
    _tell("event_cancelled", registration, entry.pk, reason=entry.reason)


def hold_expired(registration: Registration, entry: LedgerEntry) -> None:
    """They did not confirm in time; the place went to somebody else."""
    _tell("hold_expired", registration, entry.pk)


def _alone(left: LedgerEntry | None) -> dict:
    """Words about the partner who does not come."""
    return {"alone": True, "by": mail.display_name(left.registration.name)} if left else {}


def _until(registration: Registration, moment: datetime) -> dict:
    """Until when a seat is kept for them, in their language."""
    with translation.override(registration.language):
        return {
            "until_day": entries.day(entries.local(moment, registration.event)),
            "until_time": entries.local_time(moment, registration.event),
        }


def _tell(
    name: str,
    registration: Registration,
    key,
    *,
    with_calendar: bool = True,
    standing: entries.Standing | None = None,
    is_new: bool = False,
    **context,
) -> None:
    if is_silent():
        return
    key = f"{name}:{key}" if isinstance(key, int) else f"{name}:{registration.pk}:{key}"
    if not is_new and mail.is_queued(key):
        return
    event = registration.event
    to_email, to_name = recipient_of(registration)
    if not to_email:
        return
    with_calendar = with_calendar and to_email == registration.email  # the entry names who comes
    with translation.override(registration.language):
        page, page_url = _page(registration)
        standing = standing or _standing(registration)
        title = entries.title_of(event, page)
        calendar, method = _calendar(registration, standing, title) if with_calendar else ("", "")
        hold = registration.confirm_before
        mail.queue(
            key=key,
            template=f"mail/events/{name}",
            to_email=to_email,
            to_name=to_name,
            language=registration.language,
            context={
                **context,
                "name": mail.display_name(to_name),
                "on_behalf_of": mail.display_name(registration.name) if to_email != registration.email else "",
                "title": title,
                "when": entries.when(event),
                "where": entries.where(event),
                "standing": standing,
                "unconfirmed": registration.status == Registration.Status.UNCONFIRMED,
                "hold_day": entries.day(entries.local(hold, event)) if hold else "",
                "hold_time": entries.local_time(hold, event) if hold else "",
                "link": registration_url(registration, absolute=True),
                "page_url": page_url,
                "calendar_method": method,
            },
            calendar=calendar,
            method=method,
            thread=entries.event_uid(event),
            locked=True,
        )


def recipient_of(registration: Registration) -> tuple[str, str]:
    """Address and name of who gets the mail: the person, or the helper who signed them up; empty when there is none."""
    if not is_helped(registration):
        return registration.email, registration.name
    helper = SignedUpFor.objects.filter(registration=registration).first()
    return (helper.email, helper.name) if helper else ("", "")


def _batch_with(registration: Registration) -> _Batch | None:
    batch = _batch.get()
    return batch if batch and registration.pk in batch.standings else None


def _page(registration: Registration) -> tuple[EventPage | None, str]:
    """The published page in the person's language (or another), and its whole address; known until something public changes."""
    event, language = registration.event, registration.language
    known = memory.recall(memory.stamp(), "pages of meetings", dict)
    if (event.pk, language) not in known:
        page = event.page_in(language)
        known[event.pk, language] = page, entries.page_url(page)
    return known[event.pk, language]


def _standing(registration: Registration) -> entries.Standing:
    batch = _batch_with(registration)
    return batch.standings[registration.pk] if batch else entries.Standing.of(registration)


def _calendar(registration: Registration, standing: entries.Standing, title: str) -> tuple[str, str]:
    """The calendar part and its method, both empty when there is nothing to tell a calendar.

    The number sent is the meeting's plus that of the mails to this person before; both only rise, so a calendar
    never takes an older mail for a newer one.
    """
    event = registration.event
    confirmed = registration.status == Registration.Status.CONFIRMED
    if confirmed and standing.seated and not event.is_cancelled:
        method, render = "REQUEST", ical.invitation
    elif mail.last_calendar_method(registration.email, entries.event_uid(event)) == "REQUEST":
        method, render = "CANCEL", ical.cancellation
    else:
        return "", ""
    if not _batch_with(registration):  # there the row was read under the lock already
        registration.refresh_from_db(fields=["sequence"])
    entry = entries.personal_entry(
        registration, standing, title=title, sequence=event.sequence + registration.sequence, stamp=clock.now()
    )
    registration.sequence += 1
    registration.save(update_fields=["sequence"])
    return render(entry, organiser=entries.organiser(), attendee=entries.attendee(registration)).decode(), method
