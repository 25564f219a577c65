"""What members say to each other: topics in a group and questions to everyone, with the posts under them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from community.models.hideable import Hideable

LONGEST = 10_000  # characters of one post


class Conversation(models.Model):
    """A topic in a group, or a question to everyone. Its first words are the opening post."""

    class Kind(models.TextChoices):
        TOPIC = "topic", _("gesprek")
        QUESTION = "question", _("vraag")

    kind = models.CharField(max_length=10, choices=Kind)
    circle = models.ForeignKey("community.Circle", models.CASCADE, null=True, blank=True, related_name="conversations")
    slug = models.SlugField(unique=True, max_length=80)  # of a question from its title; of a topic it means nothing
    title = models.CharField(_("titel"), max_length=160, validators=[refuse_bsn])
    themes = models.ManyToManyField("cms.Theme", blank=True, related_name="+", verbose_name=_("thema's"))
    is_shown = models.BooleanField(default=True, editable=False)  # false once its opening is hidden or withdrawn
    answers = models.PositiveIntegerField(default=0, editable=False)  # posts below the opening that can be read
    posted = models.PositiveIntegerField(default=0, editable=False)  # those that cannot be read included
    created_at = models.DateTimeField(default=clock.now, editable=False)
    active_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["-active_at", "-pk"]
        verbose_name = _("gesprek")
        verbose_name_plural = _("gesprekken")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="topic", circle__isnull=False) | Q(kind="question", circle=None),
                name="topic_has_a_circle",
            )
        ]
        indexes = [
            models.Index(fields=["kind", "is_shown", "-active_at"], name="conversation_by_kind"),
            models.Index(fields=["circle", "is_shown", "-active_at"], name="conversation_by_circle"),
        ]

    def __str__(self):
        return self.title

    @property
    def heading(self) -> str:
        """The title, as long as its opening can be read."""
        return self.title if self.is_shown else _("Niet meer te lezen")


class PostQuerySet(models.QuerySet):
    def readable(self):
        """Neither hidden by a moderator nor withdrawn."""
        return self.filter(hidden_at=None, withdrawn_at=None)


class Post(Hideable):
    """One contribution to a conversation: its opening, or an answer. Plain text; links are made when it is shown."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of the form: sent twice it counts once
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="posts")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="posts", verbose_name=_("schrijver")
    )
    is_opening = models.BooleanField(default=False, editable=False)
    text = models.TextField(_("tekst"), max_length=LONGEST, validators=[refuse_bsn])
    created_at = models.DateTimeField(default=clock.now, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("bijdrage")
        verbose_name_plural = _("bijdragen")
        constraints = [
            models.UniqueConstraint(fields=["conversation"], condition=Q(is_opening=True), name="one_opening")
        ]
        indexes = [
            models.Index(fields=["conversation", "created_at"], name="post_in_conversation"),
            models.Index(fields=["created_at"], name="post_by_moment"),
        ]

    def __str__(self):
        return str(self.public_id)

    @property
    def is_readable(self) -> bool:
        return self.hidden_at is None and self.withdrawn_at is None


class Mention(models.Model):
    """That a post is meant for somebody in particular. A row and not words: who leaves is gone from it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("vermelding")
        verbose_name_plural = _("vermeldingen")
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="mentioned_once_per_post")]

    def __str__(self):
        return f"{self.post_id} · {self.user_id}"


class Reaction(models.Model):
    """One word of one member to one post."""

    class Word(models.TextChoices):
        THANKS = "thanks", _("Dank je")
        HELPS = "helps", _("Dit helpt mij")
        KNOWN = "known", _("Herkenbaar")
        MORE = "more", _("Vertel meer")

    post = models.ForeignKey(Post, models.CASCADE, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reactions")
    word = models.CharField(max_length=10, choices=Word)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("reactie")
        verbose_name_plural = _("reacties")
        constraints = [models.UniqueConstraint(fields=["post", "user"], name="one_reaction_per_post")]

    def __str__(self):
        return f"{self.post_id} · {self.word}"


class Summary(models.Model):
    """What an editor makes of the answers to a question; it is read first. `handvatten` go with it."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="summary")
    text = models.TextField(_("samenvatting"), max_length=4000, validators=[refuse_bsn])
    handvatten = models.ManyToManyField("cms.HandvatPage", blank=True, related_name="+", verbose_name=_("handvatten"))
    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("samenvatting")
        verbose_name_plural = _("samenvattingen")
        permissions = [("summarise_question", "Can write the summary of a question")]

    def __str__(self):
        return str(self.conversation)
