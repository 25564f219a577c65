"""Orders of paper materials. The stock is changed here only, by one statement that refuses to go below zero."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms import clock, page_cache
from community.actions.refusal import Refused
from community.models import MaterialOrder, MaterialStock
from community.notifications import orders as notifications

Status = MaterialOrder.Status
WIPED_AFTER = timedelta(days=30)  # of an order that was sent or cancelled
ADDRESS = ("name", "organisation", "street", "postcode", "town", "email")


@transaction.atomic
def order(*, key: uuid.UUID, stock: MaterialStock, amount: int, language: str = "nl", **address) -> MaterialOrder:
    """Order copies; `address` holds the fields of `ADDRESS`. The same `key` again changes nothing.

    Raises `Refused` when there are not that many.
    """
    given = {"stock": stock, "amount": amount, "language": language, **address}
    order, created = MaterialOrder.objects.get_or_create(key=key, defaults=given)
    if not created:
        return order
    _take(stock, amount)
    notifications.material_ordered(order)
    page_cache.forget()
    return order


def _take(stock: MaterialStock, amount: int) -> None:
    enough = MaterialStock.objects.filter(pk=stock.pk, in_stock__gte=amount, most__gte=amount)
    if amount < 1 or not enough.update(in_stock=F("in_stock") - amount):
        left = MaterialStock.objects.get(pk=stock.pk).at_once
        if not left:
            raise Refused(_("Dit is op. Er is nu niets te bestellen."))
        text = ngettext(
            "Je kunt er nu %(number)s bestellen. Kies 1.", "Je kunt er nu %(number)s bestellen. Kies er minder.", left
        )
        raise Refused(text % {"number": left})


@transaction.atomic
def mark_sent(*, order: MaterialOrder) -> None:
    """It is on its way. Harmless when called twice."""
    _close(order, Status.SENT)


@transaction.atomic
def cancel(*, order: MaterialOrder) -> None:
    """It does not go out, and lies in stock again. Harmless when called twice."""
    if _close(order, Status.CANCELLED):
        MaterialStock.objects.filter(pk=order.stock_id).update(in_stock=F("in_stock") + order.amount)
        page_cache.forget()


def _close(order: MaterialOrder, status: str) -> bool:
    waiting = MaterialOrder.objects.filter(pk=order.pk, status=Status.NEW)
    return bool(waiting.update(status=status, handled_at=clock.now()))


@transaction.atomic
def add_stock(*, material, number: int, most: int) -> MaterialStock:
    """Put copies of a material (a MaterialPage) on the shelf, or take some away with a number below zero.

    Raises `Refused` when there are not that many to take away.
    """
    stock, _created = MaterialStock.objects.get_or_create(
        material=material.translation_key, defaults={"title": material.title}
    )
    changed = MaterialStock.objects.filter(pk=stock.pk, in_stock__gte=-number)
    if not changed.update(in_stock=F("in_stock") + number, most=most, title=material.title):
        raise Refused(_("Zoveel liggen er niet. Kies een kleiner getal."))
    stock.refresh_from_db()
    page_cache.forget()
    return stock


@transaction.atomic
def forget_addresses() -> int:
    """Wipe to whom handled orders went, when that was long enough ago; returns how many."""
    old = MaterialOrder.objects.filter(handled_at__lt=clock.now() - WIPED_AFTER)
    return old.exclude(**dict.fromkeys(ADDRESS, "")).update(**dict.fromkeys(ADDRESS, ""))


@transaction.atomic
def forget_orders_of(*, email: str) -> int:
    """Remove what somebody ordered: what waits is cancelled, and of the rest only the number stays."""
    found = MaterialOrder.objects.filter(email__iexact=email)
    for waiting in found.filter(status=Status.NEW):
        cancel(order=waiting)
    return found.update(**dict.fromkeys(ADDRESS, ""))
