"""What people bring to the page of a region: its coordinators or who answers instead, and its ambassadors."""

from django.utils.translation import gettext_lazy as _

from cms.models import Region
from cms.regions import Place, Section, register_section
from community import rules
from community.models import AmbassadorProfile, ConsentField, Coordinator, Idea

MOST = 6


def _coordinators(place: Place) -> dict:
    """Who coordinates this region; where nobody does, who does around it; the region's own contact comes along.

    `people` have a `name` (empty without consent) and a `role`; `fallback` is the region around that has somebody,
    or a contact of its own, None when the site itself answers.
    """
    around = [area for area in place.areas.above(place.region.pk) if area.kind != Region.Kind.COUNTRY]
    active = Coordinator.objects.active().filter(region__in=[place.region.pk, *(area.pk for area in around)])
    by_region: dict[int, list] = {}
    for row in active.select_related("user"):
        by_region.setdefault(row.region_id, []).append(rules.coordinator_card(row))
    people = by_region.get(place.region.pk, [])
    nearest = None if people else next((area for area in around if area.pk in by_region or _answers(area)), None)
    return {
        "region": place.region,
        "people": people,
        "contact": _contact(place.region),
        "fallback": nearest,
        "fallback_people": by_region.get(nearest.pk, []) if nearest else [],
        "fallback_contact": _contact(nearest) if nearest else None,
    }


def _contact(area: Region):
    """The region's own words on where to turn, or None."""
    text = getattr(area, "text", None)
    return text if text and (text.contact_role or text.contact_email) else None


def _answers(area: Region) -> bool:
    return _contact(area) is not None


def _ambassadors(place: Place) -> dict | None:
    """The ambassadors who show that they work here: as far as they agreed, and how many there are."""
    here = AmbassadorProfile.objects.public().consenting(ConsentField.REGIONS).filter(regions__in=place.within)
    profiles = list(here.distinct().order_by("display_name", "pk").with_consents())
    cards = [rules.visible_fields(profile, lists=False) for profile in profiles[:MOST]]
    return {"cards": cards, "total": len(profiles), "region": place.region} if profiles else None


def _ideas(place: Place) -> dict | None:
    """What people want to do here, the newest first; what stopped is told under "wat we leerden"."""
    found = Idea.objects.public().filter(region__in=place.within).exclude(status=Idea.Status.STOPPED)
    rows = list(found.select_related("region")[:MOST])
    return {"rows": rows, "region": place.region} if rows else None


def register() -> None:
    """Called when the app is ready."""
    register_section(
        Section("coordinators", _("Bij wie kun je terecht"), 10, "community/regions/coordinators.html", _coordinators)
    )
    register_section(Section("ambassadors", _("Ambassadeurs"), 30, "community/regions/ambassadors.html", _ambassadors))
    register_section(Section("ideas", _("Ideeën"), 35, "community/regions/ideas.html", _ideas))
