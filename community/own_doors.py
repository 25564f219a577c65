"""The doors of this app on `/meedoen/`."""

from django.utils.translation import gettext_lazy as _

from community.doors import Door
from community.doors import register as add


def register() -> None:
    """Called when the app is ready."""
    add(Door("questions", _("Vragen en dilemma's"), _("Vraag het aan collega's, of help iemand verder."), "speech", 10))
    add(Door("circles", _("Groepen"), _("Samen doorpraten over wat je in je werk tegenkomt."), "people", 20))
    add(
        Door(
            "ambassadors", _("Ambassadeurs"), _("Mensen die je graag op weg helpen, per regio en thema."), "person", 30
        )
    )
    add(
        Door(
            "members",
            _("Leden"),
            _("Wie doet er mee, wie kan je helpen, en wie zoekt wat jij hebt?"),
            "people",
            40,
            for_members=True,
        )
    )
    add(
        Door(
            "action_centre",
            _("Actiecentrum"),
            _("Ideeën die iets nodig hebben, en mensen die kunnen helpen."),
            "heart",
            50,
        )
    )
    add(
        Door(
            "notices",
            _("Prikbord"),
            _("Ik zoek, ik bied: vind een partner uit een andere hoek."),
            "pin",
            55,
        )
    )
    add(
        Door(
            "buddies",
            _("Maatjes"),
            _("Een paar weken optrekken met iemand die het al langer doet."),
            "speech",
            60,
            for_members=True,
        )
    )
    add(
        Door(
            "teams",
            _("Samen plannen"),
            _("Alleen of met je team een reisplan of koerskaart maken."),
            "track",
            80,
            for_members=True,
        )
    )
