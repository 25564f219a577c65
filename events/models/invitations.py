"""The invitation to a meeting: its words, whether somebody thought about how they land, and what came of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from events.models.meetings import Event


class Invitation(models.Model):
    """One per meeting. It can only be sent once its checklist was answered for the words as they are now."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="invitation")
    text = models.TextField(_("de uitnodiging"), max_length=2000, validators=[refuse_bsn])
    goal = models.CharField(_("wat wil je bereiken"), max_length=200, blank=True, validators=[refuse_bsn])
    inviter = models.CharField(_("wie nodigt uit"), max_length=160, blank=True, validators=[refuse_bsn])
    benefit = models.CharField(_("wat heeft de lezer eraan"), max_length=200, blank=True, validators=[refuse_bsn])
    without_label = models.BooleanField(_("er staat geen probleem of etiket in"), default=False)
    plain = models.BooleanField(_("iedereen kan het lezen"), default=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome_asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.TextField(_("wat werkte"), max_length=2000, blank=True, validators=[refuse_bsn])
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")

    def __str__(self):
        return str(self.event)

    @property
    def is_checked(self) -> bool:
        """Whether every point of the checklist has an answer."""
        return all((self.text, self.goal, self.inviter, self.benefit, self.without_label, self.plain))
