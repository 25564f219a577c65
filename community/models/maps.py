"""Course maps: from a goal by steps to effects, and how a team notices them. A team's own, like its plans."""

import re
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from community.models.teams import Team

# A score, figure or average of somebody's life, near the words for the web, its dimensions or the idea itself.
SCORES = re.compile(
    r"spinnenweb|webscore|webcijfer|mpg-?score"
    r"|\b(?:score|scoren|scores|cijfer|cijfers|rapportcijfer|rapportcijfers|gemiddelde?n?)\b.{0,60}"
    r"\b(?:web|dimensies?|positieve gezondheid|zes lijnen)\b"
    r"|\b(?:web|dimensies?|positieve gezondheid|zes lijnen)\b.{0,60}\b(?:scores?|scoort|cijfers?|gemiddelde?n?)\b",
    re.IGNORECASE | re.DOTALL,
)


def refuse_web_scores(value: str) -> None:
    """A validator: what somebody filled in about their own life is no yardstick for others."""
    if SCORES.search(str(value)):
        raise ValidationError(
            _(
                "Een ingevuld web is van de mens zelf en meet niet of jullie werk slaagt. "
                "Kies iets wat je kunt horen, zien of tellen, zoals: vijf bewoners vertellen wat er anders is."
            ),
            code="web_score",
        )


class ChangeMap(models.Model):
    """A goal and all that hangs below it. With a `share_key` anybody who has the link may read it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, models.CASCADE, related_name="maps")
    goal = models.CharField(_("doel"), max_length=200, validators=[refuse_bsn])
    share_key = models.UUIDField(null=True, unique=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("koerskaart")
        verbose_name_plural = _("koerskaarten")

    def __str__(self):
        return self.goal


class MapNode(models.Model):
    """A step, an effect of a step, or a sign by which an effect is noticed."""

    class Kind(models.TextChoices):
        STEP = "step", _("stap")
        SHORT = "short", _("effect op korte termijn")
        LONG = "long", _("effect op lange termijn")
        SIGN = "sign", _("hoe we het merken")

    map = models.ForeignKey(ChangeMap, models.CASCADE, related_name="nodes")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    kind = models.CharField(_("soort"), max_length=5, choices=Kind)
    text = models.CharField(_("tekst"), max_length=240, validators=[refuse_bsn])
    grounds = models.TextField(_("waarom denken jullie dit"), max_length=2000, blank=True, validators=[refuse_bsn])
    version = models.PositiveIntegerField(default=1, editable=False)  # raised by every change; refuses a stale form

    class Meta:
        ordering = ["pk"]
        verbose_name = _("punt op een koerskaart")
        verbose_name_plural = _("punten op een koerskaart")

    def __str__(self):
        return self.text

    def clean(self):
        if self.kind == self.Kind.SIGN:
            try:
                refuse_web_scores(self.text)
            except ValidationError as error:
                raise ValidationError({"text": error}) from None


BELOW = {
    None: (MapNode.Kind.STEP,),
    MapNode.Kind.STEP: (MapNode.Kind.SHORT, MapNode.Kind.LONG),
    MapNode.Kind.SHORT: (MapNode.Kind.SIGN,),
    MapNode.Kind.LONG: (MapNode.Kind.SIGN,),
    MapNode.Kind.SIGN: (),
}
"""What may hang below what; nothing is the goal itself."""


class MapChange(models.Model):
    """One line of a map's history. Lines are added, never changed."""

    map = models.ForeignKey(ChangeMap, models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    kind = models.CharField(max_length=5, choices=MapNode.Kind)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("wijziging van een koerskaart")
        verbose_name_plural = _("wijzigingen van een koerskaart")

    def __str__(self):
        return f"{self.before} → {self.after}"
