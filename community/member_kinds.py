"""What members show and write, as contributions that can be reported."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms import memory
from community.actions.circles import KIND as KIND_OF_CIRCLE
from community.actions.circles import hide_circle
from community.actions.conversations import keep_counts
from community.actions.learning_log import KIND, share
from community.contributions import Contribution, Kind
from community.contributions import register as add
from community.models import Circle, CircleMember, Conversation, LogEntry, MemberProfile, Post, SeenBy
from community.rules.conversations import circles_listed_for, posts_readable_to
from community.rules.learning_log import shared_with
from community.rules.members import members_visible_to
from community.search import members as found
from community.search.conversations import address


class Members(Kind):
    """What a member shows of themselves: to moderators no more than to other members."""

    key = "lid"
    label = _("Profiel van een lid")
    model = MemberProfile
    lookup = "public_id"
    words = ("role", "about", "can_help", "looking_for")

    def visible_to(self, user):
        return members_visible_to(user)

    def describe(self, row):
        shown = [getattr(row, field) for field in self.words if row.is_shown(field, SeenBy.MEMBERS)]
        return Contribution(
            created_at=row.created_at,
            title=row.name if row.is_shown("name", SeenBy.MEMBERS) else "",
            is_about_author=True,
            text="\n\n".join(filter(None, shown)),
            url=reverse("member", args=[row.public_id]),
            author=row.user,
            hidden=row.hidden_at is not None,
        )

    def changed(self, row):
        found.refresh(row)
        memory.renew()


class Posts(Kind):
    """What somebody says in a conversation. Of a closed group moderators learn kind and age, never the words."""

    key = "bijdrage"
    label = _("Bijdrage aan een gesprek of vraag")
    model = Post
    lookup = "public_id"
    words = ("text",)

    def rows(self):
        return Post.objects.select_related("conversation__circle", "author")

    def visible_to(self, user):
        return posts_readable_to(user).select_related("conversation__circle", "author")

    def describe(self, row):
        conversation = row.conversation
        closed = bool(conversation.circle_id) and not conversation.circle.is_open
        return Contribution(
            created_at=row.created_at,
            title="" if closed else conversation.title,
            text="" if closed else row.text,
            url="" if closed else address(conversation),
            author=row.author,
            closed=closed,
            hidden=row.hidden_at is not None,
        )

    def wipe(self, key):
        """The title goes with the words of an opening."""
        if (row := self.row(key)) and row.is_opening:
            Conversation.objects.filter(pk=row.conversation_id).update(title=gettext("Verwijderd"))
        super().wipe(key)

    def changed(self, row):
        keep_counts(conversation=row.conversation)


class Circles(Kind):
    """What a group says of itself. Of a hidden group moderators learn kind and age, never the words."""

    key = KIND_OF_CIRCLE
    label = _("Groep")
    model = Circle
    lookup = "key"

    def rows(self):
        hosts = CircleMember.objects.filter(is_host=True).select_related("user")
        return Circle.objects.prefetch_related(Prefetch("members", hosts.order_by("joined_at", "pk"), to_attr="hosts"))

    def visible_to(self, user):
        listed = circles_listed_for(user).filter(access_before="")
        return self.rows().filter(pk__in=listed.values("pk"))

    def describe(self, row):
        access = row.access_before or row.access
        closed = access == Circle.Access.HIDDEN
        told = [row.summary, row.welcome if access == Circle.Access.OPEN else ""]
        return Contribution(
            created_at=row.created_at,
            title="" if closed else row.name,
            text="" if closed else "\n\n".join(filter(None, told)),
            url="" if row.access == Circle.Access.HIDDEN else reverse("circle", args=[row.slug]),
            author=row.hosts[0].user if row.hosts else None,
            closed=closed,
            hidden=bool(row.access_before),
        )

    def hide(self, key, *, hidden):
        if row := self.row(key):
            hide_circle(circle=row, hidden=hidden)

    def wipe(self, key):
        if row := self.row(key):
            hide_circle(circle=row, hidden=True, wiped=True)


class LogEntries(Kind):
    """A piece of a learning log that its writer shared: closed to moderators, and hiding it takes the sharing back."""

    key = KIND
    label = _("Gedeeld stuk uit een leerlog")
    model = LogEntry
    lookup = "public_id"

    def rows(self):
        return LogEntry.objects.select_related("user")

    def visible_to(self, user):
        return shared_with(user).select_related("user")

    def describe(self, row):
        return Contribution(created_at=row.created_at, author=row.user, closed=True, hidden=not row.is_shared)

    def hide(self, key, *, hidden):
        if hidden and (row := self.row(key)):
            share(entry=row)

    def wipe(self, key):
        if row := self.row(key):
            row.delete()


def register() -> None:
    """Called when the app is ready."""
    for kind in (Members(), Posts(), Circles(), LogEntries()):
        add(kind)
