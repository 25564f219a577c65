"""What moderation keeps of people: who reported what, what was decided about whom, and who objected."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.actions.forgetting import REPORTERS_KEPT
from community.models import Appeal, Block, ModerationDecision, ModerationItem, Report
from community.personal_data import Holding, Person, declare_free, during, register
from community.rules.moderation import decisions_about


def _mine(person: Person) -> Q:
    return Q(email__iexact=person.email) | (Q(user=person.user) if person.user else Q())


def _reports(person: Person) -> Iterator[dict]:
    for report in Report.objects.filter(_mine(person)):
        yield {
            "melding": report.number,
            "reden": report.get_reason_display(),
            "toelichting": report.details,
            "gemeld": report.created_at.isoformat(),
            "besloten": report.decided_at and report.decided_at.isoformat(),
        }


def _forget_reports(person: Person) -> int:
    """The report stays, because it is about somebody else; who made it and in which words goes."""
    if person.user:
        ModerationItem.objects.filter(author=person.user).update(author=None)
    return Report.objects.filter(_mine(person)).update(email="", user=None, details="")


def _about(person: Person):
    by_mail = ModerationDecision.objects.filter(email__iexact=person.email)
    return by_mail | decisions_about(person.user) if person.user else by_mail


def _decisions(person: Person) -> Iterator[dict]:
    for decision in _about(person).select_related("rule", "block", "appeal"):
        appeal = getattr(decision, "appeal", None)
        yield {
            "besluit": decision.get_act_display(),
            "genomen": decision.decided_at.isoformat(),
            "huisregel": decision.rule and decision.rule.name,
            "uitleg": decision.explanation,
            "ging over": decision.excerpt,
            "geblokkeerd tot": decision.block and decision.block.ends_at.isoformat(),
            "bezwaar": appeal
            and {"tekst": appeal.text, "status": appeal.get_status_display(), "antwoord": appeal.answer},
        }


def _forget_decisions(person: Person) -> int:
    """That something was decided stays, without words or name; a block holds on by its hash until it ends."""
    about = _about(person)
    Appeal.objects.filter(decision__in=about).update(text="", answer="")
    if person.user:
        Block.objects.filter(user=person.user).update(user=None)
    return about.update(author=None, email="", excerpt="", explanation="")


def register_holdings() -> None:
    """Called when the app is ready."""
    models = ("community.ModerationItem", "community.Report")
    told = during(_("Het e-mailadres van wie iets meldde: tot %(time)s na het besluit."), REPORTERS_KEPT)
    register(Holding("meldingen", models, _reports, _forget_reports, kept=(told,)))
    models = ("community.ModerationDecision", "community.Appeal", "community.Block")
    register(Holding("besluiten van moderatoren", models, _decisions, _forget_decisions))
    declare_free("community.HouseRule")
