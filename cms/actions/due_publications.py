"""Publishing what was planned, one page at a time: a page that lacks something does not hold up the others."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from cms import clock
from cms.models import PublicationRefused, RefusedPublication


def publish_due() -> int:
    """Publish every version whose moment has come; returns how many went out. Harmless when called twice.

    What is refused is no longer planned: the page goes on the editors' worklist with everything that it lacks.
    """
    due = Revision.objects.filter(approved_go_live_at__lt=clock.now()).order_by("approved_go_live_at", "pk")
    return sum(_publish(revision) for revision in list(due))


def _publish(revision: Revision) -> bool:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except PublicationRefused as refusal:
        _refuse(revision, refusal)
        return False
    return True


@transaction.atomic
def _refuse(revision: Revision, refusal: ValidationError) -> None:
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    page = Page.objects.get(pk=revision.object_id)
    reasons = " ".join(refusal.messages)
    RefusedPublication.objects.update_or_create(page=page, defaults={"reasons": reasons, "refused_at": clock.now()})
    log(instance=page.specific, action="cms.publication_refused", data={"reasons": reasons}, revision=revision)
