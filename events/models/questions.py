"""What a meeting asks of the people who come, beside name and address; and, apart from all that, what they need.

Nothing of it is needed to sign up: it is asked afterwards, on the person's own page.
"""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms import clock
from cms.identifiers import refuse_bsn
from events.models.meetings import Event
from events.models.registrations import Registration

PROXY_DOMAIN = "namens.invalid"  # RFC 2606: never anybody's domain; mail to it goes to the helper


class Question(models.Model):
    """A question of the organiser; asked of everybody, or only of those who gave a certain answer to another."""

    class Kind(models.TextChoices):
        LINE = "line", _("een regel tekst")
        TEXT = "text", _("een langere tekst")
        ONE = "one", _("kiezen: één antwoord")
        SEVERAL = "several", _("kiezen: meer antwoorden")

    event = models.ForeignKey(Event, models.CASCADE, related_name="questions")
    label = models.CharField(_("vraag"), max_length=200)
    help_text = models.CharField(_("uitleg"), max_length=200, blank=True)
    kind = models.CharField(_("soort antwoord"), max_length=10, choices=Kind, default=Kind.LINE)
    options = models.TextField(_("antwoorden om uit te kiezen"), max_length=2000, blank=True)  # one per line
    is_required = models.BooleanField(_("moet worden beantwoord"), default=False)
    depends_on = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="followers", verbose_name=_("alleen na")
    )
    depends_value = models.CharField(_("bij het antwoord"), max_length=200, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("vraag aan deelnemers")
        verbose_name_plural = _("vragen aan deelnemers")

    def __str__(self):
        return self.label

    @property
    def choices(self) -> list[str]:
        """The answers to choose from, in their order."""
        return list(dict.fromkeys(line.strip() for line in self.options.splitlines() if line.strip()))

    @property
    def is_choice(self) -> bool:
        return self.kind in (self.Kind.ONE, self.Kind.SEVERAL)


class Answer(models.Model):
    """What somebody answered; several choices stand on a line each."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    value = models.TextField(max_length=2000)

    class Meta:
        ordering = ["question__sort_order", "question_id"]
        verbose_name = _("antwoord van een deelnemer")
        verbose_name_plural = _("antwoorden van deelnemers")
        constraints = [models.UniqueConstraint(fields=["registration", "question"], name="answer_once_per_question")]

    def __str__(self):
        return self.value


class ParticipantDetails(models.Model):
    """What helps to mix groups and to prepare a speaker; all of it optional."""

    class Experience(models.TextChoices):
        NEW = "new", _("Ik begin net")
        EXPERIENCED = "experienced", _("Ik doe dit al langer")

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="details")
    function = models.CharField(_("wat je doet"), max_length=120, blank=True, validators=[refuse_bsn])
    experience = models.CharField(_("ervaring"), max_length=12, choices=Experience, blank=True)
    for_speaker = models.CharField(_("vraag aan de spreker"), max_length=400, blank=True, validators=[refuse_bsn])

    class Meta:
        verbose_name = _("gegevens van een deelnemer")
        verbose_name_plural = _("gegevens van deelnemers")

    def __str__(self):
        return self.function


class ParticipantNeeds(models.Model):
    """Wishes about access and food: only for the organiser, never exported, wiped two weeks after the meeting."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="needs")
    access = models.TextField(_("toegankelijkheid"), blank=True, validators=[MaxLengthValidator(600), refuse_bsn])
    diet = models.TextField(_("eten en drinken"), blank=True, validators=[MaxLengthValidator(400), refuse_bsn])
    consented_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("wensen van een deelnemer")
        verbose_name_plural = _("wensen van deelnemers")

    def __str__(self):
        return str(self.registration)


class SignedUpFor(models.Model):
    """That somebody signed up another person, who has no address of their own here; all mail goes to the helper."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="helper")
    name = models.CharField(_("naam van wie aanmeldt"), max_length=120)
    email = models.EmailField(_("e-mailadres van wie aanmeldt"))  # lower case
    phone = models.CharField(_("telefoonnummer van de deelnemer"), max_length=30, blank=True)
    consented_at = models.DateTimeField(default=clock.now, editable=False)  # the helper ticked that the person agrees

    class Meta:
        verbose_name = _("aangemeld door een ander")
        verbose_name_plural = _("aangemeld door een ander")

    def __str__(self):
        return self.name


def is_helped(registration: Registration) -> bool:
    """Whether somebody else signed them up, so that there is no address of their own."""
    return registration.email.endswith(f"@{PROXY_DOMAIN}")
