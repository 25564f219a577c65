"""Keeping pages fresh."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, get_page_models

from cms import clock
from cms.actions.refusal import Refused
from cms.models import ContentPage, PublicationRefused

HOLDS = timedelta(days=365)


def overdue() -> list[Page]:
    """Published pages whose day of review has come, the longest overdue first."""
    today = timezone.localdate(clock.now())
    pages = [
        page
        for model in get_page_models()
        if issubclass(model, ContentPage)
        for page in model.objects.live().filter(alias_of=None, review_before__lte=today)
    ]
    return sorted(pages, key=lambda page: (page.review_before, page.title))


def may_be_reviewed_by(page: Page, user) -> bool:
    """Whoever may publish a page may say that it still holds."""
    return isinstance(page, ContentPage) and page.permissions_for_user(user).can_publish()


@transaction.atomic
def still_good(*, page: Page, actor) -> Page:
    """Say that a published page still holds: reviewed today, to be reviewed in a year, with the name in the history.

    Harmless when it was said today already. Raises `Refused` when a draft waits, which publishing would bring along.
    """
    page = page.specific
    today = timezone.localdate(clock.now())
    if page.last_reviewed_on == today and page.review_before == today + HOLDS:
        return page
    if page.has_unpublished_changes:
        raise Refused(
            _("Er staat nog een concept klaar. Publiceer dat of gooi het weg, en zeg daarna dat het goed is.")
        )
    page.last_reviewed_on, page.review_before = today, today + HOLDS
    try:
        page.save_revision(user=actor, log_action=False).publish(user=actor, log_action=False)
    except PublicationRefused as refusal:
        raise Refused(" ".join(refusal.messages)) from refusal
    log(instance=page, action="cms.still_good", user=actor)
    return page
