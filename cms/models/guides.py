"""`/gidsen/`: the list of all guides, whatever their kind."""

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms.models.content import PublicPage
from cms.models.restrictions import open_to_all


class GuideIndexPage(PublicPage):
    """All guides below it, in the order of the tree, to be narrowed down by kind and by what they are about."""

    max_count_per_parent = 1
    parent_page_types = ["cms.HomePage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("overzicht van gidsen")
        verbose_name_plural = _("overzichten van gidsen")

    def guides(self) -> list[Page]:
        """The public guides as pages of their own type; a query per type."""
        return list(open_to_all(Page.objects.child_of(self).live()).order_by("path").specific())

    def chosen(self, asked: QueryDict):
        """The guides that `asked` describes, as a Narrowed with their ids and a list of them. Two queries more."""
        from cms.search.pages import narrow_pages

        guides = {guide.pk: guide for guide in self.guides()}
        narrowed = narrow_pages(list(guides), self.locale.language_code, asked)
        return narrowed, [guides[pk] for pk in narrowed.kept]

    def get_context(self, request, *args, **kwargs):
        narrowed, guides = self.chosen(request.GET)
        return super().get_context(request, *args, **kwargs) | {"listing": narrowed, "guides": guides}
