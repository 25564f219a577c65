"""Who was there: the doors, what was scanned at them, and for how long somebody stayed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from events.models.meetings import Event
from events.models.registrations import Registration


class Door(models.Model):
    """A link for whoever stands at a door: it opens that meeting's list of names, on its day, until it is taken back."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="doors")
    label = models.CharField(_("naam van de deur"), max_length=60)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("deur")
        verbose_name_plural = _("deuren")

    def __str__(self):
        return self.label


class Attendance(models.Model):
    """Somebody who came: signed up beforehand, or (without `registration`) walked in."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="attendances")
    registration = models.OneToOneField(Registration, models.CASCADE, null=True, blank=True, related_name="attendance")
    name = models.CharField(_("naam"), max_length=120, blank=True)  # of who walked in
    email = models.EmailField(_("e-mailadres"), blank=True)
    came_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    minutes_before = models.PositiveSmallIntegerField(default=0)  # of earlier stays, for who left and came back
    minutes_given = models.PositiveSmallIntegerField(_("minuten"), null=True, blank=True)  # the organiser's word counts
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("aanwezigheid")
        verbose_name_plural = _("aanwezigheid")
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(came_at__isnull=False), name="attendance_came_before_leaving"
            )
        ]

    def __str__(self):
        return self.person_name

    @property
    def person_name(self) -> str:
        return self.registration.name if self.registration_id else self.name

    @property
    def person_email(self) -> str:
        return self.registration.email if self.registration_id else self.email

    @property
    def is_inside(self) -> bool:
        return self.came_at is not None and self.left_at is None


class Scan(models.Model):
    """What a door did, once per `key`: the same scan sent twice is the same scan. Never changed afterwards."""

    class Direction(models.TextChoices):
        IN = "in", _("binnen")
        OUT = "out", _("weg")

    class Result(models.TextChoices):
        WELCOME = "welcome", _("welkom")
        GONE = "gone", _("tot ziens")
        ALREADY = "already", _("al binnen")
        UNKNOWN = "unknown", _("onbekende code")
        NOT_COMING = "not_coming", _("niet (meer) aangemeld")

    key = models.UUIDField(unique=True)
    event = models.ForeignKey(Event, models.CASCADE, related_name="scans")
    door = models.ForeignKey(Door, models.SET_NULL, null=True, blank=True, related_name="scans")
    attendance = models.ForeignKey(Attendance, models.CASCADE, null=True, blank=True, related_name="scans")
    direction = models.CharField(max_length=3, choices=Direction, default=Direction.IN)
    result = models.CharField(max_length=10, choices=Result)
    since = models.DateTimeField(null=True, blank=True)  # from when they were inside already
    at = models.DateTimeField()  # by the clock of the door
    received_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("scan")
        verbose_name_plural = _("scans")

    def __str__(self):
        return f"{self.at:%H:%M} {self.get_result_display()}"

    @property
    def is_conflict(self) -> bool:
        return self.result not in (self.Result.WELCOME, self.Result.GONE)
