"""Small makers of barriers and statements for tests."""

import uuid
from datetime import timedelta

from cms import clock
from community.actions import barriers, statements
from community.models import Barrier
from tests.cms.places import organisation
from tests.community.factories import member

RULE = "Een gesprek van een uur past niet in de code"
EFFECT = "Wie de tijd neemt voor iemand, krijgt een telefoontje over de declaratie."
TEXT = "Wij vragen om een code die past bij een gesprek van een uur."


def known_barrier(rule=RULE, **fields) -> Barrier:
    """A barrier that everybody may read."""
    barrier = barriers.tell(key=uuid.uuid4(), rule=rule, effect=EFFECT, **fields)
    barriers.decide(barrier=barrier, shown=True)
    return Barrier.objects.get(pk=barrier.pk)


def open_statement(**fields):
    """A statement that organisations may sign for another thirty days."""
    given = {"title": "Tijd voor het gesprek", "text": TEXT, "closes_at": clock.now() + timedelta(days=30)}
    return statements.open_for_signing(statement=statements.write(**given | fields))


def signed(
    name="Bakkerij Zonder Haast", *, by="tekent@example.org", confirmed=False, statement=None, sectors=("winkeliers",)
):
    """A signature of an organisation, confirmed by its contact or not."""
    partner = organisation(name, sectors=sectors, contact_email=f"info@{name.split()[-1].lower()}.example")
    found = statements.sign(statement=statement or open_statement(), organisation=partner, by=member(by))
    return statements.confirm(signature=found) if confirmed else found
