"""What a group took away from a meeting: the notes, their points, and the pages that came of them."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from events.models.answers import Answered
from events.models.meetings import Breakout, Event

DUE_AFTER = timedelta(days=10)  # the notes are wanted within ten days after the meeting
LAST_MINUTES = timedelta(minutes=10)
AGAIN_AFTER = (timedelta(days=1), timedelta(days=4), timedelta(days=8))  # after the end of the meeting


class GroupNote(models.Model):
    """The notes of one break-out, or of the whole meeting (`breakout` empty), kept by one note taker."""

    class Status(models.TextChoices):
        ASKED = "asked", _("nog leeg")
        DRAFT = "draft", _("concept")
        HANDED_IN = "handed_in", _("ingeleverd")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # renewed with each note taker
    event = models.ForeignKey(Event, models.CASCADE, related_name="notes")
    breakout = models.OneToOneField(Breakout, models.CASCADE, null=True, blank=True, related_name="note")
    taker_name = models.CharField(_("naam"), max_length=120, blank=True)
    taker_email = models.EmailField(_("e-mailadres"), blank=True)  # lower case
    language = models.CharField(max_length=5, default="nl")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ASKED)
    remind_at = models.DateTimeField(null=True, blank=True, db_index=True, editable=False)  # null: nothing to chase
    handed_in_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["breakout__round__starts_at", "breakout__sort_order", "pk"]
        verbose_name = _("groepsnotitie")
        verbose_name_plural = _("groepsnotities")
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(breakout__isnull=True), name="note_once_for_the_whole_meeting"
            )
        ]

    def __str__(self):
        return self.subject

    @property
    def subject(self) -> str:
        """What the notes are about."""
        return self.breakout.title if self.breakout else _now("De hele bijeenkomst")

    @property
    def is_handed_in(self) -> bool:
        return self.status == self.Status.HANDED_IN

    @property
    def due_at(self) -> datetime:
        return self.event.ends_at + DUE_AFTER

    def next_reminder(self, after: datetime) -> datetime | None:
        """The first moment after `after` to remind the note taker at; None when there is none left."""
        ends_at = self.breakout.round.ends_at if self.breakout else self.event.ends_at
        moments = [ends_at - LAST_MINUTES, *(self.event.ends_at + wait for wait in AGAIN_AFTER)]
        return next((moment for moment in moments if moment > after), None)


class NoteItem(Answered):
    """One point in the notes of a group."""

    class Kind(models.TextChoices):
        INSIGHT = "inzicht", _("inzicht")
        EXAMPLE = "voorbeeld", _("voorbeeld")
        LINK = "link", _("link")
        QUOTE = "citaat", _("citaat")
        NEXT_STEP = "stap", _("volgende stap")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the form's idempotency key
    note = models.ForeignKey(GroupNote, models.CASCADE, related_name="items")
    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    title = models.CharField(_("in één zin"), max_length=200, blank=True, validators=[refuse_bsn])
    text = models.TextField(_("toelichting"), max_length=2000, blank=True, validators=[refuse_bsn])
    url = models.URLField(_("adres"), max_length=500, blank=True)
    by = models.CharField(_("wie"), max_length=120, blank=True)  # the role of who said it, or of who takes it up
    consent = models.BooleanField(default=False)  # of who is quoted
    due_on = models.DateField(_("wanneer"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta(Answered.Meta):
        ordering = ["pk"]
        verbose_name = _("punt")
        verbose_name_plural = _("punten")

    def __str__(self):
        return self.title or self.text[:80]


class HarvestedPage(models.Model):
    """Where a page came from: a point in the notes, or only the break-out (or meeting) it was born in."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="harvested")
    breakout = models.ForeignKey(Breakout, models.SET_NULL, null=True, blank=True, related_name="harvested")
    item = models.ForeignKey(NoteItem, models.SET_NULL, null=True, blank=True, related_name="harvested")
    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("opbrengst")
        verbose_name_plural = _("opbrengsten")
        constraints = [
            models.UniqueConstraint(fields=["item", "page"], name="harvested_once_per_point"),
            models.UniqueConstraint(
                fields=["page", "event", "breakout"], condition=Q(item__isnull=True), name="harvested_once_per_group"
            ),
        ]

    def __str__(self):
        return f"{self.page} ← {self.breakout or self.event}"
