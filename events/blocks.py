"""What the report of a meeting is made of: per group the points it brought in."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

KINDS = [
    ("inzicht", _("Inzicht")),
    ("voorbeeld", _("Voorbeeld")),
    ("link", _("Link")),
    ("citaat", _("Citaat")),
    ("stap", _("Volgende stap")),
]


class ReportItemBlock(blocks.StructBlock):
    """One point, in the words the editor chose for it."""

    kind = blocks.ChoiceBlock(choices=KINDS, label=_("Soort"))
    title = blocks.CharBlock(max_length=200, required=False, label=_("In één zin"))
    text = blocks.TextBlock(max_length=2000, required=False, label=_("Tekst"))
    by = blocks.CharBlock(max_length=120, required=False, label=_("Wie (rol of organisatie)"))
    url = blocks.URLBlock(max_length=500, required=False, label=_("Adres"))

    class Meta:
        label = _("Punt")
        icon = "pick"


class ReportGroupBlock(blocks.StructBlock):
    """A group with its points. `breakout` is the id by which the programme knows it; empty for the whole meeting."""

    title = blocks.CharBlock(max_length=160, label=_("Groep"))
    breakout = blocks.CharBlock(
        max_length=36,
        required=False,
        label=_("Kenmerk"),
        help_text=_("Verbindt deze groep met het programma. Laat dit staan."),
    )
    items = blocks.ListBlock(ReportItemBlock(), label=_("Punten"))

    def get_searchable_content(self, value):
        """Words only: nobody searches for an id."""
        words = super().get_searchable_content(blocks.StructValue(self, {**value, "breakout": ""}))
        return [text for text in words if text]

    class Meta:
        label = _("Groep")
        icon = "group"
        template = "events/blocks/report_group.html"
