"""What someone said, by reference, so that it can be taken back in one place."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.blocks import SnippetChooserBlock


class QuoteBlock(SnippetChooserBlock):
    """A quotation from the list. Shows nothing once that was withdrawn."""

    def __init__(self, **kwargs):
        super().__init__("cms.Quote", **kwargs)

    def get_searchable_content(self, value):
        return [value.text, value.attribution] if value and value.is_shown else []

    class Meta:
        icon = "openquote"
        label = _("Citaat")
        template = "cms/blocks/quote.html"
