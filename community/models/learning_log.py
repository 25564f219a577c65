"""A member's own learning log: what they tried, what happened, what they ask next. Nobody else's, unless shared."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn


class LogEntry(models.Model):
    """One entry, in no admin and no search. It is shared with one group, with one buddy, or with nobody."""

    class Prompt(models.TextChoices):
        TRIED = "tried", _("Wat probeerde ik, en wat gebeurde er?")
        TOUCHED = "touched", _("Wat raakte me?")
        NEXT = "next", _("Met welke vraag ga ik weer op pad?")
        FREE = "free", _("Iets anders")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the form: sent twice it counts once
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="log_entries")
    prompt = models.CharField(_("waar gaat het over"), max_length=10, choices=Prompt, default=Prompt.TRIED)
    text = models.TextField(_("wat je wilt onthouden"), max_length=4000, validators=[refuse_bsn])
    shared_with = models.ForeignKey(
        "community.Circle", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("gedeeld met")
    )
    shared_with_buddy = models.ForeignKey(
        "community.BuddyMatch", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("stuk van een leerlog")
        verbose_name_plural = _("stukken van leerlogs")

    def __str__(self):
        return str(self.public_id)

    @property
    def is_shared(self) -> bool:
        return bool(self.shared_with_id or self.shared_with_buddy_id)
