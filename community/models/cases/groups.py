"""Peer groups: few people, an agreement that everybody signs, and sessions. Closed to everybody else."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from community.privacy import refuse_stops

AGREEMENT = 1  # the version of the rules of the house, in `templates/community/cases/house_rules.html`
SMALLEST, LARGEST, VERY_LARGEST = 3, 8, 15
INVITED_FOR = timedelta(days=14)


class PeerGroup(models.Model):
    """A group that discusses cases. Goes when its last member goes."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("naam van de groep"), max_length=120, validators=[refuse_bsn, refuse_stops])
    largest = models.PositiveSmallIntegerField(
        _("hoogstens zoveel leden"),
        default=LARGEST,
        validators=[MinValueValidator(SMALLEST), MaxValueValidator(VERY_LARGEST)],
        help_text=_("Drie tot acht werkt het best. Alleen voor de Intervisiemethode Incidenten is meer nodig."),
    )
    agreement = models.TextField(
        _("eigen afspraken"),
        blank=True,
        max_length=3000,
        validators=[refuse_bsn, refuse_stops],
        help_text=_("Wat spreken jullie af naast de vaste regels? Verandert dit, dan tekent iedereen opnieuw."),
    )
    agreement_version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("intervisiegroep")
        verbose_name_plural = _("intervisiegroepen")

    def __str__(self):
        return self.name

    @property
    def to_sign(self) -> str:
        """What a signature is for now: the rules of the house, the group's own agreement, and who came in last."""
        newest = max((member.pk for member in self.members.all()), default=0)
        return f"{AGREEMENT}.{self.agreement_version}.{newest}"


class PeerMember(models.Model):
    """That somebody is in a group; what they signed, and that they declared to manage nobody in it."""

    group = models.ForeignKey(PeerGroup, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="peer_memberships")
    is_host = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    signed_house = models.PositiveIntegerField(default=0, editable=False)
    signed_version = models.PositiveIntegerField(default=0, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    facilitated_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["joined_at", "pk"]
        verbose_name = _("lid van een intervisiegroep")
        verbose_name_plural = _("leden van intervisiegroepen")
        constraints = [models.UniqueConstraint(fields=["group", "user"], name="peer_once_per_group")]

    def __str__(self):
        return str(self.user)

    def has_signed(self, newest: datetime) -> bool:
        """Whether the signature still holds: for this agreement, and after the `newest` member came in.

        A new face can be somebody's own manager or staff, so everybody declares again.
        """
        return (
            self.signed_house == AGREEMENT
            and self.signed_version == self.group.agreement_version
            and self.signed_at is not None
            and self.signed_at >= newest
        )


class PeerInvitation(models.Model):
    """An invitation for one e-mail address; its id is the secret in the link. Gone once used."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(PeerGroup, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mailadres"))
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("uitnodiging voor een intervisiegroep")
        verbose_name_plural = _("uitnodigingen voor intervisiegroepen")
        constraints = [models.UniqueConstraint(fields=["group", "email"], name="peer_invitation_once_per_address")]

    def __str__(self):
        return self.email

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return self.sent_at + INVITED_FOR > clock.now()


class PeerSession(models.Model):
    """When the group meets, and whose turn it is to facilitate. `sequence` rises with each change (iCalendar)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(PeerGroup, models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("begint op"))
    minutes = models.PositiveSmallIntegerField(
        _("duurt (minuten)"), default=90, validators=[MinValueValidator(15), MaxValueValidator(480)]
    )
    place = models.CharField(
        _("waar"),
        max_length=200,
        blank=True,
        validators=[refuse_bsn],
        help_text=_("Een ruimte, of het adres van de videovergadering."),
    )
    facilitator = models.ForeignKey(
        PeerMember, models.SET_NULL, null=True, related_name="sessions", verbose_name=_("begeleider")
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    is_cancelled = models.BooleanField(default=False, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("intervisiebijeenkomst")
        verbose_name_plural = _("intervisiebijeenkomsten")

    def __str__(self):
        return date_format(timezone.localtime(self.starts_at), "j F Y, H:i")

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)
