"""Ambassadors: people who want to be found. Nothing of a profile is public without consent for that field."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from community.models.hideable import Hideable

CONFIRMED_FOR = timedelta(days=365)  # a profile that was not confirmed for a year is no longer shown


class ConsentField(models.TextChoices):
    """What a person decides about separately. `NAME` is needed for any publication at all."""

    NAME = "name", _("Je naam")
    ROLE = "role_label", _("Je rol of functie")
    ORGANISATION = "organisation", _("Je organisatie")
    REGIONS = "regions", _("Je regio's")
    THEMES = "themes", _("Je thema's")
    SECTORS = "sectors", _("Je werkveld")
    ASK_ME_ABOUT = "ask_me_about", _("Waarover mensen je iets kunnen vragen")
    BIO = "bio", _("Wat je over jezelf vertelt")
    AVAILABILITY = "availability", _("Wanneer en hoe vaak je kunt")
    LANGUAGES = "languages", _("De talen die je spreekt")
    PHOTO = "photo", _("Je foto")
    CONTACT = "contact", _("Een contactformulier (je e-mailadres blijft verborgen)")


class AmbassadorQuerySet(models.QuerySet):
    def consenting(self, field: str):
        """Only those who agreed to show `field` (a `ConsentField` value)."""
        given = Consent.objects.filter(profile=OuterRef("pk"), field=field, withdrawn_at=None)
        return self.filter(Exists(given))

    def public(self):
        """What a visitor may know of: presented, and not hidden by a moderator."""
        return self.presented().filter(hidden_at=None)

    def presented(self):
        """What its owner shows: published, consented to, confirmed within a year and within its dates."""
        today = timezone.localdate(clock.now())
        return (
            self.consenting(ConsentField.NAME)
            .filter(status=AmbassadorProfile.Status.PUBLISHED, confirmed_at__gt=clock.now() - CONFIRMED_FOR)
            .filter(Q(starts_on=None) | Q(starts_on__lte=today), Q(ends_on=None) | Q(ends_on__gte=today))
        )

    def with_consents(self):
        """With what each agreed to show: one query, for cards without their lists of terms."""
        given = models.Prefetch("consents", Consent.objects.filter(withdrawn_at=None), "given_consents")
        return self.prefetch_related(given)

    def with_details(self):
        """Everything a card or a page shows, in a fixed number of queries."""
        return self.with_consents().prefetch_related("regions", "themes", "sectors")


class AmbassadorProfile(Hideable):
    """One ambassador. The address in `email` is never shown: mail reaches it through the contact form only."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("concept")
        APPLIED = "applied", _("wacht op goedkeuring")
        PUBLISHED = "published", _("zichtbaar")
        PAUSED = "paused", _("tijdelijk niet zichtbaar")
        STOPPED = "stopped", _("gestopt")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="ambassador",
        verbose_name=_("account"),
    )
    slug = models.SlugField(_("vaste naam in het adres"), unique=True, max_length=80)
    email = models.EmailField(_("e-mailadres (wordt nooit getoond)"))
    language = models.CharField(
        _("taal van onze mails"), max_length=5, choices=[("nl", _("Nederlands")), ("en", _("Engels"))], default="nl"
    )
    display_name = models.CharField(_("naam"), max_length=120, validators=[refuse_bsn])
    role_label = models.CharField(_("rol of functie"), max_length=120, blank=True, validators=[refuse_bsn])
    organisation = models.CharField(_("organisatie"), max_length=160, blank=True, validators=[refuse_bsn])
    regions = models.ManyToManyField("cms.Region", blank=True, related_name="+", verbose_name=_("regio's"))
    themes = models.ManyToManyField("cms.Theme", blank=True, related_name="+", verbose_name=_("thema's"))
    sectors = models.ManyToManyField("cms.Sector", blank=True, related_name="+", verbose_name=_("werkveld"))
    ask_me_about = models.TextField(_("vraag mij over"), max_length=600, blank=True, validators=[refuse_bsn])
    bio = models.TextField(_("over mij"), max_length=2000, blank=True, validators=[refuse_bsn])
    availability = models.CharField(
        _("wanneer kun je iets voor een ander doen"), max_length=160, blank=True, validators=[refuse_bsn]
    )
    languages = models.CharField(_("talen"), max_length=120, blank=True, validators=[refuse_bsn])
    photo = models.ImageField(_("foto"), upload_to="ambassadors", blank=True)
    photo_alt = models.CharField(_("wat is er op de foto te zien"), max_length=160, blank=True, validators=[refuse_bsn])
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    starts_on = models.DateField(_("zichtbaar vanaf"), null=True, blank=True)
    ends_on = models.DateField(_("zichtbaar tot en met"), null=True, blank=True)
    applied_at = models.DateTimeField(_("aangevraagd op"), null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("laatst bevestigd op"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)  # raised by every change; refuses a stale form
    created_at = models.DateTimeField(_("gemaakt op"), default=clock.now, editable=False)

    objects = AmbassadorQuerySet.as_manager()

    class Meta:
        ordering = ["display_name", "pk"]
        verbose_name = _("ambassadeur")
        verbose_name_plural = _("ambassadeurs")
        permissions = [("approve_ambassadorprofile", "Can decide whether an ambassador is shown")]
        indexes = [models.Index(fields=["status", "display_name"], name="ambassador_by_status")]

    def __str__(self):
        return self.display_name

    @property
    def address(self) -> str:
        """Where our mail reaches them: who has an account may have changed the address since."""
        return self.user.email if self.user else self.email

    @property
    def initials(self) -> str:
        """One or two capitals for the round avatar: of the first and the last word of the name."""
        words = [word for word in self.display_name.replace("-", " ").split() if word[0].isalpha()]
        return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()

    @property
    def expires_at(self) -> datetime | None:
        """Until when the last confirmation holds; None if it was never confirmed."""
        return self.confirmed_at and self.confirmed_at + CONFIRMED_FOR

    @property
    def is_expired(self) -> bool:
        """Whether the yearly confirmation is overdue."""
        return bool(self.confirmed_at) and self.expires_at <= clock.now()

    @property
    def consented(self) -> frozenset[str]:
        """The fields with consent now; one query, none after `with_details()`."""
        rows = self.given_consents if hasattr(self, "given_consents") else self.consents.filter(withdrawn_at=None)
        return frozenset(row.field for row in rows)


class Consent(models.Model):
    """That a person agreed to show one field, and from when until when. Rows are closed, never changed."""

    profile = models.ForeignKey(AmbassadorProfile, models.CASCADE, related_name="consents")
    field = models.CharField(max_length=20, choices=ConsentField)
    given_at = models.DateTimeField(default=clock.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["given_at", "pk"]
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "field"], condition=Q(withdrawn_at=None), name="consent_once_per_field"
            )
        ]

    def __str__(self):
        return f"{self.profile} · {self.get_field_display()}"
