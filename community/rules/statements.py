"""Who may do what with barriers and statements."""

from django.db.models import QuerySet

from cms.models import Organisation
from community.models import Barrier, BarrierSupport, Signature, Statement
from community.rules.ideas import handles_every_idea


def may_decide(user) -> bool:
    """The team of the action centre looks at barriers, and writes and delivers statements."""
    return handles_every_idea(user)


def statements_visible_to(user) -> QuerySet:
    """Everybody reads what was opened; the team also what is still being written."""
    found = Statement.objects.all()
    return found if may_decide(user) else found.exclude(opened_at=None)


def barriers_visible_to(user) -> QuerySet:
    """Everybody reads what was looked at; the team also what waits."""
    return Barrier.objects.filter(hidden_at=None) if may_decide(user) else Barrier.objects.public()


def may_withdraw(user, signature: Signature) -> bool:
    """Who signed may take it back, besides the organisation's own contact by the link."""
    return user.is_authenticated and signature.signed_by_id == user.pk


def organisations_to_sign_for() -> QuerySet:
    """Those whose registered contact can confirm it."""
    return Organisation.objects.public().exclude(contact_email="")


def supports(barrier: Barrier, person: str) -> bool:
    """Whether this person is counted."""
    return BarrierSupport.objects.filter(barrier=barrier, person=person).exists()
