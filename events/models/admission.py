"""How people get into a meeting and its break-outs, what they wish for, and how wishes became places."""

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from events.models.meetings import Breakout, Event, Round
from events.models.registrations import Registration

RANKS = 3  # how many wishes a person may have per round


def draw_seed() -> int:
    """A number nobody chose. It is fixed before the first wish and public from then on."""
    return secrets.randbelow(900_000) + 100_000


class Admission(models.Model):
    """One per meeting; a meeting without a row works as a row with these defaults."""

    class Method(models.TextChoices):
        FIRST_COME = "first_come", _("wie het eerst komt")
        DRAW = "draw", _("loting onder wie zich op tijd aanmeldt")
        RANKING = "ranking", _("verdelen naar voorkeur")

    event = models.OneToOneField(Event, models.CASCADE, related_name="admission")
    method = models.CharField(_("break-outs kiezen"), max_length=12, choices=Method, default=Method.FIRST_COME)
    wishes_close_at = models.DateTimeField(_("voorkeuren doorgeven tot"), null=True, blank=True)
    seed = models.PositiveIntegerField(default=draw_seed, editable=False)
    mixed_sectors = models.BooleanField(_("elke groep gemengd: mensen uit ten minste twee sectoren"), default=False)
    ambassador_per_group = models.BooleanField(_("in elke groep een ambassadeur"), default=False)
    never_twice_together = models.BooleanField(_("niemand twee keer in een groep met dezelfde titel"), default=False)
    only_ranked = models.BooleanField(_("niemand in een groep die niet is gekozen"), default=False)
    offers = models.BooleanField(_("eerst vragen wie een vrijgekomen plek wil"), default=False)
    offer_hours = models.PositiveSmallIntegerField(_("bedenktijd in werkuren"), default=8)
    room_capacity = models.PositiveIntegerField(_("plaatsen in de zaal"), null=True, blank=True)
    dial_in = models.TextField(_("inbellen met de telefoon"), max_length=500, blank=True)
    house_rules = models.TextField(_("huisregels"), max_length=1000, blank=True)
    recording = models.TextField(_("over de opname"), max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)  # wishes have become places
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("toelating")
        verbose_name_plural = _("toelatingen")
        constraints = [
            models.CheckConstraint(
                condition=Q(method="first_come") | Q(wishes_close_at__isnull=False),
                name="admission_wishes_have_an_end",
            )
        ]

    def __str__(self):
        return f"{self.event}: {self.get_method_display()}"

    @classmethod
    def of(cls, event: Event) -> "Admission":
        """The row of this meeting, or an unsaved one with the defaults."""
        return cls.objects.filter(event=event).first() or cls(event=event)

    @classmethod
    def read_with(cls, event: Event) -> "Admission":
        """The same, without a query, for a meeting that was just fetched with `select_related("admission")`."""
        return getattr(event, "admission", None) or cls(event=event)

    @property
    def by_wish(self) -> bool:
        """People tell what they wish for, and places follow at one moment for all; not (or no longer) one by one."""
        return self.method != self.Method.FIRST_COME and self.settled_at is None

    @property
    def takes_wishes(self) -> bool:
        """Wishes may be told and changed now."""
        return self.by_wish and clock.now() < self.wishes_close_at

    @property
    def is_draw(self) -> bool:
        return self.method == self.Method.DRAW

    @property
    def rules(self) -> dict[str, bool]:
        """The rules as `events.allocation` knows them."""
        names = ("mixed_sectors", "ambassador_per_group", "never_twice_together", "only_ranked")
        return {name: getattr(self, name) for name in names} | {"levels": True}


class Wish(models.Model):
    """A break-out somebody wishes for in a round, and once places are given, why it did or did not come true."""

    class Outcome(models.TextChoices):
        OPEN = "", _("nog niet verdeeld")
        GRANTED = "granted", _("gekregen")
        NOT_NEEDED = "not_needed", _("een hogere keuze gekregen")
        CANCELLED = "cancelled", _("de break-out gaat niet door")
        CLOSED = "closed", _("te weinig mensen")
        FULL = "full", _("vol")
        TWICE = "twice", _("dezelfde groep in een andere ronde")
        TOGETHER = "together", _("geen plaats voor jullie samen")
        ELSEWHERE = "elsewhere", _("ergens anders nodig")

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="wishes")
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    breakout = models.ForeignKey(Breakout, models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField()  # 1 is the first choice
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default=Outcome.OPEN)
    wanted = models.PositiveIntegerField(default=0)  # how many people wished for it when places were given
    seats = models.PositiveIntegerField(default=0)  # and how many places there were

    class Meta:
        ordering = ["round__starts_at", "round", "rank"]
        verbose_name = _("voorkeur")
        verbose_name_plural = _("voorkeuren")
        constraints = [
            models.UniqueConstraint(fields=["registration", "round", "rank"], name="wish_rank_once"),
            models.UniqueConstraint(fields=["registration", "breakout"], name="wish_breakout_once"),
        ]

    def __str__(self):
        return f"{self.registration} · {self.rank} · {self.breakout}"


class Allocation(models.Model):
    """One proposal for who goes where: computed, adjusted by hand, and perhaps published."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("wacht")
        RUNNING = "running", _("bezig")
        READY = "ready", _("klaar om te bekijken")
        FAILED = "failed", _("mislukt")
        PUBLISHED = "published", _("bekendgemaakt")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="allocations")
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    keeps_places = models.BooleanField(default=False)  # moves as few people as possible, after drop-outs
    bound = models.PositiveBigIntegerField(default=0)  # no allocation costs less; see events/allocation
    seconds = models.FloatField(default=0)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("verdeling")
        verbose_name_plural = _("verdelingen")

    def __str__(self):
        return f"{self.event}: {self.get_status_display()}"


class AllocatedPlace(models.Model):
    """Where a proposal puts one person in one round; without a break-out it has no place for them."""

    allocation = models.ForeignKey(Allocation, models.CASCADE, related_name="places")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    breakout = models.ForeignKey(Breakout, models.CASCADE, null=True, blank=True, related_name="+")
    by_hand = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("plaats in een verdeling")
        verbose_name_plural = _("plaatsen in een verdeling")
        constraints = [
            models.UniqueConstraint(fields=["allocation", "registration", "round"], name="allocated_once_per_round")
        ]

    def __str__(self):
        return f"{self.registration} · {self.round} · {self.breakout or '–'}"
