"""Starter kits: a set of pages with which another region can begin."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable, Page

from cms.models.content import PublicPage


class StarterKit(ClusterableModel):
    """What one region worked out and others may begin with. Copying it makes drafts; the pages here stay as they are."""

    name = models.CharField(_("naam"), max_length=120, unique=True)
    description = models.TextField(_("voor wie en waarvoor"), max_length=400, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        InlinePanel("items", heading=_("Pagina's in dit pakket"), label=_("pagina"), min_num=1),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("startpakket")
        verbose_name_plural = _("startpakketten")

    def __str__(self):
        return self.name

    def pages(self) -> list[Page]:
        """The pages of the kit in its order, each as its own type and once."""
        items = self.items.select_related("page").order_by("sort_order", "pk")
        return list({item.page_id: item.page.specific for item in items}.values())


class KitPage(Orderable):
    """A page's place in a kit."""

    kit = ParentalKey(StarterKit, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("pagina"))

    panels = [PageChooserPanel("page")]

    class Meta(Orderable.Meta):
        verbose_name = _("pagina in een startpakket")

    def clean(self):
        if self.page_id and not can_be_copied(self.page.specific_class):
            raise ValidationError({"page": _("Deze soort pagina is er maar één keer, of hoort bij één bijeenkomst.")})


def can_be_copied(page_type: type[Page] | None) -> bool:
    """Whether a page of this type can stand beside its source: no list that exists once, no meeting."""
    return bool(
        page_type
        and issubclass(page_type, PublicPage)
        and page_type.max_count_per_parent is None
        and page_type.may_be_copied
    )
