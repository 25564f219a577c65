"""What people bring to the page of a region: its coordinators or who answers instead, and its ambassadors."""

from django.db.models import BooleanField, CharField, F, Value
from django.utils.translation import gettext_lazy as _

from cms.models import Region
from cms.models.regions import today
from cms.regions import Place, Section, register_section
from community import rules
from community.models import AmbassadorProfile, AreaRole, ConsentField, Coordinator, Idea

MOST = 6


def _people(place: Place) -> dict:
    """Who coordinates this region; where nobody does, who does around it; the region's own contact comes along.

    `people` have a `name` (empty without consent) and a `role`; `fallback` is the region around that has somebody,
    or a contact of its own, None when the site itself answers. `holders` are the spiders in this web, `past` who was.
    """
    around = [area for area in place.areas.above(place.region.pk) if area.kind != Region.Kind.COUNTRY]
    by_region: dict[int, list] = {}
    holders, past = [], []
    for row in _rows(place.region, around):
        card = rules.area_card(row) | {"since": row["starts_on"], "until": row["ends_on"]}
        if not row["is_holder"]:
            by_region.setdefault(row["region_id"], []).append(card)
        elif row["ends_on"] and row["ends_on"] <= today():
            past.append(card)
        elif row["is_active"]:
            holders.append(card)
    people = by_region.get(place.region.pk, [])
    nearest = None if people else next((area for area in around if area.pk in by_region or _answers(area)), None)
    return {
        "region": place.region,
        "people": people,
        "contact": _contact(place.region),
        "fallback": nearest,
        "fallback_people": by_region.get(nearest.pk, []) if nearest else [],
        "fallback_contact": _contact(nearest) if nearest else None,
        "holders": holders,
        "past": sorted(past, key=lambda card: card["until"], reverse=True)[:MOST],
    }


def _rows(region: Region, around: list[Region]) -> list[dict]:
    """Coordinators here and around, and who holds or held a role here: one query, for the page has none to spare."""
    named = {
        "first_name": F("user__first_name"), "last_name": F("user__last_name"), "is_active": F("user__is_active"),
    }  # fmt: skip
    names = ("region_id", *named, "role", "organisation", "shows_name", "is_holder", "starts_on", "ends_on")
    coordinators = Coordinator.objects.active().filter(region__in=[region.pk, *(area.pk for area in around)])
    held = AreaRole.objects.filter(region=region.pk).exclude(starts_on=None)
    text, flag = CharField(), BooleanField()
    rows = coordinators.annotate(
        **named, role=F("role_label"), organisation=Value("", text), is_holder=Value(False, flag)
    ).values(*names)
    more = held.annotate(**named, role=F("kind"), is_holder=Value(True, flag)).values(*names)
    found = list(rows.order_by().union(more.order_by(), all=True))
    kinds = dict(AreaRole.Kind.choices)
    return [row | {"role": kinds.get(row["role"], row["role"])} if row["is_holder"] else row for row in found]


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
        Section(
            "coordinators", _("Bij wie kun je terecht"), 10, "community/regions/coordinators.html", _people, beside=True
        )
    )
    register_section(Section("ambassadors", _("Ambassadeurs"), 30, "community/regions/ambassadors.html", _ambassadors))
    register_section(Section("ideas", _("Ideeën"), 35, "community/regions/ideas.html", _ideas))
