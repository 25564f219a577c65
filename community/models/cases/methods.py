"""The methods of discussing a case, kept as data that editors copy and adapt. What runs keeps what it began with."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from cms import clock

KIND_NAMES = {
    "pitch": _("een korte voordracht van een casus"),
    "vote": _("een stem"),
    "story": _("het verhaal"),
    "question": _("een vraag"),
    "answer": _("een antwoord"),
    "summary": _("een samenvatting"),
    "analysis": _("een analyse"),
    "problem_statement": _("de kern van het probleem"),
    "advice": _("een advies"),
    "gossip": _("roddel (in de derde persoon)"),
    "reaction": _("een reactie"),
    "rating": _("een waardering van wat anderen schreven"),
    "reframing": _("een nieuwe formulering"),
    "core_claim": _("een kernbewering"),
    "argument": _("een argument"),
    "value": _("een waarde"),
    "idea": _("een idee"),
    "dilemma": _("het dilemma"),
    "choice": _("de eigen keuze"),
    "dialogue": _("een bijdrage aan het gesprek"),
    "commitment": _("een voornemen"),
    "insight": _("een inzicht"),
    "learning": _("wat je leerde"),
    "follow_up": _("wat er van het vorige plan kwam"),
    "agenda": _("een punt voor de agenda"),
    "association": _("een aantekening voor jezelf, na afloop gewist"),
    "reflection": _("een reflectie voor jezelf"),
    "process_note": _("een notitie over het proces"),
    "oral": _("niets: er wordt gesproken"),
}


class DiscussionMethod(ClusterableModel):
    """A method with its phases. `version` rises with every change; a discussion holds a copy of its own."""

    class Question(models.TextChoices):
        PRACTICAL = "practical", _("Wat kan ik doen? Ik zoek praktische raad")
        OWN_PART = "own_part", _("Wat is mijn eigen aandeel?")
        FEELING = "feeling", _("Wat doet dit contact met mij?")
        CONCEPT = "concept", _("Wat betekent dit eigenlijk?")
        MORAL = "moral", _("Wat is hier juist? Elke keuze heeft een nadeel")
        AGGRESSION = "aggression", _("Hoe gaan we om met lastig gedrag?")

    class Safety(models.IntegerChoices):
        NEW = 1, _("We kennen elkaar nog niet goed")
        USED = 2, _("We hebben dit al een paar keer gedaan")
        SAFE = 3, _("We zijn heel vertrouwd met elkaar")

    key = models.SlugField(_("kenmerk"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=100)
    fits = models.CharField(_("past bij"), max_length=300)
    question = models.CharField(_("soort vraag"), max_length=12, choices=Question.choices, default=Question.PRACTICAL)
    safety = models.PositiveSmallIntegerField(_("vraagt van de groep"), choices=Safety.choices, default=Safety.NEW)
    smallest = models.PositiveSmallIntegerField(
        _("minstens zoveel mensen"), default=3, validators=[MinValueValidator(2), MaxValueValidator(15)]
    )
    largest = models.PositiveSmallIntegerField(
        _("hoogstens zoveel mensen"), default=8, validators=[MinValueValidator(2), MaxValueValidator(15)]
    )
    is_live = models.BooleanField(_("kan tijdens een bijeenkomst"), default=True)
    is_in_days = models.BooleanField(_("kan over een aantal dagen"), default=True)
    gives_advice = models.BooleanField(_("met advies"), default=True)
    storage = models.CharField(_("wat wordt bewaard"), max_length=200, blank=True)
    is_offered = models.BooleanField(
        _("te kiezen"), default=True, help_text=_("Uit: nieuwe besprekingen kunnen deze methode niet kiezen.")
    )
    version = models.PositiveIntegerField(_("versie"), default=1, editable=False)
    changed_at = models.DateTimeField(_("gewijzigd"), default=clock.now, editable=False)

    class Meta:
        ordering = ["safety", "name"]
        verbose_name = _("intervisiemethode")
        verbose_name_plural = _("intervisiemethoden")

    def __str__(self):
        return self.name

    def as_data(self) -> dict:
        """The whole method as plain data (see `community.cases.method`), with its version."""
        modes = [mode for mode, allowed in (("live", self.is_live), ("async", self.is_in_days)) if allowed]
        return {
            "key": self.key,
            "version": self.version,
            "name": self.name,
            "fits": self.fits,
            "group": [self.smallest, self.largest],
            "modes": modes,
            "advice": self.gives_advice,
            "storage": self.storage,
            "phases": [phase.as_data() for phase in self.phases.all()],
        }


def _kind(label, **options):
    choices = [(kind, name) for kind, name in KIND_NAMES.items() if kind != "oral"]
    return models.CharField(label, max_length=20, choices=choices, blank=True, **options)


class MethodPhase(Orderable):
    """A phase of a method. Who writes nothing has an empty kind."""

    class Release(models.TextChoices):
        AT_ONCE = "direct", _("meteen")
        AFTER_PHASE = "na_fase", _("als de fase voorbij is")
        AUTHOR_ONLY = "alleen_auteur", _("nooit: alleen de schrijver zelf")
        NOTHING = "geen", _("er wordt niets geschreven")

    method = ParentalKey(DiscussionMethod, on_delete=models.CASCADE, related_name="phases")
    key = models.SlugField(_("kenmerk"), max_length=40)
    name = models.CharField(_("naam"), max_length=80)
    purpose = models.CharField(_("doel"), max_length=300)
    minutes = models.PositiveSmallIntegerField(
        _("minuten"), default=10, validators=[MinValueValidator(1), MaxValueValidator(180)]
    )
    days = models.PositiveSmallIntegerField(
        _("dagen"), null=True, blank=True, help_text=_("Leeg: deze stap kan alleen tijdens een bijeenkomst.")
    )
    release = models.CharField(_("anderen lezen het"), max_length=16, choices=Release.choices, default=Release.AT_ONCE)
    owner_waits = models.BooleanField(_("de inbrenger leest pas na de fase"), default=False)
    owner_does = models.CharField(_("wat de inbrenger doet"), max_length=60, blank=True)
    owner_kind = _kind(_("inbrenger schrijft"))
    participant_kind = _kind(_("deelnemers schrijven"))
    facilitator_kind = _kind(_("begeleider schrijft"))
    observer_kind = _kind(_("observator schrijft"))
    last_owner_kind = _kind(_("vorige inbrenger schrijft"))
    rules = models.TextField(_("spelregels"), blank=True, help_text=_("Eén per regel."))
    prompts = models.TextField(_("vaste velden"), blank=True, help_text=_("Eén per regel. Leeg: één tekstvak."))
    max_words = models.PositiveSmallIntegerField(
        _("hoogstens zoveel woorden"), default=0, help_text=_("0: geen grens.")
    )
    max_entries = models.PositiveSmallIntegerField(_("hoogstens zoveel per persoon"), default=0)
    picks_owner = models.BooleanField(_("aan het eind wordt een casus gekozen"), default=False)

    class Meta(Orderable.Meta):
        verbose_name = _("fase")
        verbose_name_plural = _("fasen")
        constraints = [models.UniqueConstraint(fields=["method", "key"], name="phase_once_per_method")]

    def __str__(self):
        return self.name

    WRITERS = {
        "inbrenger": "owner_kind",
        "deelnemer": "participant_kind",
        "begeleider": "facilitator_kind",
        "observator": "observer_kind",
        "inbrenger_vorige": "last_owner_kind",
    }

    def as_data(self) -> dict:
        """The phase as plain data."""
        kinds = {role: getattr(self, field) for role, field in self.WRITERS.items()}
        return {
            "key": self.key,
            "name": self.name,
            "purpose": self.purpose,
            "minutes": self.minutes,
            "days_async": self.days,
            "may_write": [f"{role}:{kind}" for role, kind in kinds.items() if kind],
            "entry_kind": "",
            "inbrenger": self.owner_does,
            "release": self.release,
            "rules": [line.strip() for line in self.rules.splitlines() if line.strip()],
            "prompts": [line.strip() for line in self.prompts.splitlines() if line.strip()],
            "owner_reads": "after_phase" if self.owner_waits else "as_released",
            "owner_writes": bool(self.owner_kind),
            "max_words": self.max_words,
            "max_entries": self.max_entries,
            "picks_owner": self.picks_owner,
        }
