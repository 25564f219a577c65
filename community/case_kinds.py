"""Entries of a case discussion, as contributions that can be reported: moderators learn kind and age, and nothing else."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.actions.cases.wiping import empty
from community.contributions import Contribution, Kind
from community.contributions import register as add
from community.models import CaseEntry, CaseParticipant
from community.rules import cases as rules


class CaseEntries(Kind):
    """What somebody wrote in a case. Who may read it may report it; hiding it empties it, for nothing is kept unsealed."""

    key = "casus"
    label = _("Bijdrage aan een casusbespreking")
    model = CaseEntry
    lookup = "key"

    def rows(self):
        return CaseEntry.objects.select_related("discussion", "author__user")

    def visible_to(self, user):
        """The entries of one's own discussions; what of those may be read now is asked by `seen_by`."""
        return self.rows().filter(discussion__in=rules.cases_of(user), status=CaseEntry.Status.POSTED)

    def seen_by(self, user, key):
        entry = self.row(key, self.visible_to(user))
        if entry is None:
            return None
        reader = CaseParticipant.objects.get(discussion=entry.discussion, user=user)
        return self.describe(entry) if rules.may_read(entry, reader, entry.discussion) else None

    def describe(self, row):
        """Who wrote it stays unknown where that was promised; they are told of a decision all the same."""
        unnamed = row.is_anonymous or row.discussion.is_anonymous
        return Contribution(
            created_at=row.created_at,
            author=None if unnamed else row.author.user,
            closed=True,
            hidden=row.status == CaseEntry.Status.WITHDRAWN,
        )

    def in_confidence(self, key):
        row = self.row(key)
        return row.author.user if row else None

    def written_in_confidence(self, user):
        unnamed = Q(is_anonymous=True) | Q(discussion__is_anonymous=True)
        return CaseEntry.objects.filter(unnamed, author__user=user)

    def hide(self, key, *, hidden):
        if hidden:
            self.wipe(key)

    def wipe(self, key):
        if row := self.row(key):
            empty(entry=row)


def register() -> None:
    """Called when the app is ready."""
    add(CaseEntries())
