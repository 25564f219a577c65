"""Groups of members: open, on request, or hidden. (`Circle` in code: Django has groups of its own.)"""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn

INVITED_FOR = timedelta(days=14)
REMIND_AFTER = timedelta(days=3)
# The key of the one group that ambassadors share: who is in it follows from their profiles.
AMBASSADOR_ROOM = uuid.uuid5(uuid.NAMESPACE_URL, "leerspoor:ambassadors")


class CircleQuerySet(models.QuerySet):
    def of(self, user):
        """The groups this person is in."""
        return self.filter(members__user=user) if user.is_authenticated else self.none()


class Circle(models.Model):
    """A group. Who is in it is in `CircleMember`; what is said in it in `Conversation`."""

    class Access(models.TextChoices):
        OPEN = "open", _("Open: iedereen leest mee, leden schrijven")
        ON_REQUEST = "on_request", _("Op aanvraag: iedereen ziet dat de groep er is, alleen leden lezen en schrijven")
        HIDDEN = "hidden", _("Verborgen: alleen wie is uitgenodigd weet van de groep")

    slug = models.SlugField(_("vaste naam in het adres"), unique=True, max_length=80)
    name = models.CharField(_("naam van de groep"), max_length=120, validators=[refuse_bsn])
    summary = models.CharField(_("waar gaat de groep over"), max_length=300, validators=[refuse_bsn])
    welcome = models.TextField(_("welkom"), max_length=3000, blank=True, validators=[refuse_bsn])
    access = models.CharField(_("wie kan erbij"), max_length=12, choices=Access, default=Access.OPEN)
    # Filled while a moderator keeps it hidden: who could get in before that, and can again afterwards.
    access_before = models.CharField(max_length=12, choices=Access, blank=True, editable=False)
    themes = models.ManyToManyField("cms.Theme", blank=True, related_name="+", verbose_name=_("thema's"))
    version = models.PositiveIntegerField(default=1, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the form: sent twice it counts once
    created_at = models.DateTimeField(default=clock.now, editable=False)
    active_at = models.DateTimeField(default=clock.now, editable=False)

    objects = CircleQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("groep")
        verbose_name_plural = _("groepen")

    def __str__(self):
        return self.name

    @property
    def is_open(self) -> bool:
        return self.access == self.Access.OPEN

    @property
    def opens_again(self) -> bool:
        """Whether a moderator hid a group that everybody reads once it is shown again."""
        return self.access_before == self.Access.OPEN

    @property
    def is_ambassador_room(self) -> bool:
        return self.key == AMBASSADOR_ROOM


class CircleMember(models.Model):
    """That somebody is in a group. Hosts let people in and keep the group in order; there is always at least one."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="circle_memberships")
    is_host = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-is_host", "joined_at", "pk"]
        verbose_name = _("groepslid")
        verbose_name_plural = _("groepsleden")
        constraints = [models.UniqueConstraint(fields=["circle", "user"], name="once_per_circle")]

    def __str__(self):
        return f"{self.circle_id} · {self.user_id}"


class JoinRequest(models.Model):
    """Somebody asks to be let in. Hosts are reminded when `remind_at` has come; a refusal stays a while."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="circle_requests")
    words = models.TextField(_("waarom wil je meedoen?"), max_length=600, blank=True, validators=[refuse_bsn])
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    remind_at = models.DateTimeField(null=True, editable=False, db_index=True)
    refused_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("aanvraag voor een groep")
        verbose_name_plural = _("aanvragen voor een groep")
        constraints = [models.UniqueConstraint(fields=["circle", "user"], name="asked_once_per_circle")]
        indexes = [
            models.Index(fields=["circle", "asked_at"], condition=Q(refused_at=None), name="join_request_waiting")
        ]

    def __str__(self):
        return f"{self.circle_id} · {self.user_id}"

    @property
    def age(self) -> timedelta:
        """How long it has been waiting."""
        return clock.now() - self.asked_at


class CircleInvitation(models.Model):
    """An invitation for one e-mail address; its id is the secret in the link. Gone once used."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mailadres"))
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("uitnodiging voor een groep")
        verbose_name_plural = _("uitnodigingen voor een groep")
        constraints = [models.UniqueConstraint(fields=["circle", "email"], name="invited_once_per_circle")]

    def __str__(self):
        return self.email

    @property
    def ends_at(self) -> datetime:
        return self.sent_at + INVITED_FOR
