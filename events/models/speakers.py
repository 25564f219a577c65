"""Who speaks at a meeting: invited by mail, with their own words, name and picture as they choose."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from events.models.meetings import Breakout, Event, ProgrammeItem


class SpeakerQuerySet(models.QuerySet):
    def expected(self):
        """Who speaks, or has not said no yet."""
        status = Speaker.Status
        return self.filter(status__in=(status.INVITED, status.ACCEPTED, status.PROPOSED))

    def shown(self):
        """Those whose name readers may see, in the order of their invitation."""
        return self.filter(status=Speaker.Status.ACCEPTED, shows_name=True).exclude(display_name="")


class Speaker(models.Model):
    """One person at one meeting, with or without an account. Nothing of them is shown without a tick of their own."""

    class Role(models.TextChoices):
        """Chosen per session. That somebody speaks from lived experience says something of their health: see
        `shows_role`."""

        PRACTITIONER = "practitioner", _("spreekt vanuit het werk")
        LIVED_EXPERIENCE = "lived_experience", _("spreekt uit eigen ervaring")

    class Status(models.TextChoices):
        INVITED = "invited", _("uitgenodigd")
        ACCEPTED = "accepted", _("komt")
        DECLINED = "declined", _("komt niet")
        PROPOSED = "proposed", _("stelt een ander moment voor")
        STEPPED_BACK = "stepped_back", _("heeft zich teruggetrokken")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, models.CASCADE, related_name="speakers")
    breakout = models.ForeignKey(
        Breakout, models.SET_NULL, null=True, blank=True, related_name="speakers", verbose_name=_("break-out")
    )
    item = models.ForeignKey(
        ProgrammeItem, models.SET_NULL, null=True, blank=True, related_name="speakers", verbose_name=_("onderdeel")
    )
    # What the organiser writes.
    name = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("e-mailadres"))  # lower case
    language = models.CharField(max_length=5, default="nl")
    role = models.CharField(_("rol"), max_length=20, choices=Role, default=Role.PRACTITIONER)
    message = models.TextField(_("wat we vragen"), max_length=2000, blank=True)
    fee_rule = models.CharField(_("vergoeding en reiskosten"), max_length=400)
    recording_url = models.URLField(_("opname van dit deel"), max_length=500, blank=True)
    quotes = models.ManyToManyField("cms.Quote", blank=True, related_name="+", verbose_name=_("citaten"))
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField(default=clock.now, editable=False)
    # What the speaker says.
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.INVITED)
    proposal = models.CharField(_("voorstel"), max_length=400, blank=True, validators=[refuse_bsn])
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    display_name = models.CharField(_("je naam, zoals anderen die zien"), max_length=120, blank=True)
    bio = models.TextField(_("over jou, in je eigen woorden"), max_length=1200, blank=True, validators=[refuse_bsn])
    topics = models.CharField(_("waarover mag je gevraagd worden"), max_length=200, blank=True, validators=[refuse_bsn])
    photo = models.ImageField(_("foto"), upload_to="speakers", blank=True)
    photo_alt = models.CharField(_("wat is er op de foto te zien"), max_length=160, blank=True, validators=[refuse_bsn])
    photo_credit = models.CharField(_("wie maakte de foto"), max_length=120, blank=True, validators=[refuse_bsn])
    shows_name = models.BooleanField(_("mijn naam en mijn tekst mogen op de pagina"), default=False)
    shows_photo = models.BooleanField(_("mijn foto mag op de pagina"), default=False)
    shows_role = models.BooleanField(_("mijn rol mag erbij staan"), default=False)
    takes_letters = models.BooleanField(_("lezers mogen mij met een formulier een bericht sturen"), default=False)
    allows_recording = models.BooleanField(_("mijn deel mag worden opgenomen"), default=False)
    was_shown = models.BooleanField(default=False, editable=False)  # then the page says that somebody stepped back
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["invited_at", "pk"]
        verbose_name = _("spreker")
        verbose_name_plural = _("sprekers")
        constraints = [
            models.CheckConstraint(
                condition=Q(breakout__isnull=True) | Q(item__isnull=True), name="speaker_in_one_session"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def session(self) -> Breakout | ProgrammeItem | None:
        """The part of the meeting they speak at; None for the whole."""
        return self.breakout or self.item

    @property
    def is_expected(self) -> bool:
        """Speaks, or has not said no yet; the same as `expected()` for one speaker."""
        return self.status not in (self.Status.DECLINED, self.Status.STEPPED_BACK)

    @property
    def is_shown(self) -> bool:
        """Whether readers may see the name; the same as `shown()` for one speaker."""
        return self.status == self.Status.ACCEPTED and self.shows_name and bool(self.display_name)

    @property
    def can_be_written_to(self) -> bool:
        """Whether readers may send a message through the form."""
        return self.is_shown and self.takes_letters

    @property
    def is_open(self) -> bool:
        """May still answer, and change what they said."""
        return self.status != self.Status.STEPPED_BACK and not self.event.is_cancelled


class SpeakerMaterial(models.Model):
    """Slides or a link of a speaker; the file is served by us alone, never from a folder that is open."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="materials")
    name = models.CharField(_("naam"), max_length=160, validators=[refuse_bsn])
    file = models.FileField(_("bestand"), upload_to="speakers", blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    hints = models.JSONField(default=list, blank=True)  # what would make it easier to use, in the speaker's language
    is_public = models.BooleanField(_("mag op de pagina van de bijeenkomst"), default=False)
    added_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name = _("materiaal van een spreker")
        verbose_name_plural = _("materiaal van sprekers")

    def __str__(self):
        return self.name
