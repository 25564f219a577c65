"""Teams: colleagues who work on something together. What is theirs is closed to everybody else."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn

INVITED_FOR = timedelta(days=14)


class Team(models.Model):
    """A team or organisation that makes plans and maps; goes when its last member goes."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("naam van je team of organisatie"), max_length=120, validators=[refuse_bsn])
    organisation = models.ForeignKey(
        "cms.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("van welke organisatie"),
        help_text=_("Dan zien de leden van je team hun plannen ook op de pagina van die organisatie. Anderen niet."),
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self):
        return self.name


class TeamMember(models.Model):
    """That somebody belongs to a team. Owners invite, remove and delete; there is always at least one."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="team_memberships")
    is_owner = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["joined_at", "pk"]
        verbose_name = _("teamlid")
        verbose_name_plural = _("teamleden")
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="member_once_per_team")]

    def __str__(self):
        return str(self.user)


class TeamInvitation(models.Model):
    """An invitation for one e-mail address; its id is the secret in the link. Gone once used."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mailadres"))
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("uitnodiging voor een team")
        verbose_name_plural = _("uitnodigingen voor een team")
        constraints = [models.UniqueConstraint(fields=["team", "email"], name="invitation_once_per_address")]

    def __str__(self):
        return self.email

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return self.sent_at + INVITED_FOR > clock.now()
