"""Writing the invitation, thinking about how it lands, sending it, and telling what worked."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms import clock
from events.actions.organise.conflict import refuse_stale
from events.actions.refusal import Refused
from events.models import Event, EventPage, Invitation
from events.notifications import invitations as notifications

ASKED_AFTER = timedelta(days=7)


@transaction.atomic
def save_invitation(*, event: Event, version: str, actor, **values) -> Invitation:
    """Keep the words and the answers to the checklist. Raises `Conflict`, and `Refused` once it was sent."""
    event = Event.objects.select_for_update().get(pk=event.pk)
    invitation = Invitation.objects.filter(event=event).first()
    if invitation:
        refuse_stale(invitation, version)
        if invitation.sent_at:
            raise Refused(_("De uitnodiging is al verstuurd. Je kunt haar niet meer wijzigen."))
        invitation.version += 1
    else:
        invitation = Invitation(event=event)
    for name, value in values.items():
        setattr(invitation, name, value)
    invitation.save()
    log(instance=event, action="events.change", user=actor, data={"part": _("uitnodiging")})
    return invitation


@transaction.atomic
def send_invitation(*, event: Event, actor) -> int:
    """Send it to who follows the series; returns to how many. Once only: harmless when done already.

    Raises `Refused` while the checklist is not answered, the page is not on the site, or it is too late.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    invitation = Invitation.objects.filter(event=event).first()
    if invitation is None or not invitation.is_checked:
        raise Refused(_("Beantwoord eerst alle punten van de checklist."))
    if invitation.sent_at:
        return 0
    if event.is_cancelled or event.has_begun:
        raise Refused(_("De bijeenkomst is al begonnen of gaat niet door."))
    if not EventPage.objects.open().filter(event=event).exists():
        raise Refused(_("Publiceer eerst de pagina: daar melden mensen zich aan."))
    invitation.sent_at, invitation.sent_by = clock.now(), actor
    invitation.version += 1
    invitation.save()
    followers = list(event.series.followers.exclude(confirmed_at=None)) if event.series_id else []
    for follower in followers:
        notifications.invited(follower, invitation)
    # Who is invited by hand needs no second mail about the same meeting.
    Event.objects.filter(pk=event.pk, announced_at=None).update(announced_at=clock.now())
    log(instance=event, action="events.send_invitation", user=actor, data={"rows": len(followers)})
    return len(followers)


@transaction.atomic
def tell_outcome(*, invitation: Invitation, outcome: str, actor) -> None:
    """What worked, for whoever invites next."""
    Invitation.objects.filter(pk=invitation.pk).update(outcome=outcome)
    log(instance=invitation.event, action="events.change", user=actor, data={"part": _("uitnodiging")})


def ask_outcomes() -> int:
    """Ask what worked, seven days after sending, once; work for the clock. Returns how many were asked."""
    due = Invitation.objects.filter(
        sent_at__lte=clock.now() - ASKED_AFTER, outcome_asked_at=None, outcome="", sent_by__isnull=False
    )
    return sum(_ask(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _ask(pk: int) -> int:
    invitation = Invitation.objects.select_for_update().get(pk=pk)
    if invitation.outcome_asked_at:
        return 0
    invitation.outcome_asked_at = clock.now()
    invitation.save(update_fields=["outcome_asked_at"])
    notifications.outcome_asked(invitation)
    return 1
