"""What people put up, with or without an account: shown once the address is theirs, and theirs to change."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cms import clock, page_cache
from community.actions import ideas, matches, notices
from community.actions.moderation import contributed, refuse_blocked
from community.actions.refusal import Refused
from community.models import Idea, Notice, Posted, SupportOffer, User
from community.notifications import posts as notifications
from community.post_links import kind_of
from community.search import ideas as found_ideas
from community.search import notices as found_notices
from community.search import offers as found_offers

UNCONFIRMED_FOR = timedelta(days=7)
MODELS = (Idea, SupportOffer, Notice)
SEARCHED = (found_ideas, found_notices, found_offers)
LISTS = ("dimensions", "themes", "sectors")
# What follows when one appears for the first time.
_APPEARED = {Idea: ideas.appeared, SupportOffer: matches.offer_appeared, Notice: notices.appeared}


@transaction.atomic
def put_up(
    *, model: type[Posted], key: uuid.UUID, user: User | None, language: str, email: str = "", **fields
) -> Posted:
    """Keep it; the same `key` again adds nothing.

    Who is logged in proved the address: it is public at once. Everybody else gets a link to confirm with. Raises
    `Refused` for somebody who is blocked.
    """
    lists = {name: fields.pop(name) for name in LISTS if name in fields}
    address = (user.email if user else email).lower()
    refuse_blocked(user=user, email=address)
    fields |= {"user": user, "email": address, "language": language}
    post, created = model.objects.get_or_create(key=key, defaults=fields)
    if not created:
        return post
    _set(post, lists)
    if user:
        confirm(post=post)
        notifications.shown(post)
    else:
        notifications.confirm(post)
    return post


@transaction.atomic
def confirm(*, post: Posted) -> Posted:
    """The address is theirs: show it. Harmless when it is shown already; `Refused` for who was blocked meanwhile."""
    post = type(post).objects.select_for_update().get(pk=post.pk)
    if not post.confirmed_at:
        refuse_blocked(user=post.user, email=post.email)
        post.confirmed_at = clock.now()
        post.save(update_fields=["confirmed_at"])
        _APPEARED[type(post)](post)
        contributed(kind=kind_of(post), key=post.public_id, user=post.user)
        show(post)
    return post


@transaction.atomic
def change(*, post: Posted, expected_version: int | None, **fields) -> Posted:
    """Write the owner's words. Raises `Refused` for who is blocked, and when it was changed elsewhere meanwhile."""
    post = type(post).objects.select_for_update().get(pk=post.pk)
    refuse_blocked(user=post.user, email=post.email)
    if expected_version is not None and post.version != expected_version:
        raise Refused(_("Dit is intussen ergens anders gewijzigd. Vergelijk je tekst en bewaar opnieuw."))
    lists = {name: fields.pop(name) for name in LISTS if name in fields}
    for name, value in fields.items():
        setattr(post, name, value)
    post.version += 1
    post.save()
    _set(post, lists)
    if isinstance(post, Idea) and post.is_public:
        ideas.look_around(post)
    if post.is_public:
        contributed(kind=kind_of(post), key=post.public_id, user=post.user)
    show(post)
    return post


@transaction.atomic
def send_link(*, post: Posted) -> None:
    """Mail the owner a fresh link, at most once in an hour."""
    notifications.fresh_link(post)


@transaction.atomic
def forget(*, post: Posted) -> None:
    """Take it away for good, as its owner asks. What was offered to that idea alone does not become everybody's."""
    if isinstance(post, Idea):
        SupportOffer.objects.filter(idea=post).update(status=SupportOffer.Status.CLOSED)
    for kind in SEARCHED:
        kind.forget(post)
    post.delete()
    page_cache.forget()


@transaction.atomic
def forget_unconfirmed() -> int:
    """Throw away what nobody confirmed for a week; work for the clock. Returns how many."""
    before = clock.now() - UNCONFIRMED_FOR
    stale = [model.objects.filter(confirmed_at=None, created_at__lt=before) for model in MODELS]
    return sum(rows.delete()[0] for rows in stale)


def show(post: Posted) -> None:
    """Let readers and the search see what changed."""
    for kind in SEARCHED:
        kind.refresh(post)
    page_cache.forget()


def _set(post: Posted, lists: dict) -> None:
    for name, terms in lists.items():
        getattr(post, name).set(terms)
