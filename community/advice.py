"""Who answers a question about a theme in a region: the nearest adviser, else the region itself, else the site."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from cms.areas import Areas
from cms.models import Region
from cms.models.regions import today
from community.models import AdviceContact

REPLY_DAYS = 5  # working days, where nobody promised otherwise
EVERYWHERE = 99  # further than any region that lies around


@dataclass(frozen=True, slots=True)
class Adviser:
    """Who answers: a role, an address that stays hidden, and within how many working days."""

    role: str
    email: str
    days: int

    @property
    def answers_before(self) -> date:
        """The last day on which an answer may come."""
        day = today()
        for _step in range(self.days):
            day += timedelta(days=1)
            while day.weekday() > 4:
                day += timedelta(days=1)
        return day


class Slugged(Protocol):
    """A region or a theme, or what stands for it on a page."""

    slug: str


def adviser_for(region: Slugged | None, theme: Slugged | None) -> Adviser:
    """The adviser for this theme nearest to this region. There is always one. At most two queries."""
    near = []
    if region is not None:
        areas = Areas(Region.objects.select_related("text"))
        found = [area for area in areas.by_pk.values() if area.slug == region.slug]
        near = [each for area in found for each in (area, *areas.above(area.pk))]
    distance = {area.pk: steps for steps, area in enumerate(near)}
    fitting = [
        contact
        for contact in AdviceContact.objects.active().select_related("theme")
        if (not contact.theme or (theme and contact.theme.slug == theme.slug))
        and (contact.region_id is None or contact.region_id in distance)
    ]
    if fitting:
        best = min(fitting, key=lambda row: (distance.get(row.region_id, EVERYWHERE), row.theme_id is None, row.pk))
        return Adviser(best.role_label, best.email, best.reply_days)
    for area in near:
        text = getattr(area, "text", None)
        if text and text.contact_email:
            return Adviser(text.contact_role or area.name, text.contact_email, REPLY_DAYS)
    return Adviser(_("Het team van deze site"), settings.SITE_EMAIL, REPLY_DAYS)
