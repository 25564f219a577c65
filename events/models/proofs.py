"""The proof that somebody took part, and the points that professional registers give for it."""

import secrets
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from cms.sealed import SealedField
from events.models.attendance import Attendance
from events.models.meetings import Event
from events.models.registrations import Registration

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that looks like something else
NUMBER_LENGTH = 20  # 20 × log2(30) = 98 bits


def new_number() -> str:
    """A number nobody can guess, without groups: `K7M2…`."""
    return "".join(secrets.choice(ALPHABET) for _sign in range(NUMBER_LENGTH))


class ProofTerms(models.Model):
    """What the proofs of a meeting say, and who gets one."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="proof_terms")
    minimum_minutes = models.PositiveSmallIntegerField(_("minstens zoveel minuten aanwezig"))
    goals = models.TextField(_("wat je hier leerde"), max_length=600, blank=True, validators=[refuse_bsn])
    signer_name = models.CharField(_("naam van wie ondertekent"), max_length=120)
    signer_role = models.CharField(_("functie van wie ondertekent"), max_length=120)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("voorwaarden voor het bewijs")
        verbose_name_plural = _("voorwaarden voor het bewijs")

    def __str__(self):
        return str(self.event)


class Proof(models.Model):
    """One proof of attendance as it was given out. A mistake is never mended in it: it is revoked, and a new one made."""

    number = models.CharField(max_length=NUMBER_LENGTH, unique=True, default=new_number, editable=False)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the owner's link; the number is not
    attendance = models.ForeignKey(Attendance, models.PROTECT, related_name="proofs")
    name = models.CharField(_("naam"), max_length=120)
    minutes = models.PositiveSmallIntegerField()
    issued_at = models.DateTimeField(default=clock.now, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_because = models.CharField(_("reden"), max_length=200, blank=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    name_corrected = models.BooleanField(default=False)  # by the person, which they may do once

    class Meta:
        ordering = ["pk"]
        verbose_name = _("bewijs van deelname")
        verbose_name_plural = _("bewijzen van deelname")
        constraints = [
            models.UniqueConstraint(
                fields=["attendance"], condition=models.Q(revoked_at__isnull=True), name="proof_one_valid_per_person"
            )
        ]

    def __str__(self):
        return self.grouped

    @property
    def grouped(self) -> str:
        """The number as people read it: `K7M2-…`, in fours."""
        return "-".join(self.number[place : place + 4] for place in range(0, NUMBER_LENGTH, 4))

    @property
    def initials(self) -> str:
        """`Anke van Dalen` → `A. v. D.`: all that the check page tells of a person."""
        return " ".join(f"{word[0]}." for word in self.name.split() if word[:1].isalpha())

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None


class Register(models.Model):
    """A professional register, and what a number in it looks like."""

    name = models.CharField(_("naam"), max_length=80, unique=True)
    prefix = models.CharField(_("begin van het nummer in de lijst"), max_length=10, blank=True)
    digits = models.PositiveSmallIntegerField(_("aantal cijfers"))
    hint = models.CharField(_("uitleg bij het nummer"), max_length=160, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("register")
        verbose_name_plural = _("registers")

    def __str__(self):
        return self.name

    def fits(self, number: str) -> bool:
        """Whether this is a whole number of the register."""
        return number.isascii() and number.isdigit() and len(number) == self.digits


class Accreditation(models.Model):
    """The points a register gives for a meeting. Nobody says "geaccrediteerd" before it was granted."""

    class Status(models.TextChoices):
        APPLIED = "applied", _("aangevraagd")
        GRANTED = "granted", _("toegekend")
        REFUSED = "refused", _("afgewezen")

    event = models.ForeignKey(Event, models.CASCADE, related_name="accreditations")
    register = models.ForeignKey(Register, models.PROTECT, related_name="accreditations", verbose_name=_("register"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.APPLIED)
    id_number = models.CharField(_("nummer van de accreditatie"), max_length=40, blank=True)
    points = models.DecimalField(_("punten"), max_digits=5, decimal_places=1, default=0)
    minimum_minutes = models.PositiveSmallIntegerField(_("minstens zoveel minuten aanwezig"))
    valid_from = models.DateField(_("geldig vanaf"), null=True, blank=True)
    valid_to = models.DateField(_("geldig tot en met"), null=True, blank=True)
    sponsored = models.BooleanField(_("er is een sponsor"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["register__name"]
        verbose_name = _("accreditatie")
        verbose_name_plural = _("accreditaties")
        constraints = [models.UniqueConstraint(fields=["event", "register"], name="accreditation_once_per_register")]

    def __str__(self):
        return f"{self.register} ({self.get_status_display()})"


class RegisterNumber(models.Model):
    """The number of somebody who wants points, given for this one meeting, and wiped when the points are passed on."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="register_numbers")
    accreditation = models.ForeignKey(Accreditation, models.CASCADE, related_name="numbers")
    number = SealedField(_("nummer"), blank=True)
    consented_at = models.DateTimeField(default=clock.now, editable=False)
    exported_at = models.DateTimeField(null=True, blank=True, editable=False)
    wiped_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("registernummer")
        verbose_name_plural = _("registernummers")
        constraints = [models.UniqueConstraint(fields=["registration", "accreditation"], name="register_number_once")]

    def __str__(self):
        return str(self.accreditation)
