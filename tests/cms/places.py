"""Small makers of partners and places for tests."""

from datetime import date

from cms.actions.organisations import keep_organisation
from cms.models import Dimension, Offer, Organisation, Provider, Region, Sector, TargetGroup
from cms.models.regions import today


def region(slug, name="", parent="nederland", kind=Region.Kind.REGION, **fields):
    """A region below another."""
    row, _created = Region.objects.get_or_create(
        slug=slug,
        defaults={
            "name_nl": name or slug.capitalize(),
            "parent": Region.objects.get(slug=parent),
            "kind": kind,
            **fields,
        },
    )
    return row


def organisation(name="Bakkerij De Korenbloem", *, sectors=("winkeliers",), regions=(), pledge="", on=None, **fields):
    """A partner that visitors see."""
    fields = {"slug": name.lower().replace(" ", "-"), "summary": f"{name} doet mee.", **fields}
    return keep_organisation(
        organisation=Organisation(name=name, **fields),
        pledge=pledge,
        pledged_on=on or (date(2026, 3, 1) if pledge else None),
        sectors=Sector.objects.filter(slug__in=sectors),
        regions=Region.objects.filter(slug__in=regions),
    )


def offer(
    title="Soep aan lange tafels",
    *,
    dimensions=("meedoen",),
    region="nederland",
    groups=(),
    provider="Welzijn",
    **fields,
):
    """Something on the social map."""
    row = Offer.objects.create(
        title=title,
        provider=Provider.objects.get_or_create(name=provider)[0],
        region=Region.objects.get(slug=region) if isinstance(region, str) else region,
        **{"verified_on": today(), **fields},
    )
    row.dimensions.set(Dimension.objects.filter(slug__in=dimensions))
    row.target_groups.set(TargetGroup.objects.filter(slug__in=groups))
    return row
