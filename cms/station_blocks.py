"""The blocks of an implementation guide: stations on a line, what can lie on the track, and who travels along."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks import RICH_TEXT


def pages(label, page_type):
    """A list of pages of one type."""
    return blocks.ListBlock(blocks.PageChooserBlock(page_type=page_type, label=label), label=label, default=[])


class ObstacleBlock(blocks.StructBlock):
    """A leaf on the track: what can stand in the way, and what others did then."""

    title = blocks.CharBlock(label=_("Wat zit er tegen"), max_length=120)
    signal = blocks.CharBlock(label=_("Hoe merk je het"), required=False, max_length=300)
    others = blocks.RichTextBlock(label=_("Wat deden anderen"), required=False, features=["bold", "ul", "link"])
    examples = pages(_("Praktijkvoorbeelden"), "cms.PracticeExamplePage")

    class Meta:
        icon = "warning"
        label = _("Blad op het spoor")


class StationBlock(blocks.StructBlock):
    """A phase of the journey: what you do there, with whom, and what helps."""

    title = blocks.CharBlock(label=_("Naam van het station"), max_length=80)
    plain_title = blocks.CharBlock(
        label=_("Naam zonder beeldspraak"),
        max_length=120,
        help_text=_("Staat in de gewone weergave, zoals: Kijk wat jullie al doen."),
    )
    question = blocks.CharBlock(label=_("De vraag van dit station"), required=False, max_length=200)
    text = blocks.RichTextBlock(label=_("Wat doe je hier"), features=RICH_TEXT)
    who = blocks.CharBlock(label=_("Wie"), required=False, max_length=200)
    plain_who = blocks.CharBlock(label=_("Wie, zonder beeldspraak"), required=False, max_length=200)
    tips = blocks.ListBlock(blocks.CharBlock(label=_("Tip"), max_length=300), label=_("Tips"), default=[])
    handvatten = pages(_("Handvatten"), "cms.HandvatPage")
    examples = pages(_("Praktijkvoorbeelden"), "cms.PracticeExamplePage")
    obstacles = blocks.ListBlock(ObstacleBlock(), label=_("Bladeren op het spoor"), default=[])

    class Meta:
        icon = "site"
        label = _("Station")


class RoleBlock(blocks.StructBlock):
    """Who does what on the journey."""

    title = blocks.CharBlock(label=_("Rol"), max_length=80, help_text=_("Zoals: machinist."))
    plain_title = blocks.CharBlock(
        label=_("Rol zonder beeldspraak"), max_length=120, help_text=_("Zoals: wie de koers houdt.")
    )
    text = blocks.TextBlock(label=_("Wat doet deze rol"), max_length=500)

    class Meta:
        icon = "user"
        label = _("Rol")


class LineBlock(blocks.StreamBlock):
    """The line: its stations in order."""

    station = StationBlock()


class RolesBlock(blocks.StreamBlock):
    """Everybody on the train."""

    role = RoleBlock()
