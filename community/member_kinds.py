"""What members show and write, as contributions that can be reported."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms import memory
from community.contributions import Contribution, Kind
from community.contributions import register as add
from community.models import MemberProfile, SeenBy
from community.rules.members import members_visible_to
from community.search import members as found


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
            text="\n\n".join(filter(None, shown)),
            url=reverse("member", args=[row.public_id]),
            author=row.user,
            hidden=row.hidden_at is not None,
        )

    def changed(self, row):
        found.refresh(row)
        memory.renew()


def register() -> None:
    """Called when the app is ready."""
    add(Members())
