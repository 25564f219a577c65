"""What a reader may look for by name among the tools of this app, which are no pages of an editor."""

from django.utils.translation import gettext_lazy as _

from cms.search.places import Place
from cms.search.places import register as add


def register() -> None:
    """Called when the app is ready."""
    add(
        Place(
            "dossier",
            _("Mijn dossier"),
            _("Kies stukken van deze site en lees of verstuur ze samen."),
            _("bewaren, favorieten, verzamelen, map, bundel, pdf maken"),
        )
    )
    add(
        Place(
            "social_map",
            _("Sociale kaart"),
            _("Waar kun je in je eigen buurt terecht?"),
            _("hulp in de buurt, verwijzen, aanbod, voorzieningen, activiteiten"),
        )
    )
    add(
        Place(
            "role_plays",
            _("Rollenspel"),
            _("Oefen een gesprek voordat het echt wordt."),
            _("oefenen, gesprekstraining, kaarten, spel"),
        )
    )
    add(
        Place(
            "regions",
            _("Regio's"),
            _("Wat er bij jou in de buurt gebeurt."),
            _("gemeente, provincie, bij mij in de buurt"),
        )
    )
    add(
        Place(
            "organisations",
            _("Organisaties"),
            _("Wie er meedoet, en waar je ze vindt."),
            _("partners, instellingen, samenwerken, aangesloten"),
        )
    )
    add(
        Place(
            "handbook",
            _("Handboek"),
            _("Stap voor stap, met plaatjes: een bijeenkomst plannen, een handvat schrijven."),
            _("handleiding, uitleg, hulp, hoe werkt het, beheer"),
        )
    )
