"""What the newsletter keeps of people."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from community.actions.forgetting import CONSENT_KEPT
from community.models import Subscription
from community.personal_data import Holding, Person, declare_fixed, declare_free, during, register


def _subscription(person: Person) -> Iterator[dict]:
    for row in Subscription.objects.filter(email__iexact=person.email).prefetch_related(
        "regions", "audiences", "consents"
    ):
        yield {
            "e-mail": row.email,
            "status": row.get_status_display(),
            "regio's": [str(region) for region in row.regions.all()],
            "rollen": [str(audience) for audience in row.audiences.all()],
            "toestemming": [
                {
                    "tekst": consent.text,
                    "versie": consent.version,
                    "gevraagd": consent.asked_at.isoformat(),
                    "bevestigd": consent.confirmed_at.isoformat(),
                }
                for consent in row.consents.all()
            ],
        }


def _forget(person: Person) -> int:
    return Subscription.objects.filter(email__iexact=person.email).delete()[0]


def register_holdings() -> None:
    """Called when the app is ready."""
    models = ("community.Subscription", "community.NewsletterConsent")
    told = during(_("Dat iemand de nieuwsbrief wilde, als bewijs: tot %(time)s na het afmelden."), CONSENT_KEPT)
    register(Holding("nieuwsbrief", models, _subscription, _forget, kept=(told,)))
    declare_fixed("community.NewsletterConsent")  # the words somebody agreed to
    declare_free("community.NewsletterIssue", "community.NewsletterItem")
