"""Pages that come from elsewhere (a harvest, a lesson, a member) begin as drafts that only editors see."""

from django.db import transaction
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Page


@transaction.atomic
def add_draft(*, parent: Page, page: Page, by=None) -> Page:
    """Put an unsaved page below `parent`, not published, with a slug of its title (or its own) that is free there.

    `by` is kept as owner and in the history; None keeps nobody.
    """
    page.live = False
    page.locale = parent.locale
    page.owner = by
    page.slug = _free_slug(parent, page.slug or slugify(page.title)[:60] or "concept")
    parent.add_child(instance=page)
    page.save_revision(user=by)
    log(instance=page, action="wagtail.create", user=by)
    return page


def _free_slug(parent: Page, slug: str) -> str:
    taken = set(parent.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
