"""Orders of paper materials: the shelf never goes below zero, and an address does not stay."""

import copy
import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import IntegrityError, transaction

from cms import clock
from community.actions import orders
from community.actions.refusal import Refused
from community.models import MaterialOrder, MaterialStock
from community.personal_data import Person, holdings
from config import roles
from tests.community.factories import material_order, member

pytestmark = pytest.mark.django_db
ADDRESS = {"name": "Truus", "street": "Dorpsstraat 1", "postcode": "1234ab", "town": "Oosterdam"}
FORM = {**ADDRESS, "amount": "3", "email": "truus@example.org"}


@pytest.fixture(scope="module")
def _shelf(module_db):
    roles.apply()
    first, page = material_order(number=10, amount=2)
    return page, first.stock


@pytest.fixture
def shelf(_shelf):
    return copy.deepcopy(_shelf)


def place(stock, amount, **more):
    return orders.order(key=uuid.uuid4(), stock=stock, amount=amount, **ADDRESS, **({"email": "a@example.org"} | more))


def left(stock):
    return MaterialStock.objects.get(pk=stock.pk).in_stock


def test_order_without_account_reduces_the_stock_and_is_confirmed_by_mail(client, shelf, mailbox):
    page, stock = shelf
    address = f"/materialen/bestellen/{page.translation_key}/"
    html = client.get(address).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', html)[1]
    for _twice in range(2):
        response = client.post(address, FORM | {"key": key}, follow=True)
        assert "Je bestelling is binnen" in response.content.decode()
    assert left(stock) == 5  # of the ten, two were gone
    order = MaterialOrder.objects.get(key=key)
    assert (order.amount, order.postcode) == (3, "1234 AB")
    mailbox.deliver()
    texts = [mail.get_body(("plain",)).get_content() for mail in mailbox.to("truus@example.org")]
    assert sum("3 × Folder" in text for text in texts) == 1


def test_order_is_refused_when_there_are_not_that_many(client, shelf):
    page, stock = shelf
    response = client.post(f"/materialen/bestellen/{page.translation_key}/", FORM | {"amount": "9"})
    assert response.status_code == 422
    assert "Je kunt er nu 8 bestellen" in response.content.decode()
    assert 'value="Dorpsstraat 1"' in response.content.decode()
    assert left(stock) == 8


def test_nothing_is_ordered_at_zero(client, shelf):
    page, stock = shelf
    place(stock, 8)
    with pytest.raises(Refused, match="op"):
        place(stock, 1)
    assert "Dit is op" in client.get(f"/materialen/bestellen/{page.translation_key}/").content.decode()
    assert "Op papier is dit nu op" in client.get(page.url).content.decode()


def test_database_refuses_a_stock_below_zero(shelf):
    stock = shelf[1]
    with pytest.raises(IntegrityError), transaction.atomic():
        MaterialStock.objects.filter(pk=stock.pk).update(in_stock=-1)


def test_page_of_the_material_leads_to_the_form_and_one_without_stock_does_not(client, shelf):
    page, stock = shelf
    assert f"/materialen/bestellen/{page.translation_key}/" in client.get(page.url).content.decode()
    MaterialOrder.objects.all().delete()
    stock.delete()
    caches["pages"].clear()
    assert "/materialen/bestellen/" not in client.get(page.url).content.decode()
    assert client.get(f"/materialen/bestellen/{page.translation_key}/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("amount", "0", "1"),
        ("amount", "tien", "heel getal"),
        ("postcode", "12345", "1234 AB"),
        ("email", "truus", "geen e-mailadres"),
        ("name", "", "Vul je naam in"),
        ("organisation", "BSN 123456782", ""),
        ("street", "x" * 100_000, ""),
        ("town", "a\x00b", ""),
    ],
)
def test_bad_input_is_named_beside_its_field_and_what_was_typed_stays(client, shelf, field, value, words):
    response = client.post(f"/materialen/bestellen/{shelf[0].translation_key}/", FORM | {field: value})
    html = response.content.decode()
    assert response.status_code in (200, 422)
    assert words in html
    assert 'aria-invalid="true"' in html
    assert MaterialOrder.objects.count() == 1


def test_cancelled_order_goes_back_on_the_shelf_once(shelf):
    order = place(shelf[1], 3)
    for _twice in range(2):
        orders.cancel(order=order)
    orders.mark_sent(order=order)
    assert left(shelf[1]) == 8
    assert MaterialOrder.objects.get(pk=order.pk).status == MaterialOrder.Status.CANCELLED


def test_shelf_cannot_be_emptied_beyond_what_lies_there(shelf):
    page, stock = shelf
    orders.add_stock(material=page, number=5, most=10)
    assert left(stock) == 13
    with pytest.raises(Refused):
        orders.add_stock(material=page, number=-14, most=10)
    with pytest.raises(Refused, match="10"):
        place(stock, 11)


@pytest.mark.parametrize(("group", "status"), [("redactie", 200), ("organisatie", 200), ("moderatie", 404)])
def test_editors_and_organisers_see_orders_on_their_first_page_and_send_them(client, shelf, group, status):
    order = MaterialOrder.objects.get()
    user = member("werk@example.org")
    user.groups.set(Group.objects.filter(name=group))
    client.force_login(user)
    response = client.get("/beheer/bestellingen/")
    assert response.status_code == status
    seen = "Bestellingen van materialen" in client.get("/beheer/").content.decode()
    assert seen is (status == 200)
    if status == 200:
        assert "Dorpsstraat 1" in response.content.decode()
        client.post(f"/beheer/bestellingen/{order.pk}/verstuurd/")
        assert MaterialOrder.objects.get().status == MaterialOrder.Status.SENT


def test_address_is_wiped_a_month_after_sending(shelf):
    order = MaterialOrder.objects.get()
    orders.mark_sent(order=order)
    with time_machine.travel(clock.now() + timedelta(days=29)):
        assert orders.forget_addresses() == 0
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert orders.forget_addresses() == 1
        assert orders.forget_addresses() == 0
    order.refresh_from_db()
    assert {getattr(order, name) for name in orders.ADDRESS} == {""}


def test_who_ordered_gets_their_data_and_is_removed(shelf):
    holding = next(holding for holding in holdings() if "community.MaterialOrder" in holding.models)
    person = Person("truus@example.org")
    assert "Dorpsstraat 1" in str(list(holding.hand_out(person)))
    assert holding.take_away(person) == 1
    assert not MaterialOrder.objects.exclude(email="").exists()
    assert left(shelf[1]) == 10  # what waited is not sent any more
