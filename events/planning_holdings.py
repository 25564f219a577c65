"""What preparing a meeting keeps of people: what they told beside their name, who helped them, and who speaks."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from community.personal_data import Holding, Person, declare_fixed, declare_free, during, register
from events.actions.forgetting import HELPERS_KEPT
from events.actions.speakers import forget
from events.models import Registration, SignedUpFor, Speaker


def told_by(registration: Registration) -> dict:
    """What somebody told beside their name, for the person to read."""
    details, needs, helper = (getattr(registration, name, None) for name in ("details", "needs", "helper"))
    return {
        "wat je doet": details.function if details else "",
        "ervaring": details.get_experience_display() if details else "",
        "vraag aan de spreker": details.for_speaker if details else "",
        "antwoorden": {
            str(answer.question): answer.value for answer in registration.answers.select_related("question")
        },
        "toegankelijkheid": needs.access if needs else "",
        "eten en drinken": needs.diet if needs else "",
        "aangemeld door": helper.name if helper else "",
    }


def _helped(person: Person) -> Iterator[dict]:
    for helper in SignedUpFor.objects.filter(email__iexact=person.email).select_related("registration__event"):
        yield {
            "bijeenkomst": helper.registration.event.title,
            "voor": helper.registration.name,
            "naam": helper.name,
            "telefoon": helper.phone,
        }


def _spoke(person: Person) -> Iterator[dict]:
    for speaker in Speaker.objects.filter(email__iexact=person.email).select_related("event"):
        yield {
            "bijeenkomst": speaker.event.title,
            "naam": speaker.name,
            "e-mail": speaker.email,
            "rol": speaker.get_role_display(),
            "antwoord": speaker.get_status_display(),
            "voorstel": speaker.proposal,
            "naam op de pagina": speaker.display_name,
            "over jou": speaker.bio,
            "vraag mij over": speaker.topics,
            "foto": speaker.photo_alt,
            "vergoeding": speaker.fee_rule,
            "materiaal": [
                {"naam": row.name, "bestand": row.file.name, "link": row.url} for row in speaker.materials.all()
            ],
        }


def _forget_helper(person: Person) -> int:
    return SignedUpFor.objects.filter(email__iexact=person.email).delete()[0]


def register_holdings() -> None:
    """Called when the app is ready."""
    told = during(_("Wie een ander aanmeldde, met adres en telefoonnummer: tot %(time)s erna."), HELPERS_KEPT)
    register(Holding("wie je aanmeldde", ("events.SignedUpFor",), _helped, _forget_helper, kept=(told,)))
    models = ("events.Speaker", "events.SpeakerMaterial")
    register(Holding("waar je spreekt", models, _spoke, lambda person: forget(email=person.email)))
    declare_fixed("events.SignedUpFor", "name")
    declare_fixed("events.Speaker", "name", "display_name")
    declare_fixed("events.Webhook")
    declare_free("events.Invitation", "events.Question", "events.Webhook", "events.WebhookDelivery")
