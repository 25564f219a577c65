"""What templates of the door say."""

import uuid

from django import template

from cms import clock
from events.models import Accreditation, Evaluation, Event, Proof, Registration
from events.secret_links import proof_url, ticket_url
from events.views.door import words

register = template.Library()
register.filter("door_words", words)


@register.simple_tag
def fresh_key() -> str:
    """A number for a form, so that sending it twice does one thing."""
    return str(uuid.uuid4())


@register.simple_tag
def day_links(registration: Registration) -> dict[str, str | bool]:
    """What a participant has of the day itself: a `ticket` before the end; `proof` and `evaluation` after it; `points`."""
    event = registration.event
    confirmed = registration.status == Registration.Status.CONFIRMED and not event.is_cancelled
    needs_ticket = confirmed and not event.is_over and event.mode != Event.Mode.ONLINE
    links = {
        "ticket": ticket_url(registration, absolute=False) if needs_ticket else "",
        "points": confirmed and event.accreditations.exclude(status=Accreditation.Status.REFUSED).exists(),
    }
    if event.is_over:
        proof = Proof.objects.filter(attendance__registration=registration, revoked_at=None).first()
        links["proof"] = proof_url(proof, absolute=False) if proof else ""
        links["evaluation"] = confirmed and Evaluation.objects.filter(event=event, closes_at__gt=clock.now()).exists()
    return links


@register.simple_tag(takes_context=True)
def my_proofs(context) -> list[dict[str, str]]:
    """The signed-in person's valid proofs of attendance, the newest first, at most ten: `title` and `url`."""
    user = context["request"].user
    mine = Proof.objects.filter(attendance__registration__user=user.pk, revoked_at=None)
    mine = mine.select_related("attendance__event").order_by("-pk")[:10]
    return [{"title": one.attendance.event.title, "url": proof_url(one, absolute=False)} for one in mine]


@register.simple_tag
def points_of(event: Event) -> list[Accreditation]:
    """What registers give for this meeting, applied for or granted: the page says which of the two. One query."""
    return list(event.accreditations.exclude(status=Accreditation.Status.REFUSED).select_related("register"))
