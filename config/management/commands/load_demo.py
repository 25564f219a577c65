"""`load_demo`: fill a demo with content, or bring the dates of a filled one up to date."""

import logging
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cms import page_cache
from cms.search import rebuild
from config import roles
from config.demo import (
    english,
    journey,
    knowledge,
    materials,
    meetings,
    people,
    places,
    practice_guides,
    sign_ups,
    teams,
    topics,
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
        finally:
            logging.disable(logging.NOTSET)
        if moved := meetings.refresh_dates():
            self.stdout.write(f"  Bijeenkomsten naar voren verplaatst: {moved}")
        page_cache.forget()
        self.stdout.write(f"  De demo staat klaar ({time.monotonic() - began:.1f} s)")

    def load_content(self) -> None:
        """Everything but the sign-ups, which are a transaction each; the search index at the end, if there is news."""
        pages = knowledge.load()
        self.say("Handvatten, praktijkvoorbeelden en pagina's", pages)
        guides = journey.load()
        self.say("Gidsen met een reis", guides)
        lessons = practice_guides.load()
        self.say("Gidsen met lessen", lessons)
        partners = places.load()
        self.say("Organisaties", partners)
        handouts = materials.load()
        self.say("Materialen en gesprekskaarten", handouts)
        gathered = topics.load()
        self.say("Onderwerpen en citaten", gathered)
        self.say("Aanbod op de sociale kaart", places.load_social_map())
        accounts, ambassadors = people.load()
        self.say("Accounts", accounts)
        self.say("Ambassadeurs", ambassadors)
        self.say("Teams met een plan", teams.load())
        self.say("Regiopagina's", places.load_region_pages())
        events = meetings.load()
        self.say("Bijeenkomsten", events)
        translated = english.load()
        self.say("Engelse vertalingen", translated)
        if any([pages, guides, lessons, partners, handouts, gathered, accounts, events, translated]):
            roles.apply()
            self.say("Vindbaar in de zoekmachine", rebuild())

    def say(self, what: str, number: int) -> None:
        """One line of progress."""
        self.stdout.write(f"  {what}: {number or 'staan er al'}")
        self.stdout.flush()
