"""What a reader may look for by name around meetings, and is no page of an editor."""

from django.utils.translation import gettext_lazy as _

from cms.search.places import Place
from cms.search.places import register as add


def register() -> None:
    """Called when the app is ready."""
    add(
        Place(
            "propose_meeting",
            _("Stel een bijeenkomst voor"),
            _("Mis je iets in de agenda? Vertel het ons; je krijgt altijd antwoord."),
            _("idee voor een bijeenkomst, organiseren, voorstel, workshop geven"),
        )
    )
    add(
        Place(
            "trainings",
            _("Trainingen"),
            _("Samen leren in een gemengde groep, met collega's uit zorg en welzijn."),
            _("cursus, scholing, opleiding, nascholing, accreditatie, inschrijven"),
        )
    )
    add(
        Place(
            "check_proof",
            _("Controleer een bewijs"),
            _("Kijk of het nummer op een bewijs van deelname klopt."),
            _("certificaat, deelnamebewijs, echt, geldig, accreditatiepunten"),
        )
    )
    add(
        Place(
            "technical_check",
            _("Doet je computer of telefoon het?"),
            _("Probeer je beeld en geluid een dag voor een online bijeenkomst."),
            _("online, videobellen, camera, microfoon, zoom, teams, webinar, techniek testen"),
        )
    )
