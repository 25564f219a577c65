"""Sharing a practice example: a member writes it, the editors make a page of it."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Locale

from cms import clock
from cms.actions.drafts import add_draft
from cms.models import PracticeExampleIndexPage, PracticeExamplePage
from community.actions.moderation import refuse_blocked
from community.actions.refusal import Refused
from community.models import SharedExample, User

PARTS = ("situation", "approach", "result", "what_did_not_work")


@transaction.atomic
def share_example(
    *, user: User, key: uuid.UUID, title: str, parts: dict[str, str], place: str = "", named: bool, agreed: bool = False
) -> SharedExample:
    """Make a draft practice example of what a member wrote (`parts` by the names in PARTS, plain text).

    `named`: people can be recognised in it; `agreed`: they said yes to that. Without their yes it cannot be published
    (see `PracticeExamplePage.problems`). The same `key` again adds nothing. Raises `Refused` for who is blocked, and
    where the site has no list of examples.
    """
    refuse_blocked(user=user)
    if found := SharedExample.objects.select_for_update().filter(key=key, user=user).first():
        return found
    parent = PracticeExampleIndexPage.objects.filter(locale=Locale.get_default(), alias_of=None).first()
    if parent is None:
        raise Refused(_("Er is nog geen plek voor praktijkvoorbeelden op deze site."))
    page = PracticeExamplePage(
        title=title,
        summary=Truncator(parts["situation"]).chars(200),
        place=place,
        people_named=named,
        provenance=_("Ingezonden door een deelnemer."),
        **{name: linebreaks(text, autoescape=True) for name, text in parts.items()},
    )
    if named and agreed:
        page.consent_recorded_on = timezone.localdate(clock.now())
        page.consent_note = _("Volgens wie het voorbeeld inzond.")
    add_draft(parent=parent, page=page)
    return SharedExample.objects.create(key=key, user=user, title=title, page=page)


@transaction.atomic
def take_back(*, shared: SharedExample) -> bool:
    """Take an example away that is not published yet, with its draft; returns whether that was so."""
    shared = SharedExample.objects.select_for_update(of=("self",)).select_related("page").get(pk=shared.pk)
    if shared.is_published:
        return False
    if shared.page:
        shared.page.delete()
    shared.delete()
    return True


def forget_shared_examples(*, user: User) -> int:
    """Somebody goes: what was not published goes along, and nobody knows of the rest who sent it. Returns how many."""
    rows = list(SharedExample.objects.filter(user=user))
    for shared in rows:
        take_back(shared=shared)
    SharedExample.objects.filter(user=user).delete()
    return len(rows)
