"""What orders of paper materials keep of people: a name and an address, until some time after the post has gone."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from community.actions.orders import WIPED_AFTER, forget_orders_of
from community.models import MaterialOrder
from community.personal_data import Holding, Person, declare_fixed, declare_free, during, register


def _orders(person: Person) -> Iterator[dict]:
    for order in MaterialOrder.objects.filter(email__iexact=person.email).select_related("stock"):
        yield {
            "besteld": str(order),
            "op": order.created_at.isoformat(),
            "naam": order.name,
            "organisatie": order.organisation,
            "adres": f"{order.street}, {order.postcode} {order.town}",
            "status": order.get_status_display(),
        }


def _forget(person: Person) -> int:
    return forget_orders_of(email=person.email)


def register_holdings() -> None:
    """Called when the app is ready."""
    told = during(_("Naam en adres bij een bestelling: tot %(time)s nadat die is verstuurd."), WIPED_AFTER)
    register(Holding("bestellingen", ("community.MaterialOrder",), _orders, _forget, kept=(told,)))
    declare_fixed("community.MaterialOrder", "name")
    declare_free("community.MaterialStock")
