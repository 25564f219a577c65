"""The action centre: ideas that need something, what others offer, and who was brought together.

An idea that is under way is an initiative: the same row, further along. Nothing of it is ever deleted because it
failed; it stops, with a reason and what was learnt.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from community.models.posted import Posted, PostedQuerySet
from community.privacy.contact_data import refuse_contact_data


class Need(models.TextChoices):
    """What an idea asks and an offer gives; the slug stands in addresses."""

    HANDS = "handen", _("Handen")
    KNOWLEDGE = "kennis", _("Kennis")
    MONEY = "geld", _("Geld")
    SPACE = "ruimte", _("Ruimte")
    CONTACT = "contact", _("Contact")


class Effort(models.TextChoices):
    SMALL = "klein", _("Klein: een paar uur")
    MEDIUM = "middel", _("Middel: een paar weken")
    LARGE = "groot", _("Groot: een half jaar of langer")


class IdeaQuerySet(PostedQuerySet):
    def unanswered(self):
        """Public ideas that nobody answered and that still ask for something, the longest waiting first."""
        waiting = self.public().filter(answer_due_at__isnull=False, status=Idea.Status.OPEN)
        return waiting.order_by("answer_due_at", "pk")

    def overdue(self):
        """Those that wait longer than the five working days we promise."""
        return self.unanswered().filter(answer_due_at__lte=clock.now())

    def ended(self):
        """Stopped or done, the latest first."""
        ends = (Idea.Status.STOPPED, Idea.Status.DONE)
        return self.public().filter(status__in=ends).order_by("-ended_at", "-pk")

    def with_details(self):
        """Everything a card or a page shows, in a fixed number of queries."""
        return self.select_related("region").prefetch_related("dimensions", "themes")


class Idea(Posted):
    """What somebody wants to do, and what they need for it."""

    class Status(models.TextChoices):
        OPEN = "open", _("zoekt steun")
        TALKING = "gesprek", _("in gesprek")
        CONNECTED = "verbonden", _("verbonden")
        RUNNING = "loopt", _("loopt")
        DONE = "gelukt", _("gelukt")
        STOPPED = "gestopt", _("gestopt")

    needs = models.JSONField(_("wat is er nodig"), default=list, blank=True)  # values of Need
    dimensions = models.ManyToManyField("cms.Dimension", blank=True, related_name="+", verbose_name=_("dimensies"))
    themes = models.ManyToManyField("cms.Theme", blank=True, related_name="+", verbose_name=_("thema's"))
    effort = models.CharField(_("hoeveel werk"), max_length=10, choices=Effort, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    answer_due_at = models.DateTimeField(_("antwoord beloofd voor"), null=True, blank=True, editable=False)
    stop_reason = models.TextField(
        _("waarom gestopt"), max_length=1000, blank=True, validators=[refuse_contact_data], editable=False
    )
    lesson = models.TextField(
        _("wat we leerden"), max_length=1000, blank=True, validators=[refuse_contact_data], editable=False
    )
    ended_at = models.DateTimeField(_("klaar of gestopt op"), null=True, blank=True, editable=False)
    # The practice example it became; every language has one, the Dutch page stands here.
    example = models.ForeignKey("cms.PracticeExamplePage", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = IdeaQuerySet.as_manager()

    class Meta(Posted.Meta):
        verbose_name = _("idee")
        verbose_name_plural = _("ideeën")
        permissions = [("handle_idea", "Can answer and connect ideas everywhere")]
        indexes = [models.Index(fields=["status", "answer_due_at"], name="idea_by_answer")]

    @property
    def need_labels(self) -> list[str]:
        """What is needed, in words."""
        return [Need(value).label for value in self.needs if value in Need.values]

    @property
    def has_ended(self) -> bool:
        return self.status in (self.Status.DONE, self.Status.STOPPED)


class SupportOfferQuerySet(PostedQuerySet):
    def on_offer(self):
        """What everybody may read: there for whoever can use it. What was given to one idea is between those two."""
        return self.public().filter(status=SupportOffer.Status.OPEN, idea=None)


class SupportOffer(Posted):
    """What somebody has to give: to one idea, or to whoever can use it."""

    class Status(models.TextChoices):
        OPEN = "open", _("beschikbaar")
        TAKEN = "vergeven", _("vergeven")
        CLOSED = "gesloten", _("niet meer")

    gives = models.JSONField(_("wat bied je"), default=list)  # values of Need
    idea = models.ForeignKey(Idea, models.SET_NULL, null=True, blank=True, related_name="offers")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)

    objects = SupportOfferQuerySet.as_manager()

    class Meta(Posted.Meta):
        verbose_name = _("aanbod van steun")
        verbose_name_plural = _("aanbod van steun")

    @property
    def gives_labels(self) -> list[str]:
        """What is given, in words."""
        return [Need(value).label for value in self.gives if value in Need.values]


class Match(models.Model):
    """That an idea and an offer may fit. Only two yeses open the contact data, and a no needs no reason."""

    class State(models.TextChoices):
        PROPOSED = "voorgesteld", _("wacht op een ja van beide kanten")
        AGREED = "akkoord", _("verbonden")
        DECLINED = "afgezien", _("niet doorgegaan")
        EXPIRED = "verlopen", _("verlopen")

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="matches")
    offer = models.ForeignKey(SupportOffer, models.CASCADE, related_name="matches")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    idea_yes_at = models.DateTimeField(null=True, blank=True)
    offer_yes_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = _("koppeling")
        verbose_name_plural = _("koppelingen")
        constraints = [models.UniqueConstraint(fields=["idea", "offer"], name="match_once_per_pair")]
        indexes = [models.Index(fields=["state", "expires_at"], name="match_by_expiry")]

    def __str__(self):
        return f"{self.idea} · {self.offer}"

    def yes_of(self, post: Posted):
        """When this side said yes; None while it did not."""
        return self.idea_yes_at if isinstance(post, Idea) else self.offer_yes_at


class IdeaAnswer(models.Model):
    """What became of an idea: what was done with it and what was not, and why. The last one is shown first."""

    key = models.UUIDField(unique=True, editable=False)
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="answers")
    from_team = models.BooleanField(default=False)
    did = models.TextField(_("wij deden"), max_length=1000, blank=True, validators=[refuse_contact_data])
    did_not = models.TextField(
        _("wij deden niet, omdat"), max_length=1000, blank=True, validators=[refuse_contact_data]
    )
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("antwoord op een idee")
        verbose_name_plural = _("antwoorden op ideeën")

    def __str__(self):
        return f"{self.idea}, {self.created_at:%Y-%m-%d}"


class IdeaVote(models.Model):
    """That a member feels energy for an idea: one per member, and it can be taken back."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("energiestem")
        verbose_name_plural = _("energiestemmen")
        constraints = [models.UniqueConstraint(fields=["idea", "user"], name="vote_once_per_member")]

    def __str__(self):
        return f"{self.idea_id} · {self.user_id}"


class IdeaHint(models.Model):
    """That two ideas in one area touch the same theme: told once to both owners."""

    first = models.ForeignKey(Idea, models.CASCADE, related_name="hints_as_first")
    second = models.ForeignKey(Idea, models.CASCADE, related_name="hints_as_second")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("kans voor twee ideeën")
        verbose_name_plural = _("kansen voor twee ideeën")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="hint_once_per_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="hint_in_one_order"),
        ]

    def __str__(self):
        return f"{self.first_id} · {self.second_id}"
