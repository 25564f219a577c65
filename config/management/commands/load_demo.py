"""`load_demo`: fill a demo with content, or bring the dates of a filled one up to date."""

import logging
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cms import page_cache
from cms.search import rebuild, waiting
from community.models import OutgoingMail
from config import roles
from config.demo import (
    attendance,
    cases,
    collaborations,
    english,
    glossary,
    harvest,
    ideas,
    journey,
    knowledge,
    materials,
    meetings,
    moderation,
    newsletter,
    people,
    places,
    planning,
    practice_guides,
    related_models,
    role_plays,
    sign_ups,
    starter_kits,
    support,
    teams,
    together,
    topics,
    training,
)

LOADERS = (
    ("Handvatten, praktijkvoorbeelden en pagina's", knowledge.load),
    ("Gidsen met een reis", journey.load),
    ("Gidsen met lessen", practice_guides.load),
    ("Verwante modellen", related_models.load),
    ("Samenwerkingen", collaborations.load),
    ("Organisaties", places.load),
    ("Materialen en gesprekskaarten", materials.load),
    ("Rollenspellen", role_plays.load),
    ("Onderwerpen en citaten", topics.load),
    ("Aanbod op de sociale kaart", places.load_social_map),
    ("Accounts en ambassadeurs", lambda: sum(people.load())),
    ("Teams met een plan", teams.load),
    ("Ervaringen en meldingen", moderation.load),
    ("Intervisie met een casus", cases.load),
    ("Regiopagina's", places.load_region_pages),
    ("Ideeën en aanbod", ideas.load),
    ("Maatjes, prikbord, belemmeringen", support.load),
    ("Bijeenkomsten", meetings.load),
    ("Leden, groepen en vragen", together.load),
    ("Sprekers en wat er is voorbereid", planning.load),
    ("Oogst van bijeenkomsten", harvest.load),
    ("Mensen in een training", training.load),
    ("Reacties op een bijeenkomst", training.load_feedback),
    ("Nieuwsbrief", newsletter.load),
    ("Begrippen", glossary.load),
    ("Startpakketten", starter_kits.load),
    ("Engelse vertalingen", english.load),
)


class Command(BaseCommand):
    help = (
        "Loads the demo content, once. Called again, it only moves demo meetings that have all passed forward in time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--anyway", action="store_true", help="load even where the site is not marked as a demo")

    def handle(self, *, anyway=False, **options):
        if not (settings.DEMO or anyway):
            raise CommandError(
                "This site is not a demo (LEERSPOOR_DEMO). The demo accounts all have the password “demo”."
            )
        began = time.monotonic()
        logging.disable(logging.INFO)  # Wagtail writes a line for every page it makes
        try:
            with transaction.atomic():
                self.load_content()
            self.say("Aanmeldingen", sign_ups.load())
            self.say("Aanwezig bij wat is geweest", attendance.load())
        finally:
            logging.disable(logging.NOTSET)
        if moved := meetings.refresh_dates():
            self.stdout.write(f"  Bijeenkomsten naar voren verplaatst: {moved}")
        page_cache.forget()
        self.stdout.write(f"  De demo staat klaar ({time.monotonic() - began:.1f} s)")

    def load_content(self) -> None:
        """Everything but the sign-ups, which are a transaction each; the search index at the end, if there is news."""
        last = OutgoingMail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with waiting():
            news = self.make_content()
        OutgoingMail.objects.filter(pk__gt=last).delete()  # made-up people are mailed nothing
        if news:
            roles.apply()
            self.say("Vindbaar in de zoekmachine", rebuild())

    def make_content(self) -> bool:
        """Make what is not there yet; returns whether there was anything to make."""
        made = 0
        for what, load in LOADERS:
            number = load()
            self.say(what, number)
            made += number
        return bool(made)

    def say(self, what: str, number: int) -> None:
        """One line of progress."""
        self.stdout.write(f"  {what}: {number or 'staan er al'}")
        self.stdout.flush()
