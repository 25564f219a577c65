"""An implementation guide in the image of a railway: a line of stations that a team travels along."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.blocks import RICH_TEXT
from cms.models.content import ContentPage, PublicPage
from cms.models.restrictions import open_to_all
from cms.station_blocks import LineBlock, RolesBlock
from cms.steps import ITINERARY, Obstacle, Step

PLAIN = "gewoon"


class ImplementationGuidePage(ContentPage):
    """Stations with what to do there, obstacles with what others did, and roles.

    `?vorm=gewoon` shows the same as numbered steps, without the image and its words.
    """

    introduction = RichTextField(_("inleiding"), blank=True, features=RICH_TEXT)
    plain_introduction = RichTextField(
        _("inleiding zonder beeldspraak"),
        blank=True,
        features=RICH_TEXT,
        help_text=_("Staat in de gewone weergave, in plaats van de twee teksten hierboven."),
    )
    stations = StreamField(LineBlock(), verbose_name=_("de lijn"), blank=True)
    roles = StreamField(RolesBlock(), verbose_name=_("wie reist er mee"), blank=True)

    plan_kind = ITINERARY

    parent_page_types = ["cms.GuideIndexPage"]
    subpage_types = []
    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("plain_introduction"),
        FieldPanel("stations"),
        FieldPanel("roles"),
    ]

    class Meta:
        verbose_name = _("gids met een reis")
        verbose_name_plural = _("gidsen met een reis")

    def steps(self) -> list[Step]:
        """The stations in order, with the public pages they point to, in this page's language. One query.

        Read from the stored form: the stream itself would fetch the pages of every list once more.
        """
        stored = [(block["id"], block["value"]) for block in self.stations.get_prep_value()]
        linked = self._linked([value for _key, value in stored])
        return [
            Step(
                key=key,
                title=value["title"],
                plain_title=value["plain_title"],
                question=value.get("question", ""),
                text=value["text"],
                who=value.get("who", ""),
                plain_who=value.get("plain_who", ""),
                tips=_values(value, "tips"),
                handvatten=_among(linked, value, "handvatten"),
                examples=_among(linked, value, "examples"),
                obstacles=[_obstacle(item["id"], item["value"], linked) for item in value.get("obstacles", [])],
                url=f"{self.url or ''}#station-{number}",
            )
            for number, (key, value) in enumerate(stored, start=1)
        ]

    def _linked(self, stations: list[dict]) -> dict:
        """The public pages that the stations name, in this language, by the key that an editor chose."""
        holders = stations + [item["value"] for station in stations for item in station.get("obstacles", [])]
        chosen = {pk for holder in holders for name in ("handvatten", "examples") for pk in _values(holder, name)}
        keys = Page.objects.filter(pk__in=chosen).values("translation_key")
        versions = list(open_to_all(Page.objects.live().filter(translation_key__in=keys)))
        here = {page.translation_key: page for page in versions if page.locale_id == self.locale_id}
        return {page.pk: here[page.translation_key] for page in versions if page.translation_key in here}

    def get_context(self, request, *args, **kwargs):
        from cms.search.related import terms_and_related

        terms, related = terms_and_related(self)
        return super().get_context(request, *args, **kwargs) | {
            "steps": self.steps(),
            "plain": request.GET.get("vorm") == PLAIN,
            "terms": terms,
            "related": related,
        }


def _obstacle(key: str, value: dict, linked: dict) -> Obstacle:
    return Obstacle(
        key=key,
        title=value["title"],
        signal=value.get("signal", ""),
        others=value.get("others", ""),
        examples=_among(linked, value, "examples"),
    )


def _values(holder: dict, name: str) -> list:
    """The values of a stored list block; what is empty counts as absent."""
    return [item["value"] for item in holder.get(name, []) if item["value"]]


def _among(linked: dict, holder: dict, name: str) -> list:
    """The pages of a stored list of pages, each once."""
    return [linked[pk] for pk in dict.fromkeys(_values(holder, name)) if pk in linked]
