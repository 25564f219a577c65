"""What this app registers as contributions: experiences, ambassadors' profiles, and messages that reach an ambassador."""

from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.contributions import Contribution, Kind
from community.contributions import register as add
from community.models import AmbassadorProfile, Correspondence, Experience, OutgoingMail
from community.search import ambassadors as search

MESSAGE = "ambassador_message:"  # how the outbox names these mails; a uuid follows


class Experiences(Kind):
    """What somebody says of a handvat, without a name: nobody to tell."""

    key = "ervaring"
    label = _("Ervaring met een handvat")
    model = Experience
    lookup = "key"
    words = ("situation",)

    def visible_to(self, user):
        return Experience.objects.filter(status=Experience.Status.APPROVED, hidden_at=None)

    def describe(self, row):
        return Contribution(
            created_at=row.created_at,
            title=row.title,
            text=row.situation,
            language=row.language,
            hidden=row.hidden_at is not None,
        )


class Profiles(Kind):
    """What an ambassador shows; the name stays when the words are wiped, but nobody sees it."""

    key = "ambassadeur"
    label = _("Profiel van een ambassadeur")
    model = AmbassadorProfile
    lookup = "slug"
    words = ("role_label", "organisation", "ask_me_about", "bio", "availability", "languages", "photo_alt")

    def visible_to(self, user):
        return AmbassadorProfile.objects.public()

    def rows(self):
        return AmbassadorProfile.objects.select_related("user")

    def describe(self, row):
        return Contribution(
            created_at=row.created_at,
            title=row.display_name,
            is_about_author=True,
            text="\n\n".join(filter(None, [row.role_label, row.organisation, row.ask_me_about, row.bio])),
            url=reverse("ambassador", args=[row.slug]),
            author=row.user,
            email=row.email,
            language=row.language,
            hidden=row.hidden_at is not None,
        )

    def wipe(self, key):
        if (row := self.row(key)) and row.photo:
            row.photo.delete(save=False)
            AmbassadorProfile.objects.filter(pk=row.pk).update(photo="")
        super().wipe(key)

    def changed(self, row):
        search.refresh(row)


class Messages(Kind):
    """A letter that we passed on. Only its reader knows the key: it stands in the mail."""

    key = "bericht"
    label = _("Bericht aan of van een ambassadeur")
    model = OutgoingMail
    SIDES: ClassVar = {
        "community/ambassador_message": Correspondence.Side.VISITOR,
        "community/ambassador_answer": Correspondence.Side.AMBASSADOR,
    }

    def visible_to(self, user):
        return self.rows().filter(wiped=False)

    def rows(self):
        return OutgoingMail.objects.filter(kind__in=self.SIDES)

    def row(self, key, rows=None):
        return (self.rows() if rows is None else rows).filter(key=f"{MESSAGE}{key}").first()

    def find_many(self, keys):
        found = list(self.rows().filter(key__in=[f"{MESSAGE}{key}" for key in keys]))
        known = self._letters(found)
        return {row.key.removeprefix(MESSAGE): self._describe(row, known.get(row.thread)) for row in found}

    def describe(self, row):
        return self._describe(row, self._letters([row]).get(row.thread))

    def _letters(self, rows) -> dict[str, Correspondence]:
        """The correspondence of each thread: one query."""
        numbers = {row.thread.removeprefix("letters:") for row in rows if row.thread}
        found = Correspondence.objects.filter(public_id__in=numbers).select_related("profile__user", "user")
        return {letters.thread: letters for letters in found}

    def _describe(self, row, letters):
        side = self.SIDES[row.kind]
        author = letters and (letters.user if side == Correspondence.Side.VISITOR else letters.profile.user)
        return Contribution(
            created_at=row.created_at,
            title="" if row.wiped else str(self.label),
            text=row.text,
            author=author or None,
            email=letters.address_of(side) if letters else "",
            language=row.language,
            hidden=row.wiped,
        )

    def hide(self, key, *, hidden):
        """It was delivered: there is nothing to hide. One that still waits never leaves."""
        if hidden and (row := self.row(key)):
            self.rows().filter(pk=row.pk, status=OutgoingMail.Status.QUEUED).update(status=OutgoingMail.Status.FAILED)

    def wipe(self, key):
        self.hide(key, hidden=True)
        if row := self.row(key):
            self.rows().filter(pk=row.pk).wipe()


def register() -> None:
    """Called when the app is ready."""
    for kind in (Experiences(), Profiles(), Messages()):
        add(kind)
