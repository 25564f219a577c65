"""What people come to: a meeting, its programme, its rounds and their break-outs. Plain rows, no revisions."""

import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock


class Kind(models.TextChoices):
    LEARNING_STUDIO = "learning_studio", _("leeratelier")
    INSPIRATION_SESSION = "inspiration_session", _("inspiratiesessie")
    STAFF_EVENING = "staff_evening", _("medewerkersavond")
    WORKSHOP = "workshop", _("workshop")
    OTHER = "other", _("bijeenkomst")


class EventSeries(models.Model):
    """Meetings that belong together; its pages (one per language) hold the texts."""

    name = models.CharField(_("naam"), max_length=120)
    kind = models.CharField(_("soort"), max_length=30, choices=Kind, default=Kind.OTHER)

    class Meta:
        ordering = ["name"]
        verbose_name = _("reeks")
        verbose_name_plural = _("reeksen")

    def __str__(self):
        return self.name


class EventQuerySet(models.QuerySet):
    def upcoming(self):
        """Not over yet, soonest first; cancelled ones included, for they must stay visible."""
        return self.filter(ends_at__gt=clock.now()).order_by("starts_at", "pk")

    def past(self):
        """Over, latest first."""
        return self.filter(ends_at__lte=clock.now()).order_by("-starts_at", "-pk")


class Event(models.Model):
    """One meeting: its time, place, capacity and calendar identity. Every sign-up locks this row first."""

    class Mode(models.TextChoices):
        ROOM = "room", _("op locatie")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("op locatie en online")

    class Status(models.TextChoices):
        PLANNED = "planned", _("gepland")
        CANCELLED = "cancelled", _("gaat niet door")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(
        EventSeries, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("reeks")
    )
    edition = models.PositiveSmallIntegerField(_("editie"), null=True, blank=True)
    title = models.CharField(_("titel"), max_length=160)
    kind = models.CharField(_("soort"), max_length=30, choices=Kind, default=Kind.OTHER)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    starts_at = models.DateTimeField(_("begin"), db_index=True)
    ends_at = models.DateTimeField(_("einde"), db_index=True)
    timezone = models.CharField(_("tijdzone"), max_length=40, default="Europe/Amsterdam")
    mode = models.CharField(_("vorm"), max_length=10, choices=Mode, default=Mode.ONLINE)
    venue = models.CharField(_("plaats"), max_length=255, blank=True)
    meeting_url = models.URLField(_("geheime vergaderlink"), max_length=500, blank=True)
    capacity = models.PositiveIntegerField(_("plaatsen"), null=True, blank=True, validators=[MinValueValidator(1)])
    phone = models.CharField(_("telefoonnummer voor aanmelden"), max_length=30, blank=True)
    sign_up_closes_at = models.DateTimeField(_("aanmelden tot"), null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)  # RFC 5545 SEQUENCE: rises with time or place
    previous_start = models.DateTimeField(null=True, blank=True, editable=False)
    """When it began as readers knew it, since it moved; empty when it did not."""
    announced_at = models.DateTimeField(null=True, blank=True, editable=False)  # to the followers of its series
    last_queue_number = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)  # optimistic lock for organisers
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("bijeenkomst")
        verbose_name_plural = _("bijeenkomsten")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="event_ends_after_start"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= clock.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= clock.now()

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED

    def page_in(self, language: str):
        """The published `EventPage` in this language, else in another; None when none is published.

        One query, for its title and address only: a mail to everybody who signs up asks no more.
        """
        pages = self.pages.live().select_related("locale").order_by("pk")
        pages = list(pages.only("title", "url_path", "path", "depth", "numchild", "event", "locale"))
        return next((page for page in pages if page.locale.language_code == language), pages[0] if pages else None)


class ProgrammeItem(models.Model):
    """A part for everybody: plenary or a pause."""

    class Kind(models.TextChoices):
        PLENARY = "plenary", _("plenair")
        BREAK = "break", _("pauze")

    event = models.ForeignKey(Event, models.CASCADE, related_name="programme_items")
    kind = models.CharField(_("soort"), max_length=10, choices=Kind, default=Kind.PLENARY)
    title = models.CharField(_("titel"), max_length=160)
    description = models.TextField(_("toelichting"), max_length=2000, blank=True)
    speaker = models.CharField(_("spreker"), max_length=160, blank=True)
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("programmaonderdeel")
        verbose_name_plural = _("programmaonderdelen")
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="item_ends_after_start"),
        ]

    def __str__(self):
        return self.title


class Round(models.Model):
    """A stretch of time in which break-outs run side by side; a participant is in one of them."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="rounds")
    title = models.CharField(_("titel"), max_length=160)
    starts_at = models.DateTimeField(_("begin"))
    ends_at = models.DateTimeField(_("einde"))

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("ronde")
        verbose_name_plural = _("rondes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="round_ends_after_start"
            ),
        ]

    def __str__(self):
        return self.title


class Breakout(models.Model):
    """One group in a round."""

    class Level(models.TextChoices):
        ANY = "any", _("voor iedereen")
        STARTER = "starter", _("starter")
        ADVANCED = "advanced", _("gevorderd")

    class Status(models.TextChoices):
        PLANNED = "planned", _("gepland")
        CANCELLED = "cancelled", _("gaat niet door")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="breakouts")
    round = models.ForeignKey(Round, models.CASCADE, related_name="breakouts", verbose_name=_("ronde"))
    title = models.CharField(_("titel"), max_length=160)
    description = models.TextField(_("waar gaat het over"), max_length=2000, blank=True)
    capacity = models.PositiveIntegerField(_("plaatsen"), validators=[MinValueValidator(1)])
    minimum = models.PositiveIntegerField(_("ten minste"), default=0)  # below this an allocation leaves it empty
    level = models.CharField(_("niveau"), max_length=10, choices=Level, default=Level.ANY)
    audience = models.ForeignKey(
        "cms.Audience", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("voor wie")
    )
    host = models.CharField(_("begeleider"), max_length=160, blank=True)
    room = models.CharField(_("zaal of ruimte"), max_length=160, blank=True)
    meeting_url = models.URLField(_("geheime vergaderlink"), max_length=500, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    sort_order = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["round__starts_at", "sort_order", "pk"]
        verbose_name = _("break-out")
        verbose_name_plural = _("break-outs")

    def __str__(self):
        return self.title

    @property
    def is_cancelled(self) -> bool:
        return self.status == self.Status.CANCELLED
