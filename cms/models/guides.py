"""`/gidsen/`: the list of all guides, whatever their kind."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.models.content import PublicPage
from cms.models.serving import open_to_all


class GuideIndexPage(PublicPage):
    """All guides below it, in the order of the tree."""

    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("overzicht van gidsen")
        verbose_name_plural = _("overzichten van gidsen")

    def guides(self) -> list[Page]:
        """The public guides as pages of their own type; a query per type."""
        return list(open_to_all(Page.objects.child_of(self).live()).order_by("path").specific())

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"guides": self.guides()}
