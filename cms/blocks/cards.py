"""Cards of other pages. A page that is hidden or gone leaves nothing behind."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class HandvatCardBlock(blocks.PageChooserBlock):
    """The card of one handvat, in the language of the page it stands on."""

    def __init__(self, **kwargs):
        super().__init__(page_type="cms.HandvatPage", **kwargs)

    class Meta:
        icon = "pick"
        label = _("Kaart van een handvat")
        template = "cms/blocks/handvat_card.html"


class ExampleCardBlock(blocks.PageChooserBlock):
    """The card of one practice example."""

    def __init__(self, **kwargs):
        super().__init__(page_type="cms.PracticeExamplePage", **kwargs)

    class Meta:
        icon = "group"
        label = _("Kaart van een praktijkvoorbeeld")
        template = "cms/blocks/example_card.html"
