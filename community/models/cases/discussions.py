"""A discussion of one case. Every text in it is sealed with a key of its own, which is kept elsewhere."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms import clock
from community.cases.method import ROLES, Method, Phase
from community.models.cases.groups import PeerGroup, PeerSession


class CaseDiscussion(models.Model):
    """A case in a group, by a method. `title`, `question` and `plan` are sealed; see `community.cases.vault`.

    `text_key` and `plan_key` are the names of the two keys: the text is wiped some weeks after the end, the plan
    stays. `version` counts every move and every change of what is not an entry.
    """

    class State(models.TextChoices):
        PROPOSED = "a_proposed", _("wacht op de begeleider")
        RUNNING = "b_running", _("loopt")
        CLOSED = "c_closed", _("afgerond")
        STOPPED = "d_stopped", _("gestopt")

    class Mode(models.TextChoices):
        LIVE = "live", _("tijdens een bijeenkomst")
        DAYS = "async", _("over een aantal dagen")
        MIXED = "mixed", _("afwisselend")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the form: sent twice it counts once
    group = models.ForeignKey(PeerGroup, models.CASCADE, related_name="discussions")
    session = models.ForeignKey(PeerSession, models.SET_NULL, null=True, related_name="discussions")
    method_data = models.JSONField(editable=False)
    method_key = models.SlugField(max_length=40, editable=False)
    mode = models.CharField(max_length=5, choices=Mode.choices)
    pace = models.CharField(max_length=5, choices=Mode.choices[:2])
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    phase_number = models.PositiveSmallIntegerField(default=0)
    phase_started_at = models.DateTimeField(null=True)
    phase_due_at = models.DateTimeField(null=True)
    came_from_before = models.BooleanField(default=False)  # the last step was forward: it may be undone
    reminded_for = models.DateTimeField(null=True)  # the deadline that was reminded of
    version = models.PositiveIntegerField(default=1)
    is_anonymous = models.BooleanField(default=False)
    text_key = models.UUIDField(default=uuid.uuid4, editable=False)
    plan_key = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.BinaryField(null=True)
    question = models.BinaryField(null=True)
    plan = models.BinaryField(null=True)
    look_back_on = models.DateField(null=True)
    look_back_reminded_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    started_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    wipe_at = models.DateTimeField(null=True, db_index=True)
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("casusbespreking")
        verbose_name_plural = _("casusbesprekingen")

    def __str__(self):
        return str(self.public_id)  # never the title: this stands in logs

    @cached_property
    def method(self) -> Method:
        """As it was when the discussion began."""
        return Method.from_data(self.method_data)

    @property
    def phase(self) -> Phase:
        """The phase that runs, or in which it ended."""
        return self.method.phases[self.phase_number]

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING

    @property
    def has_ended(self) -> bool:
        return self.state in (self.State.CLOSED, self.State.STOPPED)

    @property
    def is_live_now(self) -> bool:
        return self.is_running and self.pace == self.Mode.LIVE


class CaseParticipant(models.Model):
    """Somebody's part in a discussion. Stays as the proof of attendance, without a name once the account is gone."""

    discussion = models.ForeignKey(CaseDiscussion, models.CASCADE, related_name="participants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="case_parts")
    role = models.CharField(max_length=12, choices=[(role, role) for role in ROLES])
    has_left = models.BooleanField(default=False)
    attended = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("deelname aan een casusbespreking")
        verbose_name_plural = _("deelnames aan casusbesprekingen")
        constraints = [models.UniqueConstraint(fields=["discussion", "user"], name="once_per_discussion")]

    def __str__(self):
        return str(self.pk)


class CaseEntry(models.Model):
    """What somebody wrote in a phase, sealed. Without `text`: taken back, or wiped."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("eigen aantekening")
        POSTED = "posted", _("geplaatst")
        WITHDRAWN = "withdrawn", _("weggehaald")

    class Rating(models.TextChoices):
        NONE = "", _("nog niet")
        COLD = "cold", _("koud")
        LUKEWARM = "lukewarm", _("lauw")
        WARM = "warm", _("warm")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the form, and of the seal
    discussion = models.ForeignKey(CaseDiscussion, models.CASCADE, related_name="entries")
    author = models.ForeignKey(CaseParticipant, models.CASCADE, related_name="entries")
    phase_number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    text = models.BinaryField(null=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.POSTED)
    is_anonymous = models.BooleanField(default=False)
    answers = models.ForeignKey("self", models.SET_NULL, null=True, related_name="replies")
    rating = models.CharField(max_length=10, choices=Rating.choices, default=Rating.NONE, blank=True)
    is_usable = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("bijdrage aan een casusbespreking")
        verbose_name_plural = _("bijdragen aan casusbesprekingen")

    def __str__(self):
        return str(self.key)


class CaseLogEntry(models.Model):
    """The case's own log: who read it, who moved a phase, who came in from outside and why. No words of the case."""

    class Act(models.TextChoices):
        READ = "read", _("las de casus")
        PROPOSED = "proposed", _("bracht een casus in")
        RELEASED = "released", _("gaf de casus vrij")
        SENT_BACK = "sent_back", _("gaf de casus terug")
        MOVED = "moved", _("ging naar de volgende fase")
        UNDONE = "undone", _("ging terug naar de vorige fase")
        PICKED = "picked", _("legde de gekozen casus vast")
        WITHDREW = "withdrew", _("haalde een bijdrage weg")
        ROLES = "roles", _("wijzigde wie wat doet")
        CLOSED = "closed", _("rondde de bespreking af")
        STOPPED = "stopped", _("stopte de bespreking")
        WIPED = "wiped", _("de tekst is gewist")
        BROKE_GLASS = "broke_glass", _("las de casus van buiten de groep")

    discussion = models.ForeignKey(CaseDiscussion, models.CASCADE, related_name="log")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    act = models.CharField(max_length=12, choices=Act.choices)
    phase_number = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("regel in het logboek van een casus")
        verbose_name_plural = _("regels in het logboek van een casus")

    def __str__(self):
        return self.act
