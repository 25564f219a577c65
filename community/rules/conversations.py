"""Who may read, write and decide in groups and questions. Pages, search, digest, mail and export ask here."""

from django.db.models import Count, Exists, Min, OuterRef, Q

from community.models import Circle, CircleMember, Conversation, Follow, MemberProfile, Post, SeenBy
from community.rules.members import members_visible_to

MOST_NAMED = 100  # people to choose from in a form
OPEN, HIDDEN = Circle.Access.OPEN, Circle.Access.HIDDEN


def circles_listed_for(user):
    """The groups somebody may know of: all but the hidden ones they are not in."""
    own = CircleMember.objects.filter(user=user if user.is_authenticated else None).values("circle")
    return Circle.objects.filter(~Q(access=HIDDEN) | Q(pk__in=own))


def circles_readable_to(user):
    """The groups whose conversations somebody may read: open to everyone, else for its members. Staff are no exception."""
    own = CircleMember.objects.filter(user=user if user.is_authenticated else None).values("circle")
    return Circle.objects.filter(Q(access=OPEN) | Q(pk__in=own))


def conversations_readable_to(user):
    """Every question, and the topics of the groups somebody may read; also those whose opening is gone."""
    return Conversation.objects.filter(Q(circle=None) | Q(circle__in=circles_readable_to(user)))


def public_conversations():
    """What anybody may read, find and be told of."""
    return Conversation.objects.filter(Q(circle=None) | Q(circle__access=OPEN), is_shown=True)


def posts_readable_to(user):
    """The posts somebody may read now."""
    return Post.objects.readable().filter(conversation__in=conversations_readable_to(user))


def own_posts(user):
    """What somebody wrote and did not take back; `is_readable_here` tells whether they may still be where they wrote it."""
    where = Exists(conversations_readable_to(user).filter(pk=OuterRef("conversation")))
    return Post.objects.filter(author=user, withdrawn_at=None).annotate(is_readable_here=where)


def membership(user, circle: Circle) -> CircleMember | None:
    """That somebody is in a group."""
    return CircleMember.objects.filter(circle=circle, user=user).first() if user.is_authenticated else None


def may_write(user, conversation: Conversation) -> bool:
    """May answer and react: every member to a question, the members of the group to a topic."""
    if not (user.is_authenticated and user.is_active):
        return False
    return not conversation.circle_id or membership(user, conversation.circle) is not None


def circles_hosted_by(user):
    """The groups somebody keeps in order."""
    hosted = CircleMember.objects.filter(user=user, is_host=True).values("circle")
    return Circle.objects.filter(pk__in=hosted)


def circles_with_requests(user):
    """The groups somebody hosts in which people wait for an answer: how many (`waiting`), and since when (`since`)."""
    waiting = Q(requests__refused_at=None)
    hosted = circles_hosted_by(user).annotate(
        waiting=Count("requests", filter=waiting), since=Min("requests__asked_at", filter=waiting)
    )
    return hosted.filter(waiting__gt=0).order_by("since", "pk")


def may_change(user, post: Post) -> bool:
    """Only who wrote it, as long as it can be read."""
    return user.is_authenticated and post.author_id == user.pk and post.is_readable


def may_summarise(user) -> bool:
    """Editors write the summary of a question."""
    return user.is_active and user.has_perm("community.summarise_question")


class Signatures:
    """Under which name people stand below what they wrote, for one reader: one query for everybody asked about.

    A name is shown to whom it is meant for (`MemberProfile.name_for`); members of the same group see each other's.
    """

    def __init__(self, user, people, *, among: bool = False):
        """`people` are keys of accounts; `among`: the reader is in the group where they wrote."""
        is_member = user.is_authenticated and user.is_active
        self._needed = SeenBy.ME if among else SeenBy.MEMBERS if is_member else SeenBy.EVERYONE
        self._linked = SeenBy.MEMBERS if is_member else SeenBy.EVERYONE
        self._user = user
        profiles = MemberProfile.objects.filter(user__in=[person for person in people if person])
        self._profiles = {profile.user_id: profile for profile in profiles}

    def of(self, person: int | None) -> dict:
        """`name` and `initials` (empty for whom stays unnamed), `public_id` where there is a profile to open, `own`."""
        profile = self._profiles.get(person)
        own = person is not None and person == self._user.pk
        if not profile or not profile.name or (profile.name_for < self._needed and not own):
            return {"name": "", "initials": "", "own": own}
        found = {"name": profile.name, "initials": profile.initials, "own": own}
        return found | ({"public_id": profile.public_id} if profile.name_for >= self._linked else {})


def people_in(circle: Circle, user) -> list[tuple[int, str]]:
    """Who of a group a member can name when they begin a topic: (key of the account, name), by name; the member not."""
    members = [pk for pk in circle.members.values_list("user", flat=True)[:MOST_NAMED] if pk != user.pk]
    signatures = Signatures(user, members, among=True)
    named = ((pk, signatures.of(pk)["name"]) for pk in members)
    return sorted((pair for pair in named if pair[1]), key=lambda pair: pair[1])


def people_known_to(user) -> list[tuple[int, str]]:
    """Whom a member can name in a new question: those they follow whose profile they may open; as `people_in`."""
    followed = Follow.objects.filter(user=user, kind="lid").values_list("target", flat=True)[:MOST_NAMED]
    profiles = members_visible_to(user).filter(public_id__in=list(followed)).exclude(user=user)
    return sorted(profiles.values_list("user", "name"), key=lambda pair: pair[1])
