"""The doors of this app on `/meedoen/`."""

from django.utils.translation import gettext_lazy as _

from community.doors import Door
from community.doors import register as add


def register() -> None:
    """Called when the app is ready."""
    add(
        Door(
            "questions",
            _("Vragen en dilemma's"),
            _("Vraag het aan collega's, of help iemand verder."),
            "speech",
            10,
            words=_("vraag stellen, dilemma, forum, antwoord, vraag en antwoord"),
        )
    )
    add(
        Door(
            "circles",
            _("Groepen"),
            _("Samen doorpraten over wat je in je werk tegenkomt."),
            "people",
            20,
            words=_("groep beginnen, community, netwerk, gesprek, lerend netwerk"),
        )
    )
    add(
        Door(
            "ambassadors",
            _("Ambassadeurs"),
            _("Mensen die je graag op weg helpen, per regio en thema."),
            "person",
            30,
            words=_("contactpersoon, wie kan mij helpen, ambassadeur worden"),
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
            words=_("ledenlijst, collega's zoeken, wie is wie"),
        )
    )
    add(
        Door(
            "action_centre",
            _("Actiecentrum"),
            _("Ideeën die iets nodig hebben, en mensen die kunnen helpen."),
            "heart",
            50,
            words=_("idee indienen, hulp aanbieden, steun, geld, vrijwilliger, belemmering melden"),
        )
    )
    add(
        Door(
            "notices",
            _("Prikbord"),
            _("Ik zoek, ik bied: vind een partner uit een andere hoek."),
            "pin",
            55,
            words=_("oproep plaatsen, vraag en aanbod, advertentie, samenwerken, gezocht"),
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
            words=_("maatje, buddy, mentor, meelopen, koppelen"),
        )
    )
    add(
        Door(
            "peer_groups",
            _("Intervisie"),
            _("In een vaste kleine groep een casus uit je werk bespreken. Wat je zegt blijft binnen."),
            "lock",
            70,
            for_members=True,
            words=_("casus inbrengen, casusbespreking, incidentmethode, intervisiegroep, collegiaal overleg"),
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
            words=_("team, teamplan, stappenplan, plan van aanpak"),
        )
    )
