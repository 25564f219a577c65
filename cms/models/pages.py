"""The front door and the plain pages."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.blocks import BodyBlock
from cms.models.content import PublicPage
from cms.models.examples import PracticeExamplePage
from cms.models.handvatten import CollectionPage
from cms.models.restrictions import published
from cms.models.serving import LeanPage


class HomePage(LeanPage):
    """The front door: one per language, at `/` and `/en/`."""

    hero_title = models.CharField(
        _("kop"), max_length=120, blank=True, help_text=_("De grote zin bovenaan. Leeg: de titel van de pagina.")
    )
    introduction = models.TextField(
        _("inleiding"), blank=True, help_text=_("Twee of drie zinnen: wat vind je hier en voor wie is het?")
    )
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
        return Truncator(self.search_description or self.introduction).chars(160)

    def structured_data(self, address):
        contact = {"@type": "ContactPoint", "email": settings.SITE_EMAIL}
        return [
            {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.BASE_URL, "contactPoint": contact},
            {"@type": "WebSite", "@id": address, "name": settings.SITE_NAME, "url": address},
        ]

    def search_text(self) -> str:
        return f"{self.hero_title}\n{self.introduction}"

    def get_context(self, request, *args, **kwargs):
        handvat = self._chosen_first("featured_handvat").in_order(first=CHOSEN).first()
        example = self._chosen_first("featured_example").newest_first(first=(*CHOSEN, _is_example_of(handvat))).first()
        return super().get_context(request, *args, **kwargs) | {
            "handvat": handvat,
            "example": example,
            "collections": list(published(CollectionPage, self.locale_id).order_by("path")[:4]),
        }

    def _chosen_first(self, name):
        """The published pages from which field `name` chooses, with what the editor chose here, or on the front door
        of another language, as `chosen_here` and `chosen`."""
        model = HomePage._meta.get_field(name).related_model
        same = {"translation_key": OuterRef("translation_key")}
        elsewhere = HomePage.objects.filter(
            translation_key=self.translation_key, **{f"{name}__translation_key": OuterRef("translation_key")}
        )
        return published(model, self.locale_id).annotate(
            chosen_here=Exists(model.objects.filter(pk=getattr(self, f"{name}_id"), **same)), chosen=Exists(elsewhere)
        )


CHOSEN = ("-chosen_here", "-chosen")


def _is_example_of(handvat):
    """Orders examples of the handvat before others."""
    key = handvat.translation_key if handvat else None
    return Exists(PracticeExamplePage.objects.filter(pk=OuterRef("pk"), handvatten__translation_key=key)).desc()


class StandardPage(PublicPage):
    """A text: about us, contact, privacy, accessibility. `show_in_menus` puts it in the footer."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("tekst"))

    parent_page_types = ["cms.HomePage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("pagina")
        verbose_name_plural = _("pagina's")
