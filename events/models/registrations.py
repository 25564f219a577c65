"""Who comes: the registration, its live places, and the ledger of all that happened to it.

A `Place` row lives only while it is held: with a seat number it takes a seat, with a queue number it waits.
What ended is in the ledger. Only `events/actions/seating.py` writes places.
"""

import uuid
from functools import cache

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cms import clock
from events.models.meetings import Breakout, Event, Round


class Registration(models.Model):
    """One address at one meeting, with or without an account. Cancelling and coming back keeps the same row."""

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("nog niet bevestigd")
        CONFIRMED = "confirmed", _("bevestigd")
        CANCELLED = "cancelled", _("afgemeld")
        EXPIRED = "expired", _("niet op tijd bevestigd")

    class Attends(models.TextChoices):
        ROOM = "room", _("op locatie")
        ONLINE = "online", _("online")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    name = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("e-mailadres"))  # lower case
    partner = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="+")
    """With whom they signed up: both get a place or neither does. Set on both."""
    attends = models.CharField(_("komt"), max_length=10, choices=Attends, blank=True, default="")
    """What one chose at a meeting that is in a room and online; kept while it is not, for when it is again."""
    language = models.CharField(max_length=5, default="nl")
    sector = models.ForeignKey(
        "cms.Sector", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("werkveld")
    )  # asked only where groups are mixed by it
    reminders = models.BooleanField(_("herinneringen"), default=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.UNCONFIRMED)
    confirm_before = models.DateTimeField(null=True, blank=True)  # the place is held until then; null once confirmed
    sequence = models.PositiveIntegerField(default=0, editable=False)  # calendar entries sent so far to this address
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("aanmelding")
        verbose_name_plural = _("aanmeldingen")
        constraints = [models.UniqueConstraint(fields=["event", "email"], name="registration_once_per_address")]

    def __str__(self):
        return self.name

    @property
    def is_active(self) -> bool:
        """Confirmed, or still within the time to confirm."""
        return self.status in (self.Status.CONFIRMED, self.Status.UNCONFIRMED)

    @property
    def comes_to(self) -> str:
        """The room or online, at a meeting where that is a choice; empty elsewhere."""
        return self.attends if self.event.mode == Event.Mode.HYBRID else ""


class PlaceQuerySet(models.QuerySet):
    def taken(self):
        """Seats that nobody else can get: those people have, and those offered to somebody."""
        return self.filter(seat_number__isnull=False)

    def seats(self):
        """Seats that people have: confirmed places and unexpired holds."""
        return self.taken().filter(offered_until=None)

    def waiting(self):
        """Waiting places, first in line first."""
        return self.filter(queue_number__isnull=False).order_by("queue_number")

    def of(self, event, breakout=None):
        """The places of the meeting itself, or of one of its break-outs."""
        return self.filter(event=event, breakout=breakout)

    def with_position(self):
        """Adds `position`: 1 for the first in line; meaningless (0) for a seat."""
        return self.alias(pool=_POOL).annotate(position=Coalesce(_ahead(), 0))


_POOL = Coalesce("breakout_id", 0)


@cache
def _ahead() -> Subquery:
    """How many stand in the same line up to and including this place; worked out once, for it is asked at every mail."""
    line = Place.objects.alias(pool=_POOL).filter(event=OuterRef("event"), pool=OuterRef("pool")).order_by()
    line = line.filter(queue_number__lte=OuterRef("queue_number"))
    return Subquery(line.values("event").annotate(total=Count("pk")).values("total"))


class Place(models.Model):
    """A live place of a registration: in the meeting (`breakout` empty) or in one break-out of a round."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="places")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="places")
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="places")
    breakout = models.ForeignKey(Breakout, models.PROTECT, null=True, blank=True, related_name="places")
    seat_number = models.PositiveIntegerField(null=True, blank=True)
    seat_limit = models.PositiveIntegerField(null=True, blank=True)  # the capacity the seat was given under
    queue_number = models.PositiveIntegerField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)  # the seat waits for a yes until then

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["queue_number", "seat_number", "pk"]
        verbose_name = _("plaats")
        verbose_name_plural = _("plaatsen")
        constraints = [
            models.CheckConstraint(
                condition=Q(seat_number__isnull=True, queue_number__isnull=False)
                | Q(seat_number__isnull=False, queue_number__isnull=True),
                name="place_is_seat_or_wait",
            ),
            models.CheckConstraint(
                condition=Q(seat_number__isnull=True)
                | Q(seat_number__gte=1) & (Q(seat_limit__isnull=True) | Q(seat_number__lte=F("seat_limit"))),
                name="place_within_capacity",
            ),
            models.CheckConstraint(
                condition=Q(breakout__isnull=True, round__isnull=True) | Q(breakout__isnull=False, round__isnull=False),
                name="place_breakout_has_round",
            ),
            models.CheckConstraint(
                condition=Q(offered_until__isnull=True) | Q(seat_number__isnull=False, breakout__isnull=True),
                name="place_offer_is_a_seat_in_the_event",
            ),
            models.UniqueConstraint(
                fields=["event", "seat_number"], condition=Q(breakout__isnull=True), name="place_event_seat_once"
            ),
            models.UniqueConstraint(fields=["breakout", "seat_number"], name="place_breakout_seat_once"),
            models.UniqueConstraint(
                fields=["registration"], condition=Q(breakout__isnull=True), name="place_one_in_event"
            ),
            models.UniqueConstraint(
                fields=["registration", "round"],
                condition=Q(seat_number__isnull=False),
                name="place_one_seat_per_round",
            ),
            models.UniqueConstraint(
                fields=["registration", "round"],
                condition=Q(queue_number__isnull=False),
                name="place_one_wait_per_round",
            ),
            models.UniqueConstraint(fields=["registration", "breakout"], name="place_once_per_breakout"),
        ]

    def __str__(self):
        return f"{self.registration} · {self.breakout or self.event}"

    @property
    def is_seat(self) -> bool:
        return self.seat_number is not None and self.offered_until is None

    @property
    def is_offer(self) -> bool:
        return self.offered_until is not None


class LedgerEntry(models.Model):
    """What happened to a registration; never changed, never deleted before the registration is erased."""

    class Kind(models.TextChoices):
        SIGNED_UP = "signed_up", _("aangemeld")
        CONFIRMED = "confirmed", _("bevestigd")
        CANCELLED = "cancelled", _("afgemeld")
        EXPIRED = "expired", _("niet op tijd bevestigd")
        OFFERED = "offered", _("plaats aangeboden")
        SEATED = "seated", _("plaats gekregen")
        QUEUED = "queued", _("op de wachtlijst gezet")
        LEFT = "left", _("plaats losgelaten")
        MOVED = "moved", _("door de organisatie verplaatst")
        SWITCHED = "switched", _("van zaal naar online of andersom")
        WISHED = "wished", _("voorkeur doorgegeven")
        ALLOCATED = "allocated", _("ingedeeld")
        EVENT_CANCELLED = "event_off", _("bijeenkomst gaat niet door")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="ledger")
    kind = models.CharField(max_length=12, choices=Kind)
    breakout = models.ForeignKey(Breakout, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=160, blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    key = models.UUIDField(null=True, blank=True, unique=True)  # the form's idempotency key
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"
