"""Role-plays: made-up talks to practise with. Fictional by definition, and every card says so."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.identifiers import refuse_bsn
from cms.models.materials import lines_of

FEWEST, MOST = 2, 6


@dataclass(frozen=True, slots=True)
class PlayedRole:
    """One card: who you are, and what only you know."""

    name: str
    text: str


def refuse_odd_roles(text: str) -> None:
    """A validator: two to six lines, each "Naam: wat deze rol weet en wil"."""
    lines = lines_of(text)
    if not FEWEST <= len(lines) <= MOST or any(not all(map(str.strip, line.partition(":")[::2])) for line in lines):
        raise ValidationError(
            _("Schrijf twee tot zes rollen, elk op een eigen regel: de rol, een dubbele punt, de tekst.")
        )


class RolePlay(models.Model):
    """A situation, the roles in it, what the observer watches, and how long each part takes (minutes)."""

    slug = models.SlugField(_("vaste naam in het adres"), unique=True, max_length=80)
    language = models.CharField(_("taal"), max_length=5, choices=settings.LANGUAGES, default="nl")
    title = models.CharField(_("titel"), max_length=120, validators=[refuse_bsn])
    setting = models.CharField(_("waar speelt het"), max_length=120, help_text=_("Bijvoorbeeld: aan de keukentafel."))
    situation = models.TextField(_("situatie"), max_length=1000, validators=[refuse_bsn])
    roles = models.TextField(
        _("rollen"),
        max_length=3000,
        validators=[refuse_bsn, refuse_odd_roles],
        help_text=_("Per regel één rol: de rol, een dubbele punt, en wat alleen deze rol weet en wil."),
    )
    watch = models.TextField(
        _("waar let de observator op"), max_length=1000, validators=[refuse_bsn], help_text=_("Per regel één vraag.")
    )
    read_minutes = models.PositiveSmallIntegerField(
        _("minuten lezen"), default=3, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    play_minutes = models.PositiveSmallIntegerField(
        _("minuten spelen"), default=7, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    talk_minutes = models.PositiveSmallIntegerField(
        _("minuten napraten"), default=10, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    is_shown = models.BooleanField(_("staat op de site"), default=True)

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("rollenspel")
        verbose_name_plural = _("rollenspellen")

    def __str__(self):
        return self.title

    def played_roles(self) -> list[PlayedRole]:
        """The roles in their order."""
        parts = (line.partition(":") for line in lines_of(self.roles))
        return [PlayedRole(name.strip(), text.strip()) for name, _colon, text in parts]

    def questions(self) -> list[str]:
        """What the observer watches."""
        return lines_of(self.watch)

    @property
    def minutes(self) -> int:
        return self.read_minutes + self.play_minutes + self.talk_minutes
