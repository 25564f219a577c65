"""Buddies (maatjes): colleagues who go along with each other for some weeks. Every moment that is due stands in a row."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from community.privacy.contact_data import refuse_contact_data

HEARS_WITHIN = timedelta(days=14)  # nobody who waits goes without a message for longer
ANSWER_WITHIN = timedelta(days=7)
CHECK_WEEKS = (1, 4, 8)


class Moment(models.TextChoices):
    MORNING = "ochtend", _("Doordeweeks in de ochtend")
    AFTERNOON = "middag", _("Doordeweeks in de middag")
    EVENING = "avond", _("Doordeweeks in de avond")
    WEEKEND = "weekend", _("In het weekend")


class How(models.TextChoices):
    EITHER = "allebei", _("Maakt niet uit")
    MEET = "samen", _("Liever bij elkaar")
    ONLINE = "online", _("Liever online")


class BuddyProfileQuerySet(models.QuerySet):
    def waiting(self):
        """Who looks now: not on pause, with an account that works, and with room for one more."""
        offered = models.Count("matches_as_offer", filter=Q(matches_as_offer__state__in=BuddyMatch.BUSY), distinct=True)
        asked = models.Count("matches_as_ask", filter=Q(matches_as_ask__state__in=BuddyMatch.BUSY), distinct=True)
        found = self.filter(paused_at=None, user__is_active=True).annotate(busy=offered + asked)
        return found.filter(busy__lt=models.F("capacity"))

    def with_words(self):
        """With all that a match goes by, in a fixed number of queries."""
        return self.select_related("user").prefetch_related("regions", "sectors", "themes")


class BuddyProfile(models.Model):
    """That a member offers to be a buddy, or asks for one. Only whoever it is proposed to reads it, without a name."""

    class Side(models.TextChoices):
        ASK = "vraagt", _("Ik zoek een maatje")
        OFFER = "biedt", _("Ik wil maatje zijn")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="buddy_profiles")
    side = models.CharField(max_length=10, choices=Side)
    about = models.TextField(_("over jou"), max_length=1000, validators=[refuse_contact_data])
    regions = models.ManyToManyField("cms.Region", blank=True, related_name="+", verbose_name=_("regio's"))
    sectors = models.ManyToManyField("cms.Sector", blank=True, related_name="+", verbose_name=_("werkveld"))
    themes = models.ManyToManyField("cms.Theme", blank=True, related_name="+", verbose_name=_("thema's"))
    moments = models.JSONField(_("wanneer kun je"), default=list)  # values of Moment
    how = models.CharField(_("hoe"), max_length=10, choices=How, default=How.EITHER)
    weeks = models.PositiveSmallIntegerField(_("hoeveel weken"), default=12)
    capacity = models.PositiveSmallIntegerField(_("voor hoeveel mensen tegelijk"), default=1)
    language = models.CharField(max_length=5, default="nl", editable=False)
    paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    waiting_since = models.DateTimeField(default=clock.now, editable=False)
    hear_by = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)  # raised by every change; refuses a stale form

    objects = BuddyProfileQuerySet.as_manager()

    class Meta:
        ordering = ["waiting_since", "pk"]
        verbose_name = _("maatjesprofiel")
        verbose_name_plural = _("maatjesprofielen")
        constraints = [models.UniqueConstraint(fields=["user", "side"], name="buddy_once_per_side")]
        indexes = [models.Index(fields=["hear_by"], name="buddy_by_message")]

    def __str__(self):
        return f"{self.get_side_display()} ({self.pk})"


class BuddyMatchQuerySet(models.QuerySet):
    def of(self, user):
        """The matches somebody is in, on either side."""
        return self.filter(Q(offer__user=user) | Q(ask__user=user))

    def with_people(self):
        """With both sides and their accounts."""
        return self.select_related("offer__user", "ask__user")


class BuddyMatch(models.Model):
    """Two people who may become each other's buddy, are, or were. Who stopped is not written down."""

    class State(models.TextChoices):
        PROPOSED = "voorstel", _("voorstel")
        RUNNING = "loopt", _("loopt")
        ENDED = "klaar", _("afgerond")
        STOPPED = "gestopt", _("gestopt")
        DECLINED = "afgezien", _("niet doorgegaan")
        EXPIRED = "verlopen", _("verlopen")

    BUSY = (State.PROPOSED, State.RUNNING)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    offer = models.ForeignKey(BuddyProfile, models.CASCADE, related_name="matches_as_offer")
    ask = models.ForeignKey(BuddyProfile, models.CASCADE, related_name="matches_as_ask")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    reasons = models.JSONField(default=dict)  # what they share: names of words by kind
    proposed_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    offer_yes_at = models.DateTimeField(null=True, blank=True)
    ask_yes_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    next_check_at = models.DateTimeField(null=True, blank=True)
    checks = models.PositiveSmallIntegerField(default=0)  # how many times we asked how it goes
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = BuddyMatchQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = _("maatjes")
        verbose_name_plural = _("maatjes")
        constraints = [
            models.UniqueConstraint(
                fields=["ask"], condition=Q(state__in=["voorstel", "loopt"]), name="one_buddy_at_a_time"
            )
        ]
        indexes = [
            models.Index(fields=["state", "expires_at"], name="buddies_by_expiry"),
            models.Index(fields=["state", "ends_at"], name="buddies_by_end"),
            models.Index(fields=["state", "next_check_at"], name="buddies_by_check"),
        ]

    def __str__(self):
        return f"{self.pk}: {self.get_state_display()}"

    def mine(self, user) -> BuddyProfile:
        """The side of this person, who is in it."""
        return self.offer if self.offer.user_id == user.pk else self.ask

    def other(self, user) -> BuddyProfile:
        """The side of the other one."""
        return self.ask if self.offer.user_id == user.pk else self.offer

    def yes_of(self, profile: BuddyProfile):
        """When this side said yes; None while it did not."""
        return self.offer_yes_at if profile.pk == self.offer_id else self.ask_yes_at


class BuddyBlock(models.Model):
    """That two people are never proposed to each other again. Only whoever asked for it knows."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("blokkade")
        verbose_name_plural = _("blokkades")
        constraints = [models.UniqueConstraint(fields=["user", "blocked"], name="buddy_block_once")]

    def __str__(self):
        return str(self.pk)


class BuddyReflection(models.Model):
    """What somebody keeps of it for themselves. Nobody else reads it: not the other, not us."""

    match = models.ForeignKey(BuddyMatch, models.CASCADE, related_name="reflections")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(_("wat neem je mee"), max_length=4000, validators=[refuse_contact_data])
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("terugblik")
        verbose_name_plural = _("terugblikken")
        constraints = [models.UniqueConstraint(fields=["match", "user"], name="reflection_once_per_person")]

    def __str__(self):
        return str(self.pk)
