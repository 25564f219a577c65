"""What a guide holds besides its lessons: recommendations with a number of their own, dilemmas, looks inside."""

from collections import Counter

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

SHORT_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]


def themes() -> list[tuple[str, str]]:
    """The themes as choices: slug and name."""
    return _terms("Theme")


def audiences() -> list[tuple[str, str]]:
    """The audiences as choices: slug and name."""
    return _terms("Audience")


def _terms(model: str) -> list[tuple[str, str]]:
    return [(term.slug, term.name) for term in apps.get_model("cms", model).objects.all()]


class TermsBlock(blocks.MultipleChoiceBlock):
    """Terms by their slug. Slugs are text already: Wagtail would ask for all terms to find that out, for each value."""

    def normalize_choice(self, value):
        return value


class RecommendationValue(blocks.StructValue):
    """Adds the anchor by which others link to it."""

    @cached_property
    def anchor(self) -> str:
        return f"aanbeveling-{self['number']}"


class RecommendationBlock(blocks.StructBlock):
    """One recommendation. Its number is its address within the guide, whatever its place in the order."""

    number = blocks.IntegerBlock(
        label=_("Nummer"),
        min_value=1,
        max_value=999,
        help_text=_("Staat in het adres (#aanbeveling-3). Laat het staan als je de volgorde verandert."),
    )
    title = blocks.CharBlock(label=_("Aanbeveling"), max_length=160)
    text = blocks.RichTextBlock(label=_("Uitleg"), features=SHORT_TEXT, required=False)
    lesson = blocks.IntegerBlock(
        label=_("Hoort bij les"),
        min_value=1,
        required=False,
        help_text=_("Het nummer van de les, zoals het op de site staat."),
    )
    themes = TermsBlock(label=_("Thema's"), choices=themes, required=False)
    audiences = TermsBlock(label=_("Voor wie"), choices=audiences, required=False)

    class Meta:
        icon = "pick"
        label = _("Aanbeveling")
        value_class = RecommendationValue


class RecommendationsBlock(blocks.StreamBlock):
    """The recommendations of one guide: no number twice."""

    recommendation = RecommendationBlock()

    def clean(self, value):
        cleaned = super().clean(value)
        times = Counter(block.value["number"] for block in cleaned)
        doubled = {
            place: ValidationError(_("Dit nummer is al in gebruik. Kies een ander nummer."))
            for place, block in enumerate(cleaned)
            if times[block.value["number"]] > 1
        }
        if doubled:
            raise StreamBlockValidationError(block_errors=doubled)
        return cleaned


class DilemmaBlock(blocks.StructBlock):
    """Two things that both matter and pull in different directions."""

    question = blocks.CharBlock(
        label=_("Vraag"), max_length=160, help_text=_("Bijvoorbeeld: snel beginnen of wachten?")
    )
    one_side = blocks.TextBlock(label=_("Aan de ene kant"))
    other_side = blocks.TextBlock(label=_("Aan de andere kant"))
    what_helps = blocks.RichTextBlock(label=_("Wat anderen hielp"), features=SHORT_TEXT, required=False)

    class Meta:
        icon = "help"
        label = _("Dilemma")


class LookBlock(blocks.StructBlock):
    """A look inside an organisation: what they do, in a few lines."""

    organisation = blocks.CharBlock(label=_("Organisatie"), max_length=160)
    place = blocks.CharBlock(label=_("Plaats"), max_length=120, required=False)
    text = blocks.RichTextBlock(label=_("Tekst"), features=SHORT_TEXT)

    class Meta:
        icon = "view"
        label = _("Kijkje in de keuken")
