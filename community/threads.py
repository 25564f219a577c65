"""A conversation as one reader sees it: numbered pages of posts with names, mentions and reactions.

Four queries, however many posts there are. The opening stands on the first page.
"""

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Count, Q

from cms.facets import page_at
from community.models import Conversation, Mention, Post, Reaction
from community.rules import conversations as rules

PER_PAGE = 20


@dataclass(slots=True)
class Word:
    """A reaction below a post: how many chose it, and whether the reader did."""

    value: str
    label: str
    number: int = 0
    mine: bool = False


@dataclass(slots=True)
class Thread:
    """The opening, and one page of what was said below it. Each post has `person`, `mentioned` and `words`."""

    opening: Post | None
    page_obj: Page
    signatures: rules.Signatures
    people: list[tuple[int, str]]
    """Who can be mentioned: those on this page whose name the reader may see."""

    @property
    def posts(self) -> list[Post]:
        return self.page_obj.object_list


def thread(conversation: Conversation, user, number, *, among: bool = False) -> Thread:
    """Page `number` of a conversation that this user may read; `among`: as a member of the group it is in."""
    page_obj = page_at(range(conversation.posted), number, PER_PAGE)
    first = (page_obj.number - 1) * PER_PAGE
    rows = conversation.posts.order_by("-is_opening", "created_at", "pk")
    posts = list(rows[first + (page_obj.number > 1) : first + PER_PAGE + 1])
    found = {post.pk: post for post in posts}
    mentions: dict[int, list[int]] = {}
    for post, person in Mention.objects.filter(post__in=found).values_list("post", "user"):
        mentions.setdefault(post, []).append(person)
    people = {post.author_id for post in found.values()} | {pk for row in mentions.values() for pk in row}
    signatures = rules.Signatures(user, people, among=among)
    words = _words(found, user)
    for post in found.values():
        post.conversation = conversation
        post.person = signatures.of(post.author_id)
        post.mentioned = [person for pk in mentions.get(post.pk, ()) if (person := signatures.of(pk))["name"]]
        post.words = words[post.pk]
        post.may_change = rules.may_change(user, post)
    opening = next((post for post in posts if post.is_opening), None)
    page_obj.object_list = [post for post in posts if not post.is_opening]
    named = {pk: signatures.of(pk)["name"] for pk in people if pk and pk != user.pk}
    return Thread(
        opening,
        page_obj,
        signatures,
        sorted((pair for pair in named.items() if pair[1]), key=lambda p: p[1]),
    )


def _words(posts, user) -> dict[int, list[Word]]:
    """The reactions to each post, in their fixed order: one query."""
    found = {pk: {value: Word(value, label) for value, label in Reaction.Word.choices} for pk in posts}
    mine = Count("pk", filter=Q(user=user if user.is_authenticated else None))
    counted = Reaction.objects.filter(post__in=found).order_by().values_list("post", "word")
    for post, value, number, own in counted.annotate(number=Count("pk"), mine=mine):
        if value in found[post]:
            found[post][value].number, found[post][value].mine = number, bool(own)
    return {pk: list(words.values()) for pk, words in found.items()}
