"""Making an issue of what is there, and sending it in bounded steps."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms import page_cache
from cms.areas import Areas
from community.actions.refusal import Refused
from community.models import NewsletterIssue, NewsletterItem, Subscription, User
from community.newsletter_sources import offered
from community.notifications import newsletter as notifications

Status = NewsletterIssue.Status
STEP = 200  # mails per transaction


@transaction.atomic
def compose(*, issue: NewsletterIssue, pieces: list[str], expected_version: int | None = None) -> NewsletterIssue:
    """Keep the issue with these pieces ("source:key"), as they read now.

    Raises `Refused` once it is on its way, and when somebody else saved it since the form was made.

    Pieces that were chosen before and are no longer offered stay, with the words they had.
    """
    stored = NewsletterIssue.objects.select_for_update().get(pk=issue.pk) if issue.pk else None
    if stored and not stored.may_change:
        raise Refused(_("Deze nieuwsbrief is al onderweg. Er kan niets meer aan veranderen."))
    if stored and expected_version is not None and stored.version != expected_version:
        raise Refused(
            _("Iemand anders heeft deze nieuwsbrief net gewijzigd. Je eigen tekst staat hier nog. Vergelijk ze.")
        )
    if not issue.slug:
        issue.slug = _free_slug(f"{timezone.localtime(issue.send_at):%Y-%m} {issue.title}")
    issue.version += 1
    issue.save()
    known = offered()
    kept = {f"{item.source}:{item.key}" for item in issue.items.all()}
    issue.items.exclude(
        pk__in=[item.pk for item in issue.items.all() if f"{item.source}:{item.key}" in pieces]
    ).delete()
    order = {name: place for place, name in enumerate(known)}
    for name in pieces:
        if name in known and name not in kept:
            source, piece = known[name]
            NewsletterItem.objects.create(
                issue=issue,
                source=source.key,
                key=piece.key,
                title=piece.title[:255],
                text=piece.text,
                url=piece.url,
                sort_order=order[name],
            )
    return issue


@transaction.atomic
def make_ready(*, issue: NewsletterIssue) -> NewsletterIssue:
    """Let it leave at its moment. Raises `Refused` without the standing item or without any content."""
    issue = NewsletterIssue.objects.select_for_update().get(pk=issue.pk)
    if issue.status == Status.DRAFT:
        if not (issue.standing_title and issue.standing_text):
            raise Refused(_("Vul eerst het vaste onderdeel in: dat hoort in elke nieuwsbrief."))
        if not issue.items.exists():
            raise Refused(_("Kies eerst iets om te vertellen: een bijeenkomst, een handvat of een voorbeeld."))
        issue.status = Status.READY
        issue.save(update_fields=["status"])
    return issue


@transaction.atomic
def take_back(*, issue: NewsletterIssue) -> NewsletterIssue:
    """Make it a draft again. Raises `Refused` once it is on its way."""
    issue = NewsletterIssue.objects.select_for_update().get(pk=issue.pk)
    if not issue.may_change:
        raise Refused(_("Deze nieuwsbrief is al onderweg. Er kan niets meer aan veranderen."))
    issue.status = Status.DRAFT
    issue.save(update_fields=["status"])
    return issue


@transaction.atomic
def send_proof(*, issue: NewsletterIssue, to: User) -> None:
    """Mail the issue as it stands to one editor, and to nobody else."""
    notifications.newsletter_proof(issue, to)


def readers_of(issue: NewsletterIssue) -> QuerySet[Subscription]:
    """Whom the issue would reach now."""
    audiences = set(issue.audiences.values_list("pk", flat=True))
    return Subscription.objects.active().for_places_and_roles(_places(issue), audiences)


def send_due(*, steps: int = 5) -> int:
    """Put the next mails of what is due in the outbox, at most `steps` × `STEP`; work for the clock. Returns how many.

    How far it came stands in the issue, so that an interrupted run goes on where it was and nobody gets it twice.
    """
    sent = 0
    for _turn in range(steps):
        count = _send_some()
        if count is None:
            break
        sent += count
    return sent


@transaction.atomic
def _send_some() -> int | None:
    issue = NewsletterIssue.objects.due().select_for_update().first()
    if issue is None:
        return None
    some = list(readers_of(issue).filter(pk__gt=issue.sent_until).order_by("pk")[:STEP])
    notifications.newsletter(issue, some)
    issue.recipients += len(some)
    issue.sent_until = some[-1].pk if some else issue.sent_until
    issue.status = Status.SENDING if len(some) == STEP else Status.SENT
    issue.save(update_fields=["recipients", "sent_until", "status"])
    page_cache.forget()
    return len(some)


def _places(issue: NewsletterIssue) -> set[int]:
    """The regions it is for, with all that lies in them and around them."""
    chosen = list(issue.regions.values_list("pk", flat=True))
    if not chosen:
        return set()
    areas = Areas()
    return set().union(*(areas.serving(pk) for pk in chosen))


def _free_slug(text: str) -> str:
    base = slugify(text)[:70]
    taken = set(NewsletterIssue.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
