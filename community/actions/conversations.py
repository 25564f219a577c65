"""Saying something: a topic, a question, an answer, a reaction; changing one's words, and taking them back."""

import secrets
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms import clock, page_cache
from community.actions import moderation
from community.actions.moderation import contributed, refuse_blocked
from community.actions.refusal import Refused, Stale
from community.actions.unnaming import called, full, leave_out_of, near, single
from community.models import Circle, Conversation, Mention, NewsletterItem, Post, Reaction, Summary, User
from community.search import conversations as found

RESERVED = {"stel"}  # addresses of their own
KIND = "bijdrage"  # in the register of contributions


@transaction.atomic
def begin(
    *, author: User, key: uuid.UUID, title: str, text: str, circle: Circle | None = None, themes=(), mentions=()
) -> Conversation:
    """A new topic in `circle`, or without one a question to everyone. The same `key` again gives the same one.

    This and what follows raise `Refused` for somebody who is blocked, and in an open group that a moderator hid.
    """
    refuse_blocked(user=author)
    User.objects.select_for_update(no_key=True).get(pk=author.pk)  # the same form twice at once: the second waits
    if post := Post.objects.filter(key=key, author=author).select_related("conversation").first():
        return post.conversation
    _refuse_overheard(circle)
    moment = clock.now()
    conversation = Conversation.objects.create(
        kind=Conversation.Kind.TOPIC if circle else Conversation.Kind.QUESTION,
        circle=circle,
        slug=secrets.token_hex(8) if circle else _slug(title),
        title=title,
        created_at=moment,
        active_at=moment,
    )
    conversation.themes.set(themes)
    post = Post.objects.create(
        conversation=conversation, key=key, author=author, text=text, is_opening=True, created_at=moment
    )
    _mention(post, mentions)
    _moved(conversation)
    contributed(kind=KIND, key=post.public_id, user=author)
    return conversation


@transaction.atomic
def answer(
    *, conversation: Conversation, author: User, key: uuid.UUID, text: str, mentions: Iterable[User] = ()
) -> Post:
    """Say something below a topic or a question. The same `key` again gives the first answer. Raises `Refused` when it
    is hidden or withdrawn."""
    refuse_blocked(user=author)
    conversation = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if post := Post.objects.filter(key=key, author=author).first():
        return post
    _refuse_overheard(conversation.circle)
    if not conversation.is_shown:
        raise Refused(_("Dit is niet meer te lezen, en daarom kun je er niet meer op antwoorden."))
    post = Post.objects.create(conversation=conversation, key=key, author=author, text=text)
    _mention(post, mentions)
    conversation.active_at = post.created_at
    _moved(conversation)
    contributed(kind=KIND, key=post.public_id, user=author)
    return post


@transaction.atomic
def edit(*, post: Post, text: str, title: str = "", expected_version: int) -> Post:
    """Change one's own words, and with the opening the title. Raises `Stale` when another window saved meanwhile."""
    post = Post.objects.select_for_update().select_related("conversation").get(pk=post.pk)
    refuse_blocked(user=post.author)
    if not post.is_readable:
        raise Refused(_("Deze bijdrage is niet meer te zien en kun je niet meer wijzigen."))
    if post.version != expected_version:
        raise Stale(post)
    _refuse_overheard(post.conversation.circle)
    post.text, post.edited_at, post.version = text, clock.now(), post.version + 1
    post.save(update_fields=["text", "edited_at", "version"])
    if post.is_opening and title:
        post.conversation.title = title
    _moved(post.conversation)
    contributed(kind=KIND, key=post.public_id, user=post.author)
    return post


@transaction.atomic
def withdraw(*, post: Post) -> None:
    """Take one's words back: they are forgotten at once. An opening that nobody answered takes all away."""
    post = Post.objects.select_for_update().select_related("conversation").get(pk=post.pk)
    conversation = post.conversation
    if post.is_opening and not conversation.posts.exclude(pk=post.pk).exists():
        found.forget(conversation)
        moderation.forget_words(kind=KIND, key=post.public_id)
        _leave_newsletter(conversation)
        conversation.delete()
        page_cache.forget()
        return
    post.text, post.author, post.withdrawn_at = "", None, post.withdrawn_at or clock.now()
    post.save(update_fields=["text", "author", "withdrawn_at"])
    post.mentions.all().delete()
    moderation.forget_words(kind=KIND, key=post.public_id)
    if post.is_opening:
        conversation.title = _("Ingetrokken")
        _leave_newsletter(conversation)
    _moved(conversation)


@transaction.atomic
def forget_words(*, user: User) -> int:
    """What must happen before an account goes: take back every word; returns how many posts, reactions and mentions.

    What others wrote stays, without the name where they called somebody by it.
    """
    _leave_out_name(user)
    posts = list(Post.objects.filter(author=user).select_related("conversation"))
    for post in posts:
        withdraw(post=post)
    for post in posts:
        if post.is_opening and not post.conversation.circle_id:  # the address of a question repeats its title
            Conversation.objects.filter(pk=post.conversation_id).update(slug=_slug(_("Ingetrokken")))
    reactions = Reaction.objects.filter(user=user).delete()[0]
    return len(posts) + reactions + Mention.objects.filter(user=user).delete()[0]


@transaction.atomic
def leave_unnamed(*, post: Post) -> None:
    """Let the words stand, but nobody's: who wrote them cannot be found out any more.

    Not from what moderators keep, nor from the name in these words and in answers to them, nor from who was meant by
    those answers.
    """
    post = Post.objects.select_for_update(of=("self",)).select_related("conversation", "author").get(pk=post.pk)
    if not (user := post.author):
        return
    Post.objects.filter(pk=post.pk).update(author=None)
    conversation, names = post.conversation, full(called(user))
    words = _near(conversation, user)
    moderation.forget_author(kind=KIND, key=post.public_id, names=names, words=words)
    leave_out_of(Post.objects.filter(conversation=conversation), ("text",), names, words)
    _retitle(conversation, names, words)
    if not conversation.posts.filter(author=user).exists():
        Mention.objects.filter(post__conversation=conversation, user=user).delete()
    conversation.refresh_from_db()
    found.refresh(conversation)
    _read_by_all(conversation)


@transaction.atomic
def leave_all_unnamed(*, user: User) -> int:
    """The same for every post of somebody that can still be read; returns how many."""
    posts = list(Post.objects.readable().filter(author=user))
    for post in posts:
        leave_unnamed(post=post)
    return len(posts)


@transaction.atomic
def react(*, post: Post, user: User, word: str) -> None:
    """Give a post one word; the same word again takes it back, another one takes its place."""
    refuse_blocked(user=user)
    reaction = Reaction.objects.select_for_update().filter(post=post, user=user).first()
    if reaction and reaction.word == word:
        reaction.delete()
    else:
        Reaction.objects.update_or_create(post=post, user=user, defaults={"word": word})
    _read_by_all(post.conversation)


@transaction.atomic
def summarise(*, question: Conversation, text: str, handvatten=(), expected_version: int = 0) -> Summary:
    """Write the summary of a question, or write it anew. Raises `Stale` when another editor saved meanwhile."""
    question = Conversation.objects.select_for_update().get(pk=question.pk, kind=Conversation.Kind.QUESTION)
    summary = Summary.objects.filter(conversation=question).first()
    if summary and summary.version != expected_version:
        raise Stale(summary)
    summary = summary or Summary(conversation=question, version=0)
    summary.text, summary.changed_at, summary.version = text, clock.now(), summary.version + 1
    summary.save()
    summary.handvatten.set(handvatten)
    _moved(question)
    return summary


@transaction.atomic
def keep_counts(*, conversation: Conversation) -> None:
    """Bring a conversation up to date after a moderator hid or showed one of its posts."""
    _moved(conversation)


def _refuse_overheard(circle: Circle | None) -> None:
    """What members would say to each other while their open group is hidden, everybody reads when it is shown again."""
    if circle and Circle.objects.get(pk=circle.pk).opens_again:
        raise Refused(_("Een moderator heeft deze groep verborgen. Zolang dat zo is, kun je hier niets schrijven."))


def _leave_out_name(user: User) -> None:
    """Put "…" for the name, also for one word of it, in what others wrote where this person wrote, was meant or is in
    the group."""
    names = full(called(user))
    there = Q(posts__author=user) | Q(posts__mentions__user=user) | Q(circle__members__user=user)
    named = Q()
    for word in single(called(user)):
        named |= Q(title__icontains=word) | Q(posts__text__icontains=word) | Q(summary__text__icontains=word)
    for conversation in Conversation.objects.filter(there).filter(named).distinct():
        words = _near(conversation, user)
        leave_out_of(conversation.posts.exclude(author=user), ("text",), names, words)
        leave_out_of(Summary.objects.filter(conversation=conversation), ("text",), names, words)
        _retitle(conversation, names, words)
        found.refresh(conversation)


def _near(conversation: Conversation, user: User) -> set[str]:
    here = Q(posts__conversation=conversation) | Q(mentions__post__conversation=conversation)
    if conversation.circle_id:
        here |= Q(circle_memberships__circle=conversation.circle_id)
    return near(user, others=User.objects.filter(here))


def _retitle(conversation: Conversation, names: set[str], words: set[str]) -> None:
    """Leave a name out of the title too. The address of a question repeats its title."""
    if leave_out_of(Conversation.objects.filter(pk=conversation.pk), ("title",), names, words):
        conversation.refresh_from_db()
        if not conversation.circle_id:
            conversation.slug = _slug(conversation.title)
            Conversation.objects.filter(pk=conversation.pk).update(slug=conversation.slug)
            _leave_newsletter(conversation)


def _leave_newsletter(question: Conversation) -> None:
    """An issue quotes the title of a question, and its address, which repeats that."""
    if not question.circle_id:
        NewsletterItem.objects.filter(source="vragen", key=str(question.pk)).delete()


def _moved(conversation: Conversation) -> None:
    """Count anew, and let readers and the search see what changed."""
    readable = conversation.posts.readable()
    conversation.answers = readable.filter(is_opening=False).count()
    conversation.posted = conversation.posts.filter(is_opening=False).count()
    conversation.is_shown = readable.filter(is_opening=True).exists()
    conversation.save(update_fields=["answers", "posted", "is_shown", "title", "active_at"])
    if conversation.circle_id:
        Circle.objects.filter(pk=conversation.circle_id).update(active_at=conversation.active_at)
    found.refresh(conversation)
    _read_by_all(conversation)


def _read_by_all(conversation: Conversation) -> None:
    """Pages are kept for visitors only: what happens in a closed group is on none of them."""
    if not conversation.circle_id or conversation.circle.is_open:
        page_cache.forget()


def _mention(post: Post, people: Iterable[User]) -> None:
    Mention.objects.bulk_create(Mention(post=post, user=user) for user in people)


def _slug(title: str) -> str:
    base = slugify(title)[:60].strip("-") or "vraag"
    taken = base in RESERVED or Conversation.objects.filter(slug=base).exists()
    return f"{base}-{secrets.token_hex(3)}" if taken else base
