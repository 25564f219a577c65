"""Pages that ask a newcomer a few questions and answer with what fits. The answers stand in the address alone."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Value
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import SynchronizedField

from cms import reflection
from cms.models.content import PublicPage
from cms.models.examples import PracticeExamplePage
from cms.models.handvatten import HandvatPage
from cms.models.restrictions import published
from cms.models.taxonomies import Interpretation, Phase, Sector
from cms.questions import Answer, Question, ask
from cms.readings import check_questions, most_chosen

AT_MOST = 3


class FrontDoor(PublicPage):
    """A page of which there is one per language, at a fixed address below the home page."""

    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    subpage_types = []
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        abstract = True


@dataclass(slots=True)
class Step:
    """A handvat to begin with and an example of it. Where a question was left open, its answer fits."""

    handvat: HandvatPage
    example: PracticeExamplePage
    fits_sector: bool
    fits_phase: bool

    @property
    def fits(self) -> bool:
        return self.fits_sector and self.fits_phase


def _holds(model, name: str, slug: str | None):
    """Whether a page of `model` has the term `slug` in its field `name`; true where nothing was asked."""
    if slug is None:
        return Value(True)
    relation = model._meta.get_field(name)
    of_page = {relation.m2m_field_name(): OuterRef("pk"), f"{relation.m2m_reverse_field_name()}__slug": slug}
    return Exists(relation.remote_field.through.objects.filter(**of_page))


def first_steps(locale_id: int, sector: str | None = None, phase: str | None = None) -> list[Step]:
    """Up to three public handvatten that have an example: those that fit both answers, then the phase, then the rest.

    Two queries. An example is from the same sector if there is one, and stands with one handvat only if that can be.
    """
    of_handvat = published(PracticeExamplePage, locale_id).filter(
        handvatten__translation_key=OuterRef("translation_key")
    )
    handvatten = (
        published(HandvatPage, locale_id)
        .filter(Exists(of_handvat))
        .annotate(in_sector=_holds(HandvatPage, "sectors", sector), in_phase=_holds(HandvatPage, "phases", phase))
        .in_order(first=("-in_phase", "-in_sector"))[:AT_MOST]
    )
    handvatten = list(handvatten)
    examples = (
        published(PracticeExamplePage, locale_id)
        .annotate(of=F("handvatten__translation_key"), in_sector=_holds(PracticeExamplePage, "sectors", sector))
        .filter(of__in=[handvat.translation_key for handvat in handvatten])
        .newest_first(first=("-in_sector",))
    )
    examples, used, steps = list(examples), set(), []
    for handvat in handvatten:
        own = [example for example in examples if example.of == handvat.translation_key]
        example = next((example for example in own if example.pk not in used), own[0])
        used.add(example.pk)
        steps.append(Step(handvat, example, handvat.in_sector, handvat.in_phase))
    return steps


class FirstStepsPage(FrontDoor):
    """`/aan-de-slag/`: where do you work and how far are you; at most three handvatten, each with an example."""

    class Meta:
        verbose_name = _("aan de slag")
        verbose_name_plural = _("aan de slag")

    def get_context(self, request, *args, **kwargs):
        sectors = [Answer(term.slug, term.name) for term in Sector.objects.all()]
        phases = [Answer(term.slug, term.name, term.description) for term in Phase.objects.all()]
        questions = [Question("sector", _("Waar werk je?"), sectors), Question("fase", _("Hoe ver ben je?"), phases)]
        sheet = ask(questions, request.GET)
        given = sheet.answers
        steps = first_steps(self.locale_id, given.get("sector"), given.get("fase")) if given else []
        return super().get_context(request, *args, **kwargs) | {
            "sheet": sheet,
            "steps": steps,
            "fitting": sum(step.fits for step in steps),
        }


class ReadingsPage(FrontDoor):
    """`/wat-bedoelen-wij/`: the five readings, and a self-check that ends in what to read next."""

    class Meta:
        verbose_name = _("wat bedoelen wij ermee")
        verbose_name_plural = _("wat bedoelen wij ermee")

    def get_context(self, request, *args, **kwargs):
        readings = {reading.slug: reading for reading in Interpretation.objects.all()}
        sheet = ask(check_questions(readings), request.GET)
        outcome = [readings[slug] for slug in most_chosen(sheet.answers.values())]
        return super().get_context(request, *args, **kwargs) | {
            "readings": readings.values(),
            "sheet": sheet,
            "outcome": outcome,
            "examples": self._about(outcome, PracticeExamplePage).newest_first()[:AT_MOST] if outcome else [],
            "handvatten": self._about(outcome, HandvatPage).in_order()[:AT_MOST] if outcome else [],
        }

    def _about(self, readings, model):
        return published(model, self.locale_id).filter(interpretations__in=readings).distinct()


class ReflectionPage(FrontDoor):
    """`/kijk-eens/`: six lines to look at your own life. Filled in by the browser alone; on paper without script."""

    class Meta:
        verbose_name = _("kijk eens naar jezelf")
        verbose_name_plural = _("kijk eens naar jezelf")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "lines": reflection.lines(),
            "stops": reflection.STOPS,
            "open_questions": reflection.OPEN_QUESTIONS,
            "own_aid": reflection.offers_own_aid(),
            "licensed": settings.INSTRUMENT_PROVIDER == reflection.LICENSED,
            "official_tool": reflection.tool_address(),
        }
