"""What this app lets people follow: groups, conversations, members, themes and pages."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.models import SearchDocument, Theme, open_to_all
from community.following import Followable, News, Pairs, Target, register
from community.models import Circle, CircleMember, Conversation, MemberProfile, Mention, Post, SeenBy
from community.rules.conversations import public_conversations
from community.search.conversations import address

MOST = 50  # news of one target: more is told as a number


def _numbers(keys: Iterable[str]) -> set[int]:
    return {int(key) for key in keys if key.isascii() and key.isdecimal() and len(key) < 15}


def _uuids(keys: Iterable[str]) -> set[uuid.UUID]:
    found = set()
    for key in keys:
        try:
            found.add(uuid.UUID(key))
        except ValueError:
            continue
    return found


def _circles(keys: Iterable[str]) -> dict[str, Target]:
    return {
        str(circle.pk): Target(circle.name, reverse("circle", args=[circle.slug]), closed=not circle.is_open)
        for circle in Circle.objects.filter(pk__in=_numbers(keys))
    }


def _circle_pairs(pairs: Pairs) -> Pairs:
    """A closed group only for who is in it."""
    numbers = _numbers(target for _user, target in pairs)
    open_ones = {
        str(pk) for pk in Circle.objects.filter(pk__in=numbers, access=Circle.Access.OPEN).values_list("pk", flat=True)
    }
    members = CircleMember.objects.filter(circle__in=numbers, user__in={user for user, _target in pairs})
    inside = {(user, str(circle)) for user, circle in members.values_list("user", "circle")}
    return {pair for pair in pairs if pair[1] in open_ones or pair in inside}


def _posts(since: datetime, until: datetime):
    posts = Post.objects.readable().filter(created_at__gt=since, created_at__lte=until, conversation__is_shown=True)
    return posts.select_related("conversation__circle").order_by("-created_at", "-pk")


def _told(posts, key) -> dict[str, list[News]]:
    """Posts as news, by `key(post)`."""
    found: dict[str, list[News]] = defaultdict(list)
    for post in posts.defer("text"):
        rows = found[key(post)]
        if len(rows) < MOST:
            rows.append(News(post.conversation.title, address(post.conversation), post.created_at, post.author_id))
    return found


def _circle_news(keys, since, until):
    return _told(
        _posts(since, until).filter(conversation__circle__in=_numbers(keys)),
        lambda post: str(post.conversation.circle_id),
    )


def _conversations(keys: Iterable[str]) -> dict[str, Target]:
    rows = Conversation.objects.filter(pk__in=_numbers(keys), is_shown=True).select_related("circle")
    return {
        str(row.pk): Target(row.title, address(row), closed=bool(row.circle_id) and not row.circle.is_open)
        for row in rows
    }


def _conversation_pairs(pairs: Pairs) -> Pairs:
    rows = Conversation.objects.filter(pk__in=_numbers(target for _user, target in pairs))
    circles = {str(pk): circle and str(circle) for pk, circle in rows.values_list("pk", "circle")}
    within = {(user, circles[target]) for user, target in pairs if circles.get(target)}
    allowed = _circle_pairs(within) if within else set()
    return {
        (user, target)
        for user, target in pairs
        if target in circles and (circles[target] is None or (user, circles[target]) in allowed)
    }


def _conversation_news(keys, since, until):
    posts = _posts(since, until).filter(conversation__in=_numbers(keys), is_opening=False)
    return _told(posts, lambda post: str(post.conversation_id))


def _members(keys: Iterable[str]) -> dict[str, Target]:
    rows = MemberProfile.objects.shown_to(SeenBy.MEMBERS).filter(public_id__in=_uuids(keys))
    return {str(row.public_id): Target(row.name, reverse("member", args=[row.public_id])) for row in rows}


def _member_news(keys, since, until):
    """What a member says where everybody reads it."""
    people = MemberProfile.objects.shown_to(SeenBy.MEMBERS).filter(public_id__in=_uuids(keys))
    names = {user: str(public_id) for user, public_id in people.values_list("user", "public_id")}
    posts = _posts(since, until).filter(author__in=names, conversation__in=public_conversations())
    return _told(posts, lambda post: names[post.author_id])


def _themes(keys: Iterable[str]) -> dict[str, Target]:
    return {
        row.slug: Target(str(row), f"{reverse('questions')}?thema={row.slug}")
        for row in Theme.objects.filter(slug__in=keys)
    }


def _theme_news(keys, since, until):
    """New questions, topics of open groups, and pages on a theme. Pages tell their themes in the search index."""
    wanted, found = set(keys), defaultdict(list)
    rows = public_conversations().filter(created_at__gt=since, created_at__lte=until, themes__slug__in=wanted)
    for row in rows.select_related("circle").prefetch_related("themes").distinct().order_by("-created_at"):
        for theme in row.themes.all():
            found[theme.slug].append(News(row.title, address(row), row.created_at))
    new = {f"page:{page.pk}": page for page in _pages("first_published_at", since, until)}
    documents = SearchDocument.objects.filter(key__in=new, language=settings.LANGUAGE_CODE).only(
        "key", "title", "url", "terms"
    )
    for document in documents:
        moment = new[document.key].first_published_at
        for term in document.terms.split():
            if term.startswith("thema:"):
                found[term.removeprefix("thema:")].append(News(document.title, document.url, moment))
    return {slug: sorted(found[slug], key=lambda each: each.at, reverse=True)[:MOST] for slug in wanted & found.keys()}


def _pages(moment: str, since: datetime, until: datetime):
    rows = open_to_all(Page.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE))
    return rows.filter(**{f"{moment}__gt": since, f"{moment}__lte": until}).select_related("locale")


def _followed_pages(keys: Iterable[str]) -> dict[str, Target]:
    rows = open_to_all(Page.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE))
    rows = rows.filter(translation_key__in=_uuids(keys)).select_related("locale")
    return {str(row.translation_key): Target(row.title, row.url) for row in rows}


def _page_news(keys, since, until):
    """That a page was published anew."""
    rows = _pages("last_published_at", since, until).filter(translation_key__in=_uuids(keys))
    return {str(row.translation_key): [News(row.title, row.url, row.last_published_at)] for row in rows}


def _meant(*, closed: bool):
    """Posts in which somebody is meant, by whom; in a closed group only while they are in it."""

    def targets(keys: Iterable[str]) -> dict[str, Target]:
        return {key: Target(_("iemand noemde je"), reverse("own_posts"), closed=closed) for key in keys}

    def news(keys, since, until):
        posts = _posts(since, until)
        if closed:
            inside = CircleMember.objects.filter(circle=OuterRef("post__conversation__circle"), user=OuterRef("user"))
            shut = posts.exclude(conversation__circle=None).exclude(conversation__circle__access=Circle.Access.OPEN)
            rows = Mention.objects.filter(Exists(inside), post__in=shut.order_by().values("pk"))
        else:
            public = posts.filter(conversation__in=public_conversations())
            rows = Mention.objects.filter(post__in=public.order_by().values("pk"))
        found: dict[str, list[News]] = defaultdict(list)
        rows = rows.filter(user__in=_numbers(keys)).select_related("post__conversation__circle").defer("post__text")
        for row in rows.order_by("-post__created_at"):
            if len(found[str(row.user_id)]) < MOST:
                post = row.post
                title, url = post.conversation.title, address(post.conversation)
                found[str(row.user_id)].append(News(title, url, post.created_at, post.author_id))
        return found

    return targets, news


def register_own() -> None:
    """Called when the app is ready."""
    for kind in (
        Followable("gesprek", _("Vraag of gesprek"), _conversations, _conversation_news, _conversation_pairs),
        Followable("groep", _("Groep"), _circles, _circle_news, _circle_pairs),
        Followable("lid", _("Lid"), _members, _member_news),
        Followable("thema", _("Thema"), _themes, _theme_news),
        Followable("pagina", _("Pagina"), _followed_pages, _page_news),
        Followable("genoemd", _("Voor jou"), *_meant(closed=False), own=True),
        Followable("genoemd-besloten", _("Voor jou"), *_meant(closed=True), own=True),
    ):
        register(kind)
