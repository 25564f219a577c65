"""Kinds of meetings to begin from, as data: what the programme is made of, and in what proportion.

A new kind of meeting is a new entry in `TEMPLATES`; nothing else needs to know of it.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Kind

PLENARY, BREAK, ROUND = "plenary", "break", "round"


@dataclass(frozen=True)
class Table:
    """A break-out that every round of the template has."""

    title: str | Promise
    description: str | Promise = ""


@dataclass(frozen=True)
class Part:
    """A stretch of the programme; `share` is its length beside the other parts (minutes in a meeting of that length)."""

    kind: str
    title: str | Promise
    share: int
    description: str | Promise = ""


@dataclass(frozen=True)
class Template:
    """What a meeting of this sort begins with; `seats` is the room at each table, `shortest` what it needs at least."""

    label: str | Promise
    kind: Kind
    parts: tuple[Part, ...]
    tables: tuple[Table, ...] = ()
    seats: int = 12
    shortest: timedelta = timedelta(minutes=60)


TEMPLATES = {
    "leeratelier": Template(
        label=_("Leeratelier: twee rondes in groepen"),
        kind=Kind.LEARNING_STUDIO,
        parts=(
            Part(PLENARY, _("Plenaire start"), 24),
            Part(ROUND, _("Ronde 1"), 33),
            Part(BREAK, _("Pauze"), 9),
            Part(ROUND, _("Ronde 2"), 33),
            Part(PLENARY, _("Plenaire afsluiting"), 21),
        ),
    ),
    "inspiratiesessie": Template(
        label=_("Inspiratiesessie: een verhaal en je vragen"),
        kind=Kind.INSPIRATION_SESSION,
        parts=(
            Part(PLENARY, _("Het verhaal"), 30),
            Part(PLENARY, _("Jouw vragen"), 20),
            Part(PLENARY, _("Wat nemen we mee?"), 10),
        ),
        shortest=timedelta(minutes=30),
    ),
    "zes-tafels": Template(
        label=_("Zes tafels: iedereen komt aan elke tafel"),
        kind=Kind.STAFF_EVENING,
        parts=(
            Part(PLENARY, _("Welkom en aan tafel"), 15),
            Part(ROUND, _("Tafelronde 1"), 15),
            Part(ROUND, _("Tafelronde 2"), 15),
            Part(ROUND, _("Tafelronde 3"), 15),
            Part(BREAK, _("Pauze"), 15),
            Part(ROUND, _("Tafelronde 4"), 15),
            Part(ROUND, _("Tafelronde 5"), 15),
            Part(ROUND, _("Tafelronde 6"), 15),
            Part(PLENARY, _("Wat nemen we mee?"), 15),
        ),
        tables=(
            Table(_("Lichaamsfuncties"), _("Hoe je lichaam werkt en hoe je je van binnen voelt.")),
            Table(_("Mentaal welbevinden"), _("Hoe het in je hoofd gaat: denken, gevoelens, grip op dingen.")),
            Table(_("Zingeving"), _("Waar je het voor doet en wat jou richting geeft.")),
            Table(_("Kwaliteit van leven"), _("Of je fijn leeft, je veilig voelt en kunt genieten.")),
            Table(_("Meedoen"), _("Of je contact hebt met anderen en erbij hoort.")),
            Table(_("Dagelijks functioneren"), _("Of je je dag kunt regelen en hulp kunt vragen.")),
        ),
        seats=6,
        shortest=timedelta(minutes=90),
    ),
    "workshop": Template(
        label=_("Workshop: eerst zelf proberen"),
        kind=Kind.WORKSHOP,
        parts=(
            Part(
                PLENARY,
                _("Hoe was het om zelf te doen?"),
                20,
                _("Thuis keek je alvast naar jezelf. Wat je invulde blijft van jou; je vertelt alleen hoe het was."),
            ),
            Part(PLENARY, _("Oefenen in tweetallen"), 50),
            Part(BREAK, _("Pauze"), 10),
            Part(PLENARY, _("Wat doe je morgen?"), 40),
        ),
    ),
    "training": Template(
        label=_("Training: een dagdeel van een groep die bij elkaar blijft"),
        kind=Kind.OTHER,
        parts=(
            Part(PLENARY, _("Terugblik: wat probeerde je?"), 30),
            Part(PLENARY, _("Nieuwe stof"), 45),
            Part(BREAK, _("Pauze"), 15),
            Part(PLENARY, _("Oefenen"), 60),
            Part(PLENARY, _("Afspraken voor in de praktijk"), 30),
        ),
        shortest=timedelta(minutes=90),
    ),
    "kennismaken": Template(
        label=_("Kennismaken: in korte rondes vind je partners"),
        kind=Kind.OTHER,
        parts=(
            Part(
                PLENARY,
                _("Wie zoek je, wat bied je?"),
                10,
                _("Hang het vooraf op het prikbord, dan weten anderen je te vinden."),
            ),
            Part(ROUND, _("Kennismaken 1"), 15),
            Part(ROUND, _("Kennismaken 2"), 15),
            Part(BREAK, _("Pauze"), 10),
            Part(ROUND, _("Kennismaken 3"), 15),
            Part(PLENARY, _("Met wie ga je verder?"), 10),
        ),
        tables=(
            Table(_("Zorg"), _("Wie in de zorg werkt, ontmoet wie daar iets zoekt of biedt.")),
            Table(_("Welzijn en buurt"), _("Buurtteams, vrijwilligers en bewoners.")),
            Table(_("Sport en bewegen"), _("Clubs, beweegcoaches en plekken om te bewegen.")),
            Table(_("Wonen, werk en school"), _("Iedereen van wie je niet meteen aan gezondheid denkt.")),
        ),
        seats=6,
    ),
}
