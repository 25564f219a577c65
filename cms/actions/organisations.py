"""All changes to organisations. Each is one transaction, safe to repeat, and drops the kept pages."""

from datetime import date

from django.db import transaction

from cms import page_cache
from cms.models import Organisation, Pledge
from cms.partners import refresh


@transaction.atomic
def keep_organisation(
    *, organisation: Organisation, pledge: str = "", pledged_on: date | None = None, **terms
) -> Organisation:
    """Write an organisation with its `sectors` and `regions` (when given), and a pledge where it is new.

    A pledge that differs from the latest in text or day becomes the next version; an empty one changes nothing.
    """
    organisation.save()
    for name, chosen in terms.items():
        getattr(organisation, name).set(chosen)
    pledge = pledge.strip()
    if pledge and pledged_on:
        latest = organisation.pledges.first()
        if not latest or (latest.text, latest.pledged_on) != (pledge, pledged_on):
            Pledge.objects.create(organisation=organisation, text=pledge, pledged_on=pledged_on)
    refresh(organisation)
    page_cache.forget()
    return organisation
