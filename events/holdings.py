"""What this app keeps of people, for the register."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from community.personal_data import Holding, Person, declare_fixed, declare_free, during, register
from events.actions.details import NEEDS_KEPT
from events.actions.feeds import close_feed
from events.actions.follow import stop_everywhere
from events.actions.forgetting import ANSWERS_KEPT
from events.actions.organise.hosts import dismiss_everywhere
from events.actions.proposals import forget_proposer
from events.actions.removal import remove_registrations
from events.models import PersonalFeed, Registration, SeriesFollower, SeriesHost, SubjectProposal, is_helped
from events.planning_holdings import told_by


def _registrations(person: Person) -> Iterator[dict]:
    rows = Registration.objects.filter(email__iexact=person.email).select_related("event")
    for registration in rows.prefetch_related("ledger", "wishes__breakout", "wishes__round").select_related("sector"):
        yield {
            "bijeenkomst": registration.event.title,
            "begint": registration.event.starts_at.isoformat(),
            "naam": registration.name,
            "e-mail": "" if is_helped(registration) else registration.email,
            "status": registration.get_status_display(),
            **told_by(registration),
            "werkveld": str(registration.sector or ""),
            "voorkeuren": [
                {"ronde": wish.round.title, "keuze": wish.rank, "break-out": wish.breakout.title}
                for wish in registration.wishes.all()
            ],
            "wat er gebeurde": [
                {"wat": entry.get_kind_display(), "wanneer": entry.at.isoformat(), "waarom": entry.reason}
                for entry in registration.ledger.all()
            ],
        }


def _followed(person: Person) -> Iterator[dict]:
    for follower in SeriesFollower.objects.filter(email__iexact=person.email).select_related("series"):
        said_yes = follower.confirmed_at.isoformat() if follower.confirmed_at else ""
        yield {"reeks": follower.series.name, "gevraagd": follower.asked_at.isoformat(), "bevestigd": said_yes}


def _hosted(person: Person) -> Iterator[dict]:
    for host in SeriesHost.objects.filter(user=person.user).select_related("series") if person.user else ():
        yield {"reeks": host.series.name, "organisator sinds": host.appointed_at.isoformat()}


def _proposed(person: Person) -> Iterator[dict]:
    mine = SubjectProposal.objects.filter(proposed_by=person.user).select_related("event", "question")
    for row in mine if person.user else ():
        yield {
            "bijeenkomst": row.event.title,
            "vraag": row.question.title,
            "waarom": row.words,
            "voorgesteld": row.created_at.isoformat(),
            "status": row.get_status_display(),
        }


def _feed(person: Person) -> Iterator[dict]:
    for feed in PersonalFeed.objects.filter(email__iexact=person.email):
        yield {"persoonlijke agenda sinds": feed.created_at.isoformat()}


def register_holdings() -> None:
    """Called when the app is ready."""
    names = ("Answer", "ParticipantDetails", "ParticipantNeeds", "Registration", "Place", "LedgerEntry", "Wish")
    names += ("Allocation", "AllocatedPlace")
    models = tuple(f"events.{name}" for name in names)
    register(
        Holding(
            "aanmeldingen",
            models,
            _registrations,
            lambda person: remove_registrations(email=person.email),
            kept=(
                during(_("Wat je nodig hebt (toegang, eten): tot %(time)s na de bijeenkomst."), NEEDS_KEPT),
                during(_("Je antwoorden bij een aanmelding: tot %(time)s na de bijeenkomst."), ANSWERS_KEPT),
            ),
        )
    )
    register(
        Holding("persoonlijke agenda", ("events.PersonalFeed",), _feed, lambda person: close_feed(email=person.email))
    )
    register(
        Holding(
            "reeksen die je volgt",
            ("events.SeriesFollower",),
            _followed,
            lambda person: stop_everywhere(email=person.email),
        )
    )
    register(
        Holding(
            "reeksen die je organiseert",
            ("events.SeriesHost",),
            _hosted,
            lambda person: dismiss_everywhere(user=person.user),
        )
    )
    register(
        Holding(
            "voorgestelde onderwerpen",
            ("events.SubjectProposal",),
            _proposed,
            lambda person: forget_proposer(user=person.user) if person.user else 0,
        )
    )
    declare_fixed("events.Registration", "name")
    programme = (
        *("EventSeries", "Event", "ProgrammeItem", "Round", "Breakout", "Admission", "Reminder", "CircleMeeting"),
    )
    declare_free(*(f"events.{name}" for name in (*programme, "AgendaPage", "EventPage", "SeriesPage")))
