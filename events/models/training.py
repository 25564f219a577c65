"""Training in mixed groups: a programme, its cohorts, who takes part, vouchers for colleagues, and a region's plan."""

import secrets
import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from events.models.proofs import ALPHABET

CODE_LENGTH = 10  # 10 × log2(30) = 49 bits, and guessing is counted


def new_code() -> str:
    """A code for a card, easy to read aloud."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(CODE_LENGTH))


class Track(models.TextChoices):
    PRACTITIONER = "practitioner", _("werken in de praktijk")
    COACH = "coach", _("implementatiecoach")


class TrainingPlan(models.Model):
    """What a region plans to train, with the pot that pays for it."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("titel"), max_length=160)
    summary = models.TextField(_("in het kort"), max_length=600, blank=True, validators=[refuse_bsn])
    region = models.ForeignKey("cms.Region", models.PROTECT, related_name="+", verbose_name=_("regio"))
    pot = models.PositiveIntegerField(_("subsidie in euro's"), default=0)
    spent = models.PositiveIntegerField(_("uitgegeven"), default=0, editable=False)
    practitioner_places = models.PositiveIntegerField(_("plaatsen: werken in de praktijk"), default=0)
    coach_places = models.PositiveIntegerField(_("plaatsen: implementatiecoach"), default=0)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["title"]
        verbose_name = _("scholingsplan")
        verbose_name_plural = _("scholingsplannen")
        constraints = [
            models.CheckConstraint(condition=Q(spent__lte=models.F("pot")), name="plan_pot_never_below_zero")
        ]

    def __str__(self):
        return self.title

    @property
    def left(self) -> int:
        """Euros still in the pot."""
        return self.pot - self.spent


class Spending(models.Model):
    """What was taken from the pot, or (negative) put back."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(TrainingPlan, models.PROTECT, related_name="spendings")
    amount = models.IntegerField(_("bedrag in euro's"))
    reason = models.CharField(_("waarvoor"), max_length=160, validators=[refuse_bsn])
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("uitgave")
        verbose_name_plural = _("uitgaven")

    def __str__(self):
        return f"€ {self.amount}: {self.reason}"


class TrainingProgramme(models.Model):
    """A training that is given to several cohorts."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(
        TrainingPlan, models.SET_NULL, null=True, blank=True, related_name="programmes", verbose_name=_("scholingsplan")
    )
    title = models.CharField(_("titel"), max_length=160)
    summary = models.TextField(_("in het kort"), max_length=600, blank=True, validators=[refuse_bsn])
    track = models.CharField(_("spoor"), max_length=12, choices=Track, default=Track.PRACTITIONER)
    sectors = models.ManyToManyField(
        "cms.Sector", blank=True, related_name="+", verbose_name=_("elke groep heeft mensen uit")
    )
    needs_ambassador = models.BooleanField(_("van elke praktijk minstens één ambassadeur"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["title"]
        verbose_name = _("training")
        verbose_name_plural = _("trainingen")

    def __str__(self):
        return self.title


class Practice(models.Model):
    """A team or practice that sends people to a training, with the address to write to."""

    programme = models.ForeignKey(TrainingProgramme, models.CASCADE, related_name="practices")
    name = models.CharField(_("praktijk of team"), max_length=120)
    email = models.EmailField(_("e-mailadres van de contactpersoon"), blank=True)
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("praktijk")
        verbose_name_plural = _("praktijken")
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="practice_once_per_programme")]

    def __str__(self):
        return self.name


class Cohort(models.Model):
    """One group that goes through the training together."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("gesloten")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(TrainingProgramme, models.CASCADE, related_name="cohorts")
    title = models.CharField(_("naam"), max_length=120)
    starts_on = models.DateField(_("eerste dag"))
    capacity = models.PositiveSmallIntegerField(_("hoogstens"), default=12, validators=[MinValueValidator(1)])
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("groep")
        verbose_name_plural = _("groepen")

    def __str__(self):
        return self.title

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def has_begun(self) -> bool:
        """Whether the first day has come."""
        return self.starts_on <= clock.today()


class Voucher(models.Model):
    """A card by which somebody wins colleagues for a training. The giver sees how often it was used, and of nobody who
    did not say so by whom."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    programme = models.ForeignKey(TrainingProgramme, models.CASCADE, related_name="vouchers")
    giver = models.ForeignKey("events.Enrolment", models.CASCADE, related_name="vouchers", null=True, blank=True)
    uses = models.PositiveSmallIntegerField(_("zo vaak te gebruiken"), default=3)
    used = models.PositiveSmallIntegerField(default=0, editable=False)
    ends_on = models.DateField(_("geldig tot en met"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("voucher")
        verbose_name_plural = _("vouchers")
        constraints = [models.CheckConstraint(condition=Q(used__lte=models.F("uses")), name="voucher_within_its_uses")]

    def __str__(self):
        return self.code


class Enrolment(models.Model):
    """Somebody who takes part in a training: in a cohort, or (without one) still waiting for a place."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the form's idempotency key
    programme = models.ForeignKey(TrainingProgramme, models.CASCADE, related_name="enrolments")
    cohort = models.ForeignKey(Cohort, models.SET_NULL, null=True, blank=True, related_name="enrolments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("e-mailadres"))  # lower case
    language = models.CharField(max_length=5, default="nl")
    practice = models.ForeignKey(
        Practice, models.PROTECT, related_name="enrolments", verbose_name=_("praktijk of team")
    )
    sector = models.ForeignKey("cms.Sector", models.PROTECT, related_name="+", verbose_name=_("sector"))
    is_ambassador = models.BooleanField(_("ambassadeur in de eigen praktijk"), default=False)
    voucher = models.ForeignKey(Voucher, models.SET_NULL, null=True, blank=True, related_name="enrolments")
    has_priority = models.BooleanField(default=False)
    tells_giver = models.BooleanField(_("wie mij de voucher gaf, mag mijn naam zien"), default=False)
    confirm_before = models.DateTimeField(null=True, blank=True, editable=False)  # the place is held; null: confirmed
    finished_on = models.DateField(_("afgerond op"), null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-has_priority", "pk"]
        verbose_name = _("inschrijving")
        verbose_name_plural = _("inschrijvingen")
        constraints = [models.UniqueConstraint(fields=["programme", "email"], name="enrolled_once_per_programme")]

    def __str__(self):
        return self.name

    @property
    def is_confirmed(self) -> bool:
        return self.confirm_before is None
