"""Sheets of a team: what it does already and what it needs, what follows from a talk, how residents take part, and how the
conditions are."""

import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from community.models.teams import Team
from community.privacy import refuse_stops


class SheetLine(models.Model):
    """One line on a sheet of a team. It tells of work, never of a client."""

    class Sheet(models.TextChoices):
        HAVE = "doen-we-al", _("Doen we al")
        NEED = "nodig", _("Nodig")
        NEXT = "vervolg", _("Van gesprek naar vervolg")
        RESIDENTS = "inwoners", _("Zo doen inwoners mee")

    class Wish(models.TextChoices):
        INFORMATION = "uitleg", _("uitleg of informatie")
        CONTACT = "contact", _("contact met anderen")
        PRACTICAL = "praktisch", _("praktische hulp")
        CARE = "zorg", _("zorg of behandeling")
        MEANING = "zingeving", _("iets om voor op te staan")
        OTHER = "anders", _("iets anders")

    class Rung(models.TextChoices):
        """How far residents decide, from little to much."""

        KNOW = "weten", _("inwoners weten ervan")
        THINK = "denken", _("inwoners denken mee")
        ADVISE = "adviseren", _("inwoners geven advies, en we leggen uit wat we ermee doen")
        MAKE = "maken", _("inwoners maken het met ons")
        DECIDE = "beslissen", _("inwoners beslissen mee")
        LEAD = "trekken", _("inwoners doen het zelf, en wij helpen")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, models.CASCADE, related_name="sheet_lines")
    key = models.UUIDField(unique=True)  # of the form: sent twice it counts once
    sheet = models.CharField(max_length=12, choices=Sheet)
    wish = models.CharField(_("wat voor behoefte was het"), max_length=10, choices=Wish, blank=True)
    text = models.CharField(_("wat"), max_length=300, validators=[refuse_stops])
    who = models.CharField(_("wie pakt het op"), max_length=120, blank=True, validators=[refuse_stops])
    rung = models.CharField(_("hoe doen inwoners mee"), max_length=10, choices=Rung, blank=True)
    promise = models.CharField(
        _("wat gebeurt er met wat zij zeggen"), max_length=300, blank=True, validators=[refuse_stops]
    )
    due_on = models.DateField(_("wanneer"), null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("regel op een werkblad")
        verbose_name_plural = _("regels op een werkblad")

    def __str__(self):
        return self.text

    @property
    def state(self) -> str:
        """What it says now, as a mark: by it a form knows that a colleague changed the line meanwhile."""
        said = (self.sheet, self.wish, self.text, self.who, self.rung, self.promise, str(self.due_on))
        return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


class ConditionsCheck(models.Model):
    """How one member sees the conditions in the team. Nobody else sees it; counts appear from four people up."""

    class Light(models.TextChoices):
        GOOD = "goed", _("goed geregeld")
        PARTLY = "deels", _("deels geregeld")
        MISSING = "niet", _("nog niet geregeld")

    ASPECTS = ("time", "calm", "space", "support")

    team = models.ForeignKey(Team, models.CASCADE, related_name="checks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    time = models.CharField(_("Tijd: kunnen we er echt uren aan geven?"), max_length=5, choices=Light)
    calm = models.CharField(_("Rust: is er geen andere grote verandering tegelijk?"), max_length=5, choices=Light)
    space = models.CharField(_("Ruimte: is er een plek voor een goed gesprek?"), max_length=5, choices=Light)
    support = models.CharField(
        _("Steun: staat de leiding erachter, ook als het even schuurt?"), max_length=5, choices=Light
    )
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("check van de voorwaarden")
        verbose_name_plural = _("checks van de voorwaarden")
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="conditions_once_per_member")]

    def __str__(self):
        return f"{self.team_id} · {self.user_id}"
