"""What a member tells of themselves, and to whom: only me, members, or everyone. Decided per field."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from community.models.hideable import Hideable


class SeenBy(models.IntegerChoices):
    """Who may see a field; a higher number is a wider circle."""

    ME = 0, _("Alleen ik")
    MEMBERS = 1, _("Leden")
    EVERYONE = 2, _("Iedereen")


def _seen_by():
    return models.PositiveSmallIntegerField(choices=SeenBy, default=SeenBy.ME)


class MemberProfileQuerySet(models.QuerySet):
    def shown_to(self, circle: SeenBy):
        """The profiles that exist for this circle: nobody is found without a name that the circle may see."""
        return self.filter(name_for__gte=circle, user__is_active=True, hidden_at=None).exclude(name="")

    def with_details(self):
        """With the lists of terms: three queries more."""
        return self.prefetch_related("regions", "sectors", "themes")


class MemberProfile(Hideable):
    """One member. Each field has its own circle in `<field>_for`; without a choice that is the person alone."""

    FIELDS = ("name", "role", "about", "can_help", "looking_for", "regions", "sectors", "themes")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="member_profile")
    name = models.CharField(_("je naam"), max_length=120, blank=True, validators=[refuse_bsn])
    name_for = _seen_by()
    role = models.CharField(_("wat je doet"), max_length=120, blank=True, validators=[refuse_bsn])
    role_for = _seen_by()
    about = models.TextField(_("wie je bent"), max_length=2000, blank=True, validators=[refuse_bsn])
    about_for = _seen_by()
    can_help = models.TextField(_("ik kan helpen met"), max_length=600, blank=True, validators=[refuse_bsn])
    can_help_for = _seen_by()
    looking_for = models.TextField(_("ik zoek"), max_length=600, blank=True, validators=[refuse_bsn])
    looking_for_for = _seen_by()
    regions = models.ManyToManyField("cms.Region", blank=True, related_name="+", verbose_name=_("je regio"))
    regions_for = _seen_by()
    sectors = models.ManyToManyField("cms.Sector", blank=True, related_name="+", verbose_name=_("waar je werkt"))
    sectors_for = _seen_by()
    themes = models.ManyToManyField("cms.Theme", blank=True, related_name="+", verbose_name=_("je thema's"))
    themes_for = _seen_by()
    version = models.PositiveIntegerField(default=1, editable=False)  # raised by every change; refuses a stale form
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = MemberProfileQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("ledenprofiel")
        verbose_name_plural = _("ledenprofielen")
        indexes = [models.Index(fields=["name_for", "name"], name="member_by_name")]

    def __str__(self):
        return self.name or str(self.user_id)

    @property
    def initials(self) -> str:
        """One or two capitals for the round avatar."""
        words = [word for word in self.name.replace("-", " ").split() if word[0].isalpha()]
        return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()

    def is_shown(self, field: str, circle: SeenBy) -> bool:
        """Whether this circle may see `field`; nothing is shown to whom may not see the name."""
        return min(self.name_for, getattr(self, f"{field}_for")) >= circle
