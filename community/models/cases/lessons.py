"""The lesson without the case: what a group wants others to know. Meant to be public, so not sealed."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from community.models.cases.discussions import CaseDiscussion
from community.privacy import refuse_stops


class CaseLesson(models.Model):
    """A lesson that a group sent to the editors; `handvat` is the translation key of the draft it became."""

    class Status(models.TextChoices):
        SENT = "a_sent", _("wacht op de redactie")
        TAKEN = "b_taken", _("wordt een handvat")
        DECLINED = "c_declined", _("niet gebruikt")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    discussion = models.OneToOneField(CaseDiscussion, models.SET_NULL, null=True, related_name="lesson")
    title = models.CharField(
        _("les in één zin"),
        max_length=120,
        validators=[refuse_bsn, refuse_stops],
        help_text=_("Schrijf een opdracht: “Vraag eerst wat iemand wil”."),
    )
    why = models.TextField(_("waarom dit helpt"), max_length=2000, validators=[refuse_bsn, refuse_stops])
    how = models.TextField(_("hoe je het doet"), max_length=2000, blank=True, validators=[refuse_bsn, refuse_stops])
    group_name = models.CharField(_("naam van de groep"), max_length=120, blank=True, editable=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.SENT, editable=False)
    handvat = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(_("gestuurd op"), default=clock.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("les uit intervisie")
        verbose_name_plural = _("lessen uit intervisie")
        permissions = [("decide_caselesson", "Can decide whether a lesson becomes a handvat")]

    def __str__(self):
        return self.title
