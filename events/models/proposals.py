"""What members bring to a meeting: a question as a subject to talk about, and which meetings a group goes to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from events.models.meetings import Event


class SubjectProposal(models.Model):
    """That a question would make a good subject for this meeting. Its organisers decide."""

    class Status(models.TextChoices):
        WAITING = "a_waiting", _("voorgesteld")
        CHOSEN = "b_chosen", _("komt op het programma")
        DECLINED = "c_declined", _("deze keer niet")

    event = models.ForeignKey(Event, models.CASCADE, related_name="proposals", verbose_name=_("bijeenkomst"))
    question = models.ForeignKey("community.Conversation", models.CASCADE, related_name="+", verbose_name=_("vraag"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    words = models.CharField(_("waarom juist daar?"), max_length=300, blank=True, validators=[refuse_bsn])
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.WAITING)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["status", "created_at", "pk"]
        verbose_name = _("voorgesteld onderwerp")
        verbose_name_plural = _("voorgestelde onderwerpen")
        constraints = [models.UniqueConstraint(fields=["event", "question"], name="proposed_once_per_meeting")]

    def __str__(self):
        return str(self.question)


class CircleMeeting(models.Model):
    """That a group goes to a meeting, for the agenda of the group."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="+", verbose_name=_("bijeenkomst"))
    circle = models.ForeignKey("community.Circle", models.CASCADE, related_name="+", verbose_name=_("groep"))

    class Meta:
        ordering = ["event__starts_at", "pk"]
        verbose_name = _("bijeenkomst van een groep")
        verbose_name_plural = _("bijeenkomsten van groepen")
        constraints = [models.UniqueConstraint(fields=["event", "circle"], name="meeting_once_per_circle")]

    def __str__(self):
        return f"{self.circle_id} · {self.event}"
