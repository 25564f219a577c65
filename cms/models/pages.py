"""The front door and the plain pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.blocks import BodyBlock
from cms.models.content import PublicPage
from cms.models.examples import PracticeExamplePage
from cms.models.handvatten import CollectionPage, HandvatPage


class HomePage(Page):
    """The front door: one per language, at `/` and `/en/`."""

    hero_title = models.CharField(_("kop"), max_length=120, blank=True, help_text=_("De grote zin bovenaan. Leeg: de titel van de pagina."))
    introduction = models.TextField(_("inleiding"), blank=True, help_text=_("Twee of drie zinnen: wat vind je hier en voor wie is het?"))
    featured_handvat = models.ForeignKey(
        "cms.HandvatPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uitgelicht handvat"),
        help_text=_("Leeg: het eerste handvat."),
    )
    featured_example = models.ForeignKey(
        "cms.PracticeExamplePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uitgelicht praktijkvoorbeeld"),
        help_text=_("Leeg: een voorbeeld bij het uitgelichte handvat, of anders het nieuwste."),
    )

    max_count = 2
    parent_page_types = ["wagtailcore.Page"]
    override_translatable_fields = [SynchronizedField("slug")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("hero_title"),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [PageChooserPanel("featured_handvat"), PageChooserPanel("featured_example")], heading=_("Uitgelicht")
        ),
    ]

    class Meta:
        verbose_name = _("voorpagina")

    @property
    def description(self) -> str:
        return self.search_description or self.introduction[:160]

    def search_text(self) -> str:
        return f"{self.hero_title}\n{self.introduction}"

    def get_context(self, request, *args, **kwargs):
        handvat = self._chosen("featured_handvat", HandvatPage) or self._public(HandvatPage).in_order().first()
        example = self._chosen("featured_example", PracticeExamplePage) or self._public(PracticeExamplePage).newest_for(handvat)
        collections = self._public(CollectionPage).order_by("path")[:4]
        return super().get_context(request, *args, **kwargs) | {
            "handvat": handvat,
            "example": example,
            "collections": collections,
        }

    def _public(self, model):
        return model.objects.live().public().filter(locale_id=self.locale_id)

    def _chosen(self, name, model):
        """What the editor chose here or, in a translation, on the Dutch front door; in this page's language."""
        keys = HomePage.objects.filter(translation_key=self.translation_key).order_by("-pk").values_list("pk", f"{name}__translation_key")
        chosen = [key for _pk, key in sorted(keys, key=lambda row: row[0] != self.pk) if key]
        return self._public(model).filter(translation_key=chosen[0]).first() if chosen else None


class StandardPage(PublicPage):
    """A text: about us, contact, privacy, accessibility. `show_in_menus` puts it in the footer."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("tekst"))

    parent_page_types = ["cms.HomePage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("gewone pagina")
        verbose_name_plural = _("gewone pagina's")
