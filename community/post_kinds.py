"""What stands in the action centre, as contributions that can be reported."""

from abc import abstractmethod

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.actions import matches
from community.contributions import Contribution, Kind
from community.contributions import register as add
from community.models import Barrier, Idea, IdeaAnswer, Notice, SupportOffer
from community.search import ideas as search
from community.search import notices, offers


class Posts(Kind):
    """What people put up, with or without an account."""

    lookup = "public_id"
    words = ("title", "text", "by")

    def visible_to(self, user):
        return self.rows().public()

    def describe(self, row):
        return Contribution(
            created_at=row.created_at,
            title=row.title,
            text=self.text_of(row),
            url=self.url_of(row),
            author=row.user,
            email=row.email,
            language=row.language,
            hidden=row.hidden_at is not None,
            regions=[row.region_id] if row.region_id else [],
        )

    def text_of(self, row) -> str:
        """All that its owner wrote below the title."""
        return row.text

    @abstractmethod
    def url_of(self, row) -> str:
        """Where readers find it."""


class Ideas(Posts):
    """An idea, with what its owner told of it since and how it ended."""

    key = "idee"
    label = _("Idee")
    model = Idea
    words = (*Posts.words, "stop_reason", "lesson")

    def rows(self):
        own = IdeaAnswer.objects.filter(from_team=False)
        return Idea.objects.prefetch_related(Prefetch("answers", own, to_attr="own_answers"))

    def text_of(self, row):
        told = [words for answer in row.own_answers for words in (answer.did, answer.did_not)]
        return "\n\n".join(filter(None, [row.text, row.stop_reason, row.lesson, *told]))

    def wipe(self, key):
        if row := self.row(key):
            IdeaAnswer.objects.filter(idea=row, from_team=False).delete()
        super().wipe(key)

    def url_of(self, row):
        return reverse("idea", args=[row.public_id])

    def changed(self, row):
        search.refresh(row)
        if row.hidden_at:
            matches.call_off(post=row)


class Offers(Posts):
    """An offer of support."""

    key = "aanbod"
    label = _("Aanbod van steun")
    model = SupportOffer

    def url_of(self, row):
        return reverse("support_offer", args=[row.public_id])

    def changed(self, row):
        offers.refresh(row)
        if row.hidden_at:
            matches.call_off(post=row)


class Notices(Posts):
    """What hangs on the notice board."""

    key = "prikbord"
    label = _("Bericht op het prikbord")
    model = Notice

    def url_of(self, row):
        return reverse("notice", args=[row.public_id])

    def changed(self, row):
        notices.refresh(row)


class Barriers(Kind):
    """What stands in people's way; nobody wrote it, so nobody can be told."""

    key = "belemmering"
    label = _("Belemmering")
    model = Barrier
    lookup = "public_id"
    words = ("rule", "effect")

    def visible_to(self, user):
        return Barrier.objects.public()

    def describe(self, row):
        return Contribution(
            created_at=row.created_at,
            title=row.rule,
            text=row.effect,
            url=reverse("barrier", args=[row.public_id]),
            language=row.language,
            hidden=row.hidden_at is not None,
            regions=[row.region_id] if row.region_id else [],
        )


def register() -> None:
    """Called when the app is ready."""
    for kind in (Ideas(), Offers(), Notices(), Barriers()):
        add(kind)
