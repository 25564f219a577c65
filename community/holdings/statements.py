"""What barriers and statements keep of people, for the register."""

from collections.abc import Iterator

from community.actions.barriers import forget_supporter, person_hash
from community.models import BarrierSupport, Signature
from community.personal_data import Holding, Person, declare_fixed, declare_free, register


def _signed(person: Person) -> Iterator[dict]:
    for row in (
        Signature.objects.filter(signed_by=person.user).select_related("statement", "organisation")
        if person.user
        else ()
    ):
        yield {
            "getekend voor": row.organisation.name,
            "verklaring": row.statement.title,
            "op": row.signed_at.isoformat(),
            "ingetrokken": row.withdrawn_at and row.withdrawn_at.isoformat(),
        }
    for row in BarrierSupport.objects.select_related("barrier"):
        if row.person == person_hash(row.barrier, person.email):
            yield {"je steunt": row.barrier.rule, "op": row.created_at.isoformat()}


def _remove(person: Person) -> int:
    """The organisation's signature stays: it is not the person's."""
    signed = Signature.objects.filter(signed_by=person.user).update(signed_by=None) if person.user else 0
    return signed + forget_supporter(email=person.email)


def register_holdings() -> None:
    """Called when the app is ready."""
    models = ("community.Signature", "community.BarrierSupport")
    register(Holding("belemmeringen en verklaringen", models, _signed, _remove))
    # Told without a name; the words of organisations.
    declare_fixed("community.Statement", "title", "text")  # what was signed
    declare_fixed("community.Signature")
    declare_free("community.Barrier", "community.Statement", "community.Delivery", "community.PolicyDocument")
