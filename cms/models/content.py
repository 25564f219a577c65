"""What all pages of the knowledge side share."""

from collections.abc import Sequence
from functools import partial

from django import forms
from django.conf import settings
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.glossary import explain
from cms.language_of_parts import mark_language
from cms.models.publishing import AskedPage, PublicPageForm, plain_text
from cms.models.serving import LeanPage


def checkboxes(name: str) -> FieldPanel:
    """A panel in which every term of a taxonomy is a box to tick."""
    return FieldPanel(name, widget=forms.CheckboxSelectMultiple)


class OriginPanel(FieldPanel):
    """Where a page was copied from; nothing where it was not."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            return super().is_shown() and self.instance.copied_from_id is not None


class PublicPage(AskedPage, LeanPage):
    """A page that has a short text for lists, search results and the `description` of its head."""

    summary = models.TextField(
        _("in het kort"),
        max_length=400,
        blank=True,
        help_text=_("Eén of twee zinnen. Deze staan in lijsten, in zoekresultaten en boven de tekst."),
    )

    base_form_class = PublicPageForm
    explain_terms = models.BooleanField(
        _("leg begrippen uit"),
        default=True,
        help_text=_("De eerste keer dat een begrip in de tekst staat, wordt het een link naar de uitleg."),
    )

    copied_from = models.ForeignKey(
        Page, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("overgenomen van")
    )
    copied_for = models.ForeignKey(
        "cms.Region", models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("voor de regio")
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    settings_panels = [
        *Page.settings_panels,
        FieldPanel("explain_terms"),
        OriginPanel("copied_from", read_only=True),
    ]
    may_be_copied = True
    """Whether a starter kit may hold pages of this type."""
    names_people = False
    """Whether it tells of people who can be recognised: then it is theirs, and not copied."""
    not_copied: tuple[str, ...] = ()
    """Fields that a copy for another region begins without; the classes above add their own."""

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """One line about the page, at most 160 characters."""
        return Truncator(self.search_description or self.summary).chars(160)

    @property
    def text_language(self) -> str:
        """The code of the language its words are in: an alias shows the words of the page it mirrors."""
        return settings.LANGUAGE_CODE if self.alias_of_id else (get_language() or settings.LANGUAGE_CODE)

    PAPER = "paper"
    preview_modes = [("", _("Op het scherm")), (PAPER, _("Op papier"))]

    def serve_preview(self, request, mode_name):
        """As Wagtail's; on paper with the style sheet for printing."""
        request.on_paper = mode_name == self.PAPER
        return super().serve_preview(request, mode_name)

    def left_behind(self) -> dict:
        """The fields that a copy for another region begins without, with the empty value of each."""
        names = {name for above in type(self).__mro__ for name in vars(above).get("not_copied", ())}
        return {name: self._meta.get_field(name).get_default() for name in names}

    def serve(self, request, *args, **kwargs):
        """As Wagtail's, with Dutch words marked below `/en/`, and with links to the glossary unless those are off."""
        response = super().serve(request, *args, **kwargs)
        if hasattr(response, "add_post_render_callback"):
            response.add_post_render_callback(partial(mark_language, self))
            if self.explain_terms:
                response.add_post_render_callback(partial(explain, self))
        return response

    def search_text(self) -> str:
        """The page's own words as plain text, for the search index. Page types add to it what stands elsewhere."""
        texts = [
            plain_text(field, getattr(self, field.name))
            for field in self._meta.fields
            if isinstance(field, models.TextField | models.CharField | StreamField)
            and field.model._meta.label != "wagtailcore.Page"
            and field.name not in self.unsearched_fields
            and not getattr(field, "choices", None)
        ]
        return "\n".join(text for text in texts if text)

    unsearched_fields: tuple[str, ...] = ()


class ContentPage(PublicPage):
    """Knowledge: how it is found, where it comes from, and until when it holds."""

    audiences = ParentalManyToManyField("cms.Audience", blank=True, verbose_name=_("voor wie"), related_name="+")
    dimensions = ParentalManyToManyField("cms.Dimension", blank=True, verbose_name=_("dimensies"), related_name="+")
    sectors = ParentalManyToManyField("cms.Sector", blank=True, verbose_name=_("sectoren"), related_name="+")
    regions = ParentalManyToManyField("cms.Region", blank=True, verbose_name=_("regio's"), related_name="+")
    themes = ParentalManyToManyField("cms.Theme", blank=True, verbose_name=_("thema's"), related_name="+")
    phases = ParentalManyToManyField("cms.Phase", blank=True, verbose_name=_("fasen"), related_name="+")
    scales = ParentalManyToManyField("cms.Scale", blank=True, verbose_name=_("schalen"), related_name="+")
    interpretations = ParentalManyToManyField(
        "cms.Interpretation", blank=True, verbose_name=_("invullingen"), related_name="+"
    )
    related_models = ParentalManyToManyField(
        "cms.RelatedModel", blank=True, verbose_name=_("verwante modellen"), related_name="+"
    )
    provenance = models.TextField(
        _("herkomst"),
        blank=True,
        help_text=_("Waar komt dit vandaan? Noem de bijeenkomst, het onderzoek of de praktijk."),
    )
    last_reviewed_on = models.DateField(
        _("laatst bijgewerkt"),
        null=True,
        blank=True,
        help_text=_("De dag waarop iemand de inhoud voor het laatst heeft nagekeken."),
    )
    review_before = models.DateField(
        _("herzien voor"), null=True, blank=True, help_text=_("Voor deze dag kijkt de redactie de tekst weer na.")
    )

    # What a page type says of itself with `Provenance` or `ChangeDate`; the others have nothing to say here.
    origin: Sequence = ()
    source_url = source_title = ""
    changed_on = None

    asked_before_publishing = ("summary", "audiences", "provenance")
    not_copied = ("provenance", "last_reviewed_on", "review_before")
    unsearched_fields = ("provenance",)

    promote_panels = [
        MultiFieldPanel(
            [
                checkboxes("audiences"),
                checkboxes("dimensions"),
                checkboxes("themes"),
                checkboxes("phases"),
                checkboxes("scales"),
                checkboxes("sectors"),
                checkboxes("regions"),
                checkboxes("interpretations"),
                checkboxes("related_models"),
            ],
            heading=_("Waarop mensen dit vinden"),
        ),
        MultiFieldPanel(
            [FieldPanel("provenance"), FieldPanel("last_reviewed_on"), FieldPanel("review_before")],
            heading=_("Herkomst en onderhoud"),
        ),
        *Page.promote_panels,
    ]

    class Meta:
        abstract = True
