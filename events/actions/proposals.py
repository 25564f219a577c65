"""A question becomes a subject of a meeting; a group puts a meeting in its agenda."""

from django.db import transaction
from django.utils.translation import gettext as _

from cms import page_cache
from community.models import Circle, Conversation, User
from events.actions.refusal import Refused
from events.models import CircleMeeting, Event, SubjectProposal

MOST_WAITING = 50  # per meeting: more than organisers can weigh


@transaction.atomic
def propose(*, event: Event, question: Conversation, user: User, words: str = "") -> SubjectProposal:
    """Bring a question to the organisers of a meeting. Somebody else's proposal of the same question is the same one.

    Raises `Refused` for a meeting that began or is off, and where very many proposals wait.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    if event.has_begun or event.is_cancelled:
        raise Refused(_("Deze bijeenkomst is al begonnen of gaat niet door."), field="event")
    if found := SubjectProposal.objects.filter(event=event, question=question).first():
        return found
    if event.proposals.filter(status=SubjectProposal.Status.WAITING).count() >= MOST_WAITING:
        raise Refused(_("Voor deze bijeenkomst zijn al heel veel onderwerpen voorgesteld."), field="event")
    page_cache.forget()
    return SubjectProposal.objects.create(event=event, question=question, proposed_by=user, words=words)


@transaction.atomic
def decide(*, proposal: SubjectProposal, status: str) -> None:
    """Choose a subject, or not this time."""
    SubjectProposal.objects.filter(pk=proposal.pk).update(status=status)
    page_cache.forget()


@transaction.atomic
def put_in_agenda(*, circle: Circle, event: Event) -> None:
    """Let a group know of a meeting. Harmless when it does."""
    CircleMeeting.objects.get_or_create(circle=circle, event=event)
    page_cache.forget()


@transaction.atomic
def take_from_agenda(*, circle: Circle, event: Event) -> None:
    """The group does not go after all."""
    CircleMeeting.objects.filter(circle=circle, event=event).delete()
    page_cache.forget()


@transaction.atomic
def forget_proposer(*, user: User) -> int:
    """What must happen before an account goes: proposals nobody decided on go, of the others the words and the name."""
    mine = SubjectProposal.objects.filter(proposed_by=user)
    gone = mine.filter(status=SubjectProposal.Status.WAITING).delete()[0]
    return gone + mine.update(words="", proposed_by=None)
